#include "stats/roc.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <vector>

namespace unseen {
namespace {

/// Ranks from 1; equal values share the mean of their ranks.
std::vector<double> mid_ranks(std::span<const double> values) {
  std::vector<std::size_t> order(values.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return values[a] < values[b]; });
  std::vector<double> ranks(values.size());
  for (std::size_t first = 0; first < order.size();) {
    auto last = first;
    while (last < order.size() && values[order[last]] == values[order[first]]) ++last;
    const double shared = (static_cast<double>(first + last) + 1) / 2;
    for (; first < last; ++first) ranks[order[first]] = shared;
  }
  return ranks;
}

double mean(std::span<const double> values) {
  return std::accumulate(values.begin(), values.end(), 0.0) / static_cast<double>(values.size());
}

double variance(std::span<const double> values) {
  const double centre = mean(values);
  double sum = 0;
  for (const double value : values) sum += (value - centre) * (value - centre);
  return sum / static_cast<double>(values.size() - 1);
}

bool usable(std::span<const double> values) {
  return values.size() >= 2 &&
         std::all_of(values.begin(), values.end(), [](double value) { return std::isfinite(value); });
}

/// For each case of a group, the share of the other group on its one side: rank among all less rank among its
/// own.
std::vector<double> placements(std::span<const double> among_all, std::span<const double> own,
                               std::size_t others) {
  const auto among_own = mid_ranks(own);
  std::vector<double> shares(own.size());
  for (std::size_t i = 0; i < own.size(); ++i)
    shares[i] = (among_all[i] - among_own[i]) / static_cast<double>(others);
  return shares;
}

}  // namespace

Result<Auc> auc(std::span<const double> positives, std::span<const double> negatives) {
  if (!usable(positives) || !usable(negatives)) return refuse(Code::too_few_cases);
  std::vector<double> all(positives.begin(), positives.end());
  all.insert(all.end(), negatives.begin(), negatives.end());
  const auto ranks = mid_ranks(all);
  const auto first = std::span<const double>(ranks).first(positives.size());
  const auto rest = std::span<const double>(ranks).subspan(positives.size());
  const auto above =
      placements(first, positives, negatives.size());                // share of negatives below each positive
  const auto below = placements(rest, negatives, positives.size());  // share of positives below each negative
  const double value = mean(above);
  const double spread = std::sqrt(variance(above) / static_cast<double>(above.size()) +
                                  variance(below) / static_cast<double>(below.size()));
  constexpr double z = 1.959963984540054;
  return Auc{value, std::max(0.0, value - z * spread), std::min(1.0, value + z * spread), spread};
}

}  // namespace unseen
