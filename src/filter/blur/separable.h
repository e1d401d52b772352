#pragma once
// One kernel along rows, then along columns, with the edge continued as d c b a | a b c d | d c b a.

#include <span>
#include <vector>

#include "image/image.h"

namespace unseen::filter {

/// A symmetric kernel by its half: weight of the middle, of the neighbours, and so on. Any length.
Image convolved(const Image& image, std::span<const float> half);

/// The half of a Gaussian of `sigma` pixels, cut off at 4 sigma and of sum 1 with its mirror, as
/// scipy.ndimage.gaussian_filter with truncate=4.
std::vector<float> gaussian_half(double sigma);

}  // namespace unseen::filter
