#pragma once
// Intervals where rows are not independent: whole patients are drawn, with all their images.

#include <cstdint>
#include <span>

#include "contract/refusal.h"

namespace unseen {

/// One image: its score, its group, and whose it is.
struct Row {
  double score;
  bool positive;
  std::uint64_t patient;  ///< any number, equal for images of the same patient
};

/// An area with the 2.5th and 97.5th percentile of its bootstrap distribution.
struct BootstrapAuc {
  double value;
  double low;
  double high;
  std::size_t patients;
  std::size_t replicates;  ///< that were used: those in which one group was missing are left out
};

/// Draws as many patients as there are, with replacement, `replicates` times. The generator is counter-based:
/// replicate r is a function of the seed and r alone, so that more replicates add to the same ones.
/// Percentiles between two replicates are interpolated linearly, as numpy does. Refused (`too-few-cases`):
/// fewer than two of either group or two patients, a score that is not finite, no replicate with both groups.
Result<BootstrapAuc> bootstrap_auc(std::span<const Row> rows, std::size_t replicates, std::uint64_t seed);

/// The n-th number of the stream of (seed, replicate), all 64 bits: SplitMix64's finaliser of a counter
/// (Steele, Lea and Flood 2014).
std::uint64_t drawn(std::uint64_t seed, std::uint64_t replicate, std::uint64_t n);

}  // namespace unseen
