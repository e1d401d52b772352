#pragma once
// Shares of counts, with intervals that hold near 0 and 1 too.

#include <cstdint>

#include "contract/refusal.h"

namespace unseen {

struct Proportion {
  double value;
  double low;
  double high;
};

/// `count` of `total` with Wilson's 95% score interval, without continuity correction (Wilson 1927). Refused
/// (`too-few-cases`): a total of 0, or a count above it.
Result<Proportion> proportion(std::uint64_t count, std::uint64_t total);

/// The first share less the second, of independent groups, with Newcombe's hybrid score interval (Newcombe
/// 1998, method 10). Refused like proportion().
Result<Proportion> difference(std::uint64_t first, std::uint64_t first_total, std::uint64_t second,
                              std::uint64_t second_total);

}  // namespace unseen
