#pragma once
// A counter-based generator: the n-th number is a function of (seed, purpose, n) alone, so that a picture's
// noise does not depend on the order in which pixels are visited. SplitMix64: Steele, Lea and Flood, "Fast
// splittable pseudorandom number generators", OOPSLA 2014.

#include <cmath>
#include <cstdint>

#include "filter/arithmetic.h"

namespace unseen::filter {

/// What numbers are drawn for; two purposes share none under one seed.
enum class Purpose : std::uint64_t {
  gaussian_noise = 1,
  poisson_noise,
  salt_and_pepper,
  shuffle_pixels,
  shuffle_blocks
};

/// SplitMix64's finaliser.
inline std::uint64_t mixed(std::uint64_t z) {
  z = (z ^ (z >> 30U)) * 0xBF58476D1CE4E5B9ULL;
  z = (z ^ (z >> 27U)) * 0x94D049BB133111EBULL;
  return z ^ (z >> 31U);
}

/// Numbers by their place: at(0), at(1), …
class Draws {
 public:
  /// `seed` is a whole number from 0.
  Draws(double seed, Purpose purpose)
      : start_(mixed(static_cast<std::uint64_t>(seed) * golden + static_cast<std::uint64_t>(purpose))) {}

  std::uint64_t at(std::uint64_t n) const { return mixed(start_ + (n + 1) * golden); }
  /// In (0, 1): multiples of 2⁻⁵² plus a half of it.
  double uniform(std::uint64_t n) const {
    return (static_cast<double>(at(n) >> 12U) + 0.5) * (1.0 / 4503599627370496.0);
  }
  /// A whole number from 0 to `count` - 1; `count` is below 2³².
  std::uint64_t below(std::uint64_t count, std::uint64_t n) const { return ((at(n) >> 32U) * count) >> 32U; }

 private:
  static constexpr std::uint64_t golden = 0x9E3779B97F4A7C15ULL;
  std::uint64_t start_;
};

/// The standard normal distribution's quantile at `share` in (0, 1), to 1e-14: algorithm AS 241 (PPND16),
/// Wichura, Applied Statistics 37, 1988.
double normal_quantile(double share);

}  // namespace unseen::filter
