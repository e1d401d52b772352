#include "stats/bootstrap.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <optional>
#include <vector>

namespace unseen {
namespace {

std::uint64_t mix(std::uint64_t value) {
  value += 0x9E3779B97F4A7C15U;
  value = (value ^ (value >> 30U)) * 0xBF58476D1CE4E5B9U;
  value = (value ^ (value >> 27U)) * 0x94D049BB133111EBU;
  return value ^ (value >> 31U);
}

struct Case {
  double score;
  bool positive;
  std::size_t patient;  ///< from 0
};

/// The area where each case counts as often as its patient was drawn; cases are in order of score.
std::optional<double> weighted(const std::vector<Case>& cases, const std::vector<std::uint32_t>& times) {
  double pairs = 0, positives = 0, negatives = 0;
  for (std::size_t first = 0; first < cases.size();) {
    double yes = 0, no = 0;
    auto last = first;
    for (; last < cases.size() && cases[last].score == cases[first].score; ++last)
      (cases[last].positive ? yes : no) += times[cases[last].patient];
    pairs += yes * (negatives + no / 2);
    positives += yes;
    negatives += no;
    first = last;
  }
  if (positives == 0 || negatives == 0) return std::nullopt;
  return pairs / positives / negatives;
}

double percentile(const std::vector<double>& sorted, double share) {
  const double at = share * static_cast<double>(sorted.size() - 1);
  const auto below = static_cast<std::size_t>(std::floor(at));
  const auto above = std::min(below + 1, sorted.size() - 1);
  return sorted[below] + (at - std::floor(at)) * (sorted[above] - sorted[below]);
}

}  // namespace

std::uint64_t drawn(std::uint64_t seed, std::uint64_t replicate, std::uint64_t n) {
  return mix(mix(mix(seed) ^ replicate) ^ n);
}

Result<BootstrapAuc> bootstrap_auc(std::span<const Row> rows, std::size_t replicates, std::uint64_t seed) {
  std::vector<std::uint64_t> names;
  std::size_t positives = 0;
  for (const auto& row : rows) {
    if (!std::isfinite(row.score)) return refuse(Code::too_few_cases);
    names.push_back(row.patient);
    positives += row.positive ? 1 : 0;
  }
  std::sort(names.begin(), names.end());
  names.erase(std::unique(names.begin(), names.end()), names.end());
  if (positives < 2 || rows.size() - positives < 2 || names.size() < 2) return refuse(Code::too_few_cases);
  std::vector<Case> cases;
  for (const auto& row : rows)
    cases.push_back({row.score, row.positive,
                     static_cast<std::size_t>(std::lower_bound(names.begin(), names.end(), row.patient) -
                                              names.begin())});
  std::sort(cases.begin(), cases.end(), [](const Case& a, const Case& b) { return a.score < b.score; });

  const auto value = weighted(cases, std::vector<std::uint32_t>(names.size(), 1));
  std::vector<double> areas;
  std::vector<std::uint32_t> times(names.size());
  for (std::size_t replicate = 0; replicate < replicates; ++replicate) {
    std::fill(times.begin(), times.end(), 0U);
    for (std::size_t n = 0; n < names.size(); ++n)
      ++times[static_cast<std::size_t>(drawn(seed, replicate, n) % names.size())];
    if (const auto area = weighted(cases, times)) areas.push_back(*area);
  }
  if (areas.empty()) return refuse(Code::too_few_cases);
  std::sort(areas.begin(), areas.end());
  return BootstrapAuc{*value, percentile(areas, 0.025), percentile(areas, 0.975), names.size(), areas.size()};
}

}  // namespace unseen
