#include "image/window.h"

#include <cmath>
#include <limits>

#include <gtest/gtest.h>

#include "image/presentation.h"

namespace unseen {
namespace {

// The standard's pseudo-code, word for word, with output 0 to 1.
double reference(double x, double c, double w) {
  if (x <= c - 0.5 - (w - 1) / 2) return 0;
  if (x > c - 0.5 + (w - 1) / 2) return 1;
  return (x - (c - 0.5)) / (w - 1) + 0.5;
}

// Pain 30: C.11.2.1.2 exactly, width 1 included.
TEST(Window, FollowsTheStandard) {
  for (const double center : {0.0, 1.0, 40.0, 127.5, 128.0, 2048.0, -300.0}) {
    for (const double width : {1.0, 2.0, 3.0, 100.0, 255.0, 256.0, 4096.0}) {
      for (int step = 0; step <= 74; ++step) {
        const double x = center - width + step * (width / 37);
        const double expected = width == 1 ? (x <= center - 0.5 ? 0 : 1) : reference(x, center, width);
        ASSERT_NEAR(apply_window(x, {center, width}), expected, 1e-12) << x << " " << center << " " << width;
      }
    }
  }
}

// Pain 41: the full window is v / (2^b - 1), to the last bit of a float.
TEST(Window, FullRangeIsExact) {
  for (const int bits : {1, 2, 4, 8, 16}) {
    const int top = (1 << bits) - 1;
    Image stored(top + 1, 1);
    for (int v = 0; v <= top; ++v) stored.at(v, 0) = static_cast<float>(v);
    const Image shown = present(stored, {}, full_window(bits), std::nullopt);
    for (int v = 0; v <= top; ++v) {
      ASSERT_NEAR(static_cast<double>(shown.at(v, 0)), static_cast<double>(v) / top, 6e-8)
          << bits << " " << v;
    }
    EXPECT_EQ(shown.at(0, 0), 0.0f);
    EXPECT_EQ(shown.at(top, 0), 1.0f);
  }
}

// Pain 33: a width below 1 is a step, not a crash.
TEST(Window, WidthBelowOneIsAStep) {
  for (const double width : {0.0, 0.5, -3.0}) {
    EXPECT_EQ(apply_window(9.0, {10, width}), 0);
    EXPECT_EQ(apply_window(10.0, {10, width}), 1);
  }
}

TEST(Window, RefusesWhatCannotBeUsed) {
  const double infinity = std::numeric_limits<double>::infinity();
  for (const Window bad : {Window{std::nan(""), 10}, Window{10, infinity}, Window{10, 0.5}, Window{10, 1000},
                           Window{-300, 10}, Window{600, 10}}) {
    const Result<Window> checked = check_window(bad, full_range(8));
    ASSERT_FALSE(checked);
    EXPECT_EQ(id(checked.error().code), "window-out-of-range");
    EXPECT_FALSE(checked.error().detail.empty());
  }
  EXPECT_TRUE(check_window({128, 256}, full_range(8)));
  EXPECT_TRUE(check_window({40, 1}, full_range(8)));
  // Hounsfield units begin below 0; a dose may span less than 1.
  EXPECT_TRUE(check_window({-600, 1500}, {-1024, 3071}));
  EXPECT_FALSE(check_window({-6000, 1500}, {-1024, 3071}));
  EXPECT_TRUE(check_window({0.02, 0.01}, {0, 0.05}));
}

}  // namespace
}  // namespace unseen
