#pragma once
// Other ways to look at what a chain does: what it changed, which waves are left, how often values occur.

#include <cstdint>
#include <span>
#include <vector>

#include "image/image.h"

namespace unseen::filter {

/// `after` less `before`, in shares of the whole range; `after` is brought to the size of `before` first
/// (bilinear).
Image change(const Image& before, const Image& after);

/// How often a change is multiplied before it is drawn: the largest of 1, 2, 5, … 200 at which all but the
/// largest half percent of the pixels stay within the range.
double gain_of(const Image& change);

/// A change as bytes: 128 is none, 255 brighter by the whole range or more, 1 darker, after multiplying by
/// `gain`.
std::vector<std::uint8_t> signed_bytes(const Image& change, double gain);

/// The strength of each wave of the picture squashed to 224 × 224: log(1 + |F|) as a share of log(1 + 224²),
/// which no picture in [0,1] exceeds. The mean is in the middle, (112, 112); a wave of u cycles across and v
/// down is at (112 + u, 112 + v). Each of `rings`, a radius in cycles per image, is drawn white.
Image spectrum(const Image& image, std::span<const double> rings);

/// How often values occur: `bins` equal bins from `minimum` to `maximum`, both counted in; what lies outside
/// counts in the outermost.
std::vector<double> histogram(std::span<const float> values, double minimum, double maximum, int bins);

}  // namespace unseen::filter
