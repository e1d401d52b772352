#include "phantom/random.h"

#include <cmath>
#include <set>

#include <gtest/gtest.h>

namespace unseen::phantom {
namespace {

// Random123's known answers for philox4x32-10 (kat_vectors of its distribution).
TEST(Random, PhiloxGivesThePublishedNumbers) {
  using Block = std::array<std::uint32_t, 4>;
  EXPECT_EQ(philox({0, 0, 0, 0}, {0, 0}), (Block{0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8}));
  EXPECT_EQ(philox({0xffffffff, 0xffffffff, 0xffffffff, 0xffffffff}, {0xffffffff, 0xffffffff}),
            (Block{0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd}));
  EXPECT_EQ(philox({0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344}, {0xa4093822, 0x299f31d0}),
            (Block{0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1}));
}

TEST(Random, NeighbouringSeedsPurposesAndBranchesShareNoNumber) {
  std::set<std::uint32_t> seen;
  std::size_t drawn = 0;
  for (std::uint64_t seed = 0; seed < 6; ++seed)
    for (const auto purpose : {Purpose::person, Purpose::noise, Purpose::vessels})
      for (std::uint64_t branch = 0; branch < 4; ++branch) {
        Stream stream(seed, purpose, branch);
        for (int i = 0; i < 40; ++i, ++drawn) seen.insert(stream.bits());
      }
  // 2880 of 2³² numbers: a collision by chance is expected in one of a thousand such sets.
  EXPECT_EQ(seen.size(), drawn);
}

struct Moments {
  double mean = 0, sd = 0;
};
template <class Draw>
Moments moments(Draw draw) {
  constexpr int n = 20000;
  double sum = 0;
  double squares = 0;
  for (int i = 0; i < n; ++i) {
    const auto x = static_cast<double>(draw());
    sum += x;
    squares += x * x;
  }
  const double mean = sum / n;
  return {mean, std::sqrt(squares / n - mean * mean)};
}

TEST(Random, MomentsOfTheDraws) {
  Stream stream(11, Purpose::noise);
  const auto uniform = moments([&] { return stream.uniform(); });
  EXPECT_NEAR(uniform.mean, 0.5, 0.01);
  EXPECT_NEAR(uniform.sd, std::sqrt(1.0 / 12), 0.01);
  const auto normal = moments([&] { return stream.normal(); });
  EXPECT_NEAR(normal.mean, 0, 0.03);
  EXPECT_NEAR(normal.sd, 1, 0.03);
  const auto quick = moments([&] { return stream.quick_normal(); });
  EXPECT_NEAR(quick.mean, 0, 0.03);
  EXPECT_NEAR(quick.sd, 1, 0.03);
}

TEST(Random, BranchesOfOneParentDiffer) {
  EXPECT_NE(branch_of(1, 2), branch_of(2, 1));
  EXPECT_NE(branch_of(0, 0), branch_of(0, 1));
}

}  // namespace
}  // namespace unseen::phantom
