#pragma once
// DeLong's structural components: what areas, their variances and their covariances are made of.

#include <cmath>
#include <span>
#include <vector>

namespace unseen {

/// For each positive the share of negatives below it, for each negative the share of positives above it, ties
/// counting half; in the order given. Their means are equal and are the area under the curve.
struct Placements {
  std::vector<double> positives;
  std::vector<double> negatives;
};

/// O(n log n) by mid-ranks (Sun and Xu 2014).
Placements placements(std::span<const double> positives, std::span<const double> negatives);

double mean(std::span<const double> values);
/// Unbiased; the variance where both are the same list.
double covariance(std::span<const double> first, std::span<const double> second);

/// At least two, all finite.
bool usable(std::span<const double> values);

/// Two-sided 95% of a normal distribution.
inline constexpr double z95 = 1.959963984540054;

}  // namespace unseen
