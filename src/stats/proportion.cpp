#include "stats/proportion.h"

#include <algorithm>
#include <cmath>

#include "stats/placements.h"

namespace unseen {

Result<Proportion> proportion(std::uint64_t count, std::uint64_t total) {
  if (total == 0 || count > total) return refuse(Code::too_few_cases);
  const auto n = static_cast<double>(total);
  const double share = static_cast<double>(count) / n;
  constexpr double square = z95 * z95;
  const double middle = (share + square / (2 * n)) / (1 + square / n);
  const double half = z95 / (1 + square / n) * std::sqrt(share * (1 - share) / n + square / (4 * n * n));
  // Rounding must not leave [0,1] nor pass the share itself at 0 and 1.
  return Proportion{share, std::clamp(middle - half, 0.0, share), std::clamp(middle + half, share, 1.0)};
}

Result<Proportion> difference(std::uint64_t first, std::uint64_t first_total, std::uint64_t second,
                              std::uint64_t second_total) {
  const auto a = proportion(first, first_total);
  if (!a) return a;
  const auto b = proportion(second, second_total);
  if (!b) return b;
  const double value = a->value - b->value;
  return Proportion{value, value - std::hypot(a->value - a->low, b->high - b->value),
                    value + std::hypot(a->high - a->value, b->value - b->low)};
}

}  // namespace unseen
