#pragma once
// Blurs and grain on square maps. Edges are continued by their last value.

#include "image/image.h"
#include "phantom/random.h"

namespace unseen::phantom {

/// Gaussian of `sigma` pixels, nearly: averaged down by whole blocks of sigma / 6, three box passes, bilinear
/// back up.
Image broad_blur(const Image& image, float sigma);
/// Gaussian over five pixels an axis, for sigma up to about 1.2 pixels.
Image narrow_blur(const Image& image, float sigma);
/// Adds `amplitude` times a field of about unit variance with `cell` pixels a grain (quadratic B-spline of
/// noise on a lattice); grains finer than a pixel become white noise of the same amplitude.
void add_grain(Image& onto, float cell, float amplitude, Stream& stream);

}  // namespace unseen::phantom
