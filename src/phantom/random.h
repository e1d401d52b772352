#pragma once
// A counter-based generator: the n-th number of a stream is a function of (seed, stream, n) alone.
// Philox4x32-10, Salmon et al., "Parallel random numbers: as easy as 1, 2, 3", SC 2011.

#include <array>
#include <cstdint>

namespace unseen::phantom {

/// One block of four numbers.
std::array<std::uint32_t, 4> philox(std::array<std::uint32_t, 4> counter, std::array<std::uint32_t, 2> key);

/// What a stream is for. Streams of one seed never share a number, so that changing what one of them decides
/// leaves the others.
enum class Purpose : std::uint32_t {
  person,
  cohort,
  label,
  pose,
  detail,
  vessels,
  texture,
  noise,
  devices,
  marker,
  finding
};

/// Numbers of one purpose; `branch` tells parts of it apart (a vessel, a rib).
class Stream {
 public:
  Stream(std::uint64_t seed, Purpose purpose, std::uint64_t branch = 0)
      : key_{static_cast<std::uint32_t>(seed), static_cast<std::uint32_t>(seed >> 32U)},
        counter_{0, static_cast<std::uint32_t>(branch), static_cast<std::uint32_t>(branch >> 32U),
                 static_cast<std::uint32_t>(purpose)} {}

  std::uint32_t bits() {
    if (left_ == 0) refill();
    return block_[--left_];
  }
  /// In (0, 1), multiples of 2⁻²⁴ plus a half of it.
  float uniform() { return (static_cast<float>(bits() >> 8U) + 0.5F) * (1.0F / 16777216.0F); }
  float uniform(float low, float high) { return low + (high - low) * uniform(); }
  /// Standard normal (Box–Muller).
  float normal();
  /// Nearly normal, variance 1, within ±3.47: four 16-bit numbers summed. For pixels, of which there are
  /// many.
  float quick_normal();
  bool chance(float probability) { return uniform() < probability; }

 private:
  void refill() {
    block_ = philox(counter_, key_);
    ++counter_[0];
    left_ = 4;
  }

  std::array<std::uint32_t, 2> key_;
  std::array<std::uint32_t, 4> counter_;
  std::array<std::uint32_t, 4> block_{};
  std::uint32_t left_ = 0;
};

/// A key for a part of a part: mixes both so that neighbours have nothing in common (splitmix64's finaliser).
std::uint64_t branch_of(std::uint64_t parent, std::uint64_t child);

}  // namespace unseen::phantom
