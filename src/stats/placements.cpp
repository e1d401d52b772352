#include "stats/placements.h"

#include <algorithm>
#include <numeric>

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

/// For each case of a group, the share of the other group below it: rank among all less rank among its own.
std::vector<double> shares_below(std::span<const double> among_all, std::span<const double> own,
                                 std::size_t others) {
  const auto among_own = mid_ranks(own);
  std::vector<double> shares(own.size());
  for (std::size_t i = 0; i < own.size(); ++i)
    shares[i] = (among_all[i] - among_own[i]) / static_cast<double>(others);
  return shares;
}

}  // namespace

Placements placements(std::span<const double> positives, std::span<const double> negatives) {
  std::vector<double> all(positives.begin(), positives.end());
  all.insert(all.end(), negatives.begin(), negatives.end());
  const auto ranks = mid_ranks(all);
  const auto first = std::span<const double>(ranks).first(positives.size());
  const auto rest = std::span<const double>(ranks).subspan(positives.size());
  Placements found{shares_below(first, positives, negatives.size()),
                   shares_below(rest, negatives, positives.size())};
  for (double& share : found.negatives) share = 1 - share;
  return found;
}

double mean(std::span<const double> values) {
  return std::accumulate(values.begin(), values.end(), 0.0) / static_cast<double>(values.size());
}

double covariance(std::span<const double> first, std::span<const double> second) {
  const double a = mean(first);
  const double b = mean(second);
  double sum = 0;
  for (std::size_t i = 0; i < first.size(); ++i) sum += (first[i] - a) * (second[i] - b);
  return sum / static_cast<double>(first.size() - 1);
}

bool usable(std::span<const double> values) {
  return values.size() >= 2 &&
         std::all_of(values.begin(), values.end(), [](double value) { return std::isfinite(value); });
}

}  // namespace unseen
