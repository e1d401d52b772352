#pragma once
// How well a score separates two groups, and how sure that is. Knows numbers only.

#include <span>
#include <vector>

#include "contract/refusal.h"

namespace unseen {

/// Area under the ROC curve with its 95% interval.
struct Auc {
  double value;
  double low;
  double high;
  double spread;  ///< standard error, DeLong
};

/// The probability that a positive scores above a negative, ties counting half (Mann-Whitney), with DeLong's
/// variance (DeLong, DeLong and Clarke-Pearson 1988; ranks as Sun and Xu 2014, O(n log n)) and a normal
/// interval cut to [0,1]. Treats rows as independent: where a patient has several images, the interval is too
/// narrow and bootstrap_auc() (bootstrap.h) is the right one. Refused (`too-few-cases`): fewer than two of
/// either group, or a score that is not finite.
Result<Auc> auc(std::span<const double> positives, std::span<const double> negatives);

/// One point of the curve: at or above `threshold` counts as positive.
struct RocPoint {
  double threshold;       ///< +infinity at the first point, where nothing counts
  double false_positive;  ///< share of the negatives, in [0,1]
  double true_positive;   ///< share of the positives, in [0,1]
};

/// The whole curve from (0,0) to (1,1), a point a distinct score, ties in one step; the trapezoids beneath it
/// add up to auc(). Refused like auc().
Result<std::vector<RocPoint>> roc(std::span<const double> positives, std::span<const double> negatives);

/// Two areas measured on the same cases.
struct AucDifference {
  double first;
  double second;
  double value;  ///< second less first
  double low;    ///< 95%, normal
  double high;
  double spread;  ///< standard error of the difference
  double z;       ///< 0 where the spread is 0 and the areas are equal, ±infinity where they are not
  double p;       ///< two-sided
};

/// DeLong's test for correlated areas: case i of a group has a score in `first` and one in `second`. Refused
/// (`too-few-cases`): like auc(), and lists of different lengths.
Result<AucDifference> compare(std::span<const double> first_positives,
                              std::span<const double> first_negatives,
                              std::span<const double> second_positives,
                              std::span<const double> second_negatives);

}  // namespace unseen
