#include "stats/roc.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <limits>

#include "stats/placements.h"

namespace unseen {

Result<Auc> auc(std::span<const double> positives, std::span<const double> negatives) {
  if (!usable(positives) || !usable(negatives)) return refuse(Code::too_few_cases);
  const auto of = placements(positives, negatives);
  const double value = mean(of.positives);
  const double spread =
      std::sqrt(covariance(of.positives, of.positives) / static_cast<double>(of.positives.size()) +
                covariance(of.negatives, of.negatives) / static_cast<double>(of.negatives.size()));
  return Auc{value, std::max(0.0, value - z95 * spread), std::min(1.0, value + z95 * spread), spread};
}

Result<std::vector<RocPoint>> roc(std::span<const double> positives, std::span<const double> negatives) {
  if (!usable(positives) || !usable(negatives)) return refuse(Code::too_few_cases);
  const auto descending = [](std::span<const double> values) {
    std::vector<double> sorted(values.begin(), values.end());
    std::sort(sorted.begin(), sorted.end(), std::greater<>());
    return sorted;
  };
  const auto yes = descending(positives);
  const auto no = descending(negatives);
  std::vector<RocPoint> curve{{std::numeric_limits<double>::infinity(), 0, 0}};
  for (std::size_t p = 0, n = 0; p < yes.size() || n < no.size();) {
    const double threshold = p < yes.size() && (n == no.size() || yes[p] >= no[n]) ? yes[p] : no[n];
    while (p < yes.size() && yes[p] == threshold) ++p;
    while (n < no.size() && no[n] == threshold) ++n;
    curve.push_back({threshold, static_cast<double>(n) / static_cast<double>(no.size()),
                     static_cast<double>(p) / static_cast<double>(yes.size())});
  }
  return curve;
}

Result<AucDifference> compare(std::span<const double> first_positives,
                              std::span<const double> first_negatives,
                              std::span<const double> second_positives,
                              std::span<const double> second_negatives) {
  if (!usable(first_positives) || !usable(first_negatives) || !usable(second_positives) ||
      !usable(second_negatives) || first_positives.size() != second_positives.size() ||
      first_negatives.size() != second_negatives.size())
    return refuse(Code::too_few_cases);
  const auto a = placements(first_positives, first_negatives);
  const auto b = placements(second_positives, second_negatives);
  // The variance of the difference is the variance of the differences of components, case by case.
  const auto part = [](const std::vector<double>& first, const std::vector<double>& second) {
    std::vector<double> gaps(first.size());
    std::transform(second.begin(), second.end(), first.begin(), gaps.begin(), std::minus<>());
    return covariance(gaps, gaps) / static_cast<double>(gaps.size());
  };
  AucDifference found{};
  found.first = mean(a.positives);
  found.second = mean(b.positives);
  found.value = found.second - found.first;
  found.spread = std::sqrt(part(a.positives, b.positives) + part(a.negatives, b.negatives));
  found.low = found.value - z95 * found.spread;
  found.high = found.value + z95 * found.spread;
  if (found.spread > 0) {
    found.z = found.value / found.spread;
  } else if (found.value != 0) {
    found.z = std::copysign(std::numeric_limits<double>::infinity(), found.value);
  }
  found.p = std::erfc(std::abs(found.z) / std::sqrt(2.0));
  return found;
}

}  // namespace unseen
