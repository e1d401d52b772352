#pragma once
// Medians of a square window, the edge repeated beyond the picture (scipy's mode "nearest", OpenCV's
// BORDER_REPLICATE).

#include "image/image.h"

namespace unseen::filter {

/// 3 × 3 and 5 × 5, exact: minima and maxima alone, many pixels at once.
Image median_of_9(const Image& image);
Image median_of_25(const Image& image);

/// Any radius from 1 to 127, in time that does not grow with it. Values count in 256 levels of [0,1].
Image median_of_levels(const Image& image, int radius);

}  // namespace unseen::filter
