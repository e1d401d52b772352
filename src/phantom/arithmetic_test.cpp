#include "phantom/arithmetic.h"

#include <cmath>

#include <gtest/gtest.h>

namespace unseen::phantom {
namespace {

/// Relative distance; absolute near zero.
double off(float mine, double theirs) {
  return std::fabs(static_cast<double>(mine) - theirs) / std::max(1.0, std::fabs(theirs));
}

TEST(Arithmetic, ExponentialIsLibmsToSingleAccuracy) {
  for (int i = -860; i <= 860; ++i) {
    const float x = 0.1F * static_cast<float>(i);
    const double theirs = std::exp(static_cast<double>(x));
    EXPECT_NEAR(static_cast<double>(exponential(x)) / theirs, 1, 3e-7) << x;
  }
  EXPECT_EQ(exponential(0), 1.0F);
  EXPECT_EQ(exponential(1000), exponential(87));
  EXPECT_GT(exponential(-1000), 0);
}

TEST(Arithmetic, LogarithmIsLibmsToSingleAccuracy) {
  for (int i = -120; i <= 120; ++i)
    for (int k = 0; k < 32; ++k) {
      const float x = std::ldexp(1 + static_cast<float>(k) / 32, i);
      EXPECT_LT(off(logarithm(x), std::log(static_cast<double>(x))), 3e-7) << x;
    }
  EXPECT_EQ(logarithm(1), 0.0F);
  EXPECT_TRUE(std::isfinite(logarithm(0)));
  EXPECT_TRUE(std::isfinite(logarithm(-1)));
}

TEST(Arithmetic, SineAndCosine) {
  for (int i = -4000; i <= 4000; ++i) {
    const float x = 0.01F * static_cast<float>(i);
    EXPECT_NEAR(static_cast<double>(sine(x)), std::sin(static_cast<double>(x)), 4e-7) << x;
    EXPECT_NEAR(static_cast<double>(cosine(x)), std::cos(static_cast<double>(x)), 5e-6) << x;
  }
}

TEST(Arithmetic, PowerAndSuperellipse) {
  EXPECT_NEAR(power(2, 0.5F), std::sqrt(2.0F), 1e-6F);
  EXPECT_EQ(power(0, 2), 0.0F);
  EXPECT_EQ(power(-1, 2), 0.0F);
  EXPECT_NEAR(superellipse(0.6F, 2), 0.8F, 1e-6F);  // a circle
  EXPECT_EQ(superellipse(1, 2.6F), 0.0F);
  EXPECT_EQ(superellipse(-1.5F, 2.6F), 0.0F);
}

TEST(Arithmetic, NearestRoundsTiesAwayFromZero) {
  EXPECT_EQ(nearest(2.5F), 3);
  EXPECT_EQ(nearest(-2.5F), -3);
  EXPECT_EQ(nearest(2.4F), 2);
}

}  // namespace
}  // namespace unseen::phantom
