#include "filter/look.h"

#include <cmath>
#include <numbers>
#include <numeric>

#include <gtest/gtest.h>

namespace unseen::filter {
namespace {

Image even(int width, int height, float value) {
  Image image(width, height);
  for (float& each : image.values()) each = value;
  return image;
}

TEST(Change, IsSignedAndDrawnAsStrongAsItCanBe) {
  const Image before = even(20, 10, 0.5F);
  Image after = even(20, 10, 0.5F);
  for (int x = 0; x < 10; ++x) after.row(3)[static_cast<std::size_t>(x)] = x < 5 ? 0.54F : 0.46F;
  const Image changed = change(before, after);
  const double gain = gain_of(changed);
  EXPECT_EQ(gain, 20);
  const auto bytes = signed_bytes(changed, gain);
  EXPECT_EQ(bytes[0], 128);
  EXPECT_EQ(bytes[3 * 20], 128 + std::lround(127 * 0.8));
  EXPECT_EQ(bytes[3 * 20 + 9], 128 - std::lround(127 * 0.8));
  EXPECT_EQ(signed_bytes(changed, 200)[3 * 20], 255);
}

TEST(Change, OfAPictureOfAnotherSizeIsToldAtTheFirstOnes) {
  const Image changed = change(even(30, 40, 0.25F), even(224, 224, 0.75F));
  EXPECT_EQ(changed.width(), 30);
  EXPECT_EQ(changed.height(), 40);
  for (const float value : changed.values()) EXPECT_NEAR(value, 0.5, 1e-6);
}

TEST(Spectrum, AWaveIsTwoPointsAboutTheMiddleAndARingIsWhite) {
  Image wave(224, 224);
  for (int y = 0; y < 224; ++y)
    for (int x = 0; x < 224; ++x)
      wave.row(y)[static_cast<std::size_t>(x)] =
          static_cast<float>(0.5 + 0.5 * std::cos(2 * std::numbers::pi * (30 * x - 7 * y) / 224));
  const double rings[] = {50.0};
  const Image seen = spectrum(wave, rings);
  const double whole = std::log1p(224.0 * 224);
  EXPECT_NEAR(seen.at(112, 112), std::log1p(224 * 112.0) / whole, 1e-4);
  EXPECT_NEAR(seen.at(112 + 30, 112 - 7), std::log1p(224 * 56.0) / whole, 1e-4);
  EXPECT_NEAR(seen.at(112 - 30, 112 + 7), seen.at(112 + 30, 112 - 7), 1e-5);
  EXPECT_LT(seen.at(112 + 30, 112 + 7), 0.05);
  EXPECT_EQ(seen.at(112 + 50, 112), 1);
  EXPECT_EQ(seen.at(112, 112 - 50), 1);
  EXPECT_LT(seen.at(112 + 53, 112), 0.05);
}

TEST(Histogram, CountsEveryPixelOnce) {
  Image image(4, 1);
  const float values[] = {0, 63, 64, 255};
  std::copy(std::begin(values), std::end(values), image.values().begin());
  const auto counts = histogram(image.values(), 0, 255, 4);
  EXPECT_EQ(counts, (std::vector<double>{2, 1, 0, 1}));
  const auto within = histogram(image.values(), 60, 70, 2);
  EXPECT_EQ(std::accumulate(within.begin(), within.end(), 0.0), 4);
}

}  // namespace
}  // namespace unseen::filter
