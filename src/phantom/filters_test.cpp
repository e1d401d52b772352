#include "phantom/filters.h"

#include <cmath>
#include <numeric>

#include <gtest/gtest.h>

namespace unseen::phantom {
namespace {

Image constant(int side, float value) {
  Image image(side, side);
  for (float& each : image.values()) each = value;
  return image;
}

double sum(const Image& image) { return std::accumulate(image.values().begin(), image.values().end(), 0.0); }

class Blurs : public testing::TestWithParam<float> {
 protected:
  static Image blurred(const Image& image) {
    return GetParam() < 1.3F ? narrow_blur(image, GetParam()) : broad_blur(image, GetParam());
  }
};

TEST_P(Blurs, LeaveAConstantAlone) {
  for (const int side : {61, 64}) {
    const Image out = blurred(constant(side, 0.37F));
    for (const float value : out.values()) ASSERT_NEAR(value, 0.37F, 1e-5F);
  }
}

// A running sum that is wrong by one sample at the edge shows as a cross through the middle.
TEST_P(Blurs, SpreadAPointEvenlyToAllSides) {
  constexpr int side = 240;
  Image point(side, side);
  for (const int x : {119, 120})
    for (const int y : {119, 120}) point.at(x, y) = 1;
  const Image out = blurred(point);
  EXPECT_NEAR(sum(out), 4, 0.05);
  double variance = 0;
  for (int y = 0; y < side; ++y)
    for (int x = 0; x < side; ++x) {
      EXPECT_NEAR(out.at(x, y), out.at(side - 1 - x, y), 1e-5F);
      EXPECT_NEAR(out.at(x, y), out.at(y, x), 1e-5F);
      variance += static_cast<double>(out.at(x, y)) * std::pow(x - 119.5, 2) / 4;
    }
  const double sigma = std::sqrt(std::max(0.0, variance - 0.25));
  EXPECT_NEAR(sigma / static_cast<double>(GetParam()), 1, 0.16);  // boxes have whole radii
}

INSTANTIATE_TEST_SUITE_P(Sigmas, Blurs, testing::Values(0.5F, 0.8F, 3.0F, 12.0F, 24.0F));

TEST(Grain, HasUnitVarianceWhateverItsCell) {
  for (const float cell : {0.5F, 1.5F, 4.0F, 9.0F}) {
    Image image(256, 256);
    Stream stream(3, Purpose::texture);
    add_grain(image, cell, 1, stream);
    const double n = static_cast<double>(image.size());
    const double mean = sum(image) / n;
    double squares = 0;
    for (const float value : image.values()) squares += std::pow(static_cast<double>(value) - mean, 2);
    EXPECT_NEAR(mean, 0, 0.15) << cell;
    EXPECT_NEAR(std::sqrt(squares / n), 1, 0.15) << cell;
  }
}

}  // namespace
}  // namespace unseen::phantom
