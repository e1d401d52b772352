#pragma once
// How well a score separates two groups, and how sure that is. Knows numbers only.

#include <span>

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
/// narrow. Refused (`too-few-cases`): fewer than two of either group, or a score that is not finite.
Result<Auc> auc(std::span<const double> positives, std::span<const double> negatives);

}  // namespace unseen
