#include "filter/random.h"

#include <algorithm>
#include <cmath>

#include <gtest/gtest.h>

namespace unseen::filter {
namespace {

double apart(double one, double other) { return std::abs(one - other) / std::max(std::abs(other), 1e-300); }

// Whole numbers, so that the same must come out on every machine; from tests/golden/filter/draws.py.
TEST(Draws, AreSplitMix64s) {
  EXPECT_EQ(mixed(0x9E3779B97F4A7C15ULL), 0xE220A8397B1DCDAFULL);  // the published first output of seed 0
  const Draws draws(1, Purpose::gaussian_noise);
  EXPECT_EQ(draws.at(0), 0x5E41AB087439611EULL);
  EXPECT_EQ(draws.at(1000000), 0xB2222BADF7FAFDDFULL);
  EXPECT_NE(draws.at(0), Draws(1, Purpose::poisson_noise).at(0));
}

TEST(Draws, StayBelow) {
  const Draws draws(3, Purpose::shuffle_pixels);
  for (std::uint64_t n = 0; n < 1000; ++n) {
    EXPECT_LT(draws.below(7, n), 7U);
    EXPECT_GT(draws.uniform(n), 0);
    EXPECT_LT(draws.uniform(n), 1);
  }
}

// From scipy.special.ndtri: the middle, both sides of the seam at 0.925, the tails.
TEST(NormalQuantile, IsScipys) {
  EXPECT_EQ(normal_quantile(0.5), 0);
  EXPECT_LT(apart(normal_quantile(0.6), 0.2533471031357997), 1e-13);
  EXPECT_LT(apart(normal_quantile(0.92), 1.4050715603096329), 1e-13);
  EXPECT_LT(apart(normal_quantile(0.93), 1.475791028179171), 1e-13);
  EXPECT_LT(apart(normal_quantile(0.975), 1.959963984540054), 1e-13);
  EXPECT_LT(apart(normal_quantile(0.01), -2.3263478740408408), 1e-13);
  EXPECT_LT(apart(normal_quantile(1e-10), -6.361340902404056), 1e-13);
  EXPECT_LT(apart(normal_quantile(1e-15), -7.941345326170998), 1e-13);
}

TEST(Arithmetic, IsLibms) {
  for (double x = -40; x < 40; x += 0.37) EXPECT_LT(apart(exponential(x), std::exp(x)), 1e-14) << x;
  for (double x = 1e-12; x < 1e12; x *= 1.7)
    EXPECT_LT(std::abs(logarithm(x) - std::log(x)), 1e-15 + 1e-14 * std::abs(std::log(x))) << x;
  for (double x = 0.001; x < 4; x += 0.0137) EXPECT_LT(apart(power(x, 2.2), std::pow(x, 2.2)), 1e-13) << x;
  EXPECT_EQ(power(0, 2.2), 0);
}

TEST(Arithmetic, TurnsRightAnglesExactly) {
  for (const int quarters : {-2, -1, 0, 1, 2}) {
    const Direction turn = direction(90 * quarters);
    EXPECT_EQ(turn.sine, quarters % 2 == 0 ? 0 : quarters);
    EXPECT_EQ(turn.cosine, quarters % 2 != 0 ? 0 : (quarters == 0 ? 1 : -1));
  }
  for (double angle = -180; angle <= 180; angle += 7.3) {
    EXPECT_NEAR(direction(angle).sine, std::sin(angle * 3.14159265358979323846 / 180), 1e-14) << angle;
    EXPECT_NEAR(direction(angle).cosine, std::cos(angle * 3.14159265358979323846 / 180), 1e-14) << angle;
  }
}

}  // namespace
}  // namespace unseen::filter
