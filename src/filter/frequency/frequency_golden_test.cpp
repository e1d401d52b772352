// Against numpy's statement of the definitions: tests/golden/filter/frequency.json, made by make_frequency.py
// beside it.
#include <fstream>

#include <gtest/gtest.h>

#include "filter/chain.h"

namespace unseen::filter {
namespace {

/// make_frequency.py's picture.
Image picture(int side) {
  Image image(side, side);
  for (int y = 0; y < side; ++y)
    for (int x = 0; x < side; ++x)
      image.at(x, y) = static_cast<float>(2 * x + 3 * y + (7 * x + 13 * y + x * y) % 251) / 1400;
  return image;
}

TEST(FrequencyGolden, EqualsNumpy) {
  const auto golden = nlohmann::json::parse(
      std::ifstream(std::string(UNSEEN_SOURCE_DIR) + "/tests/golden/filter/frequency.json"));
  const auto image = picture(golden["side"]);
  const int stride = golden["stride"];
  for (const auto& each : golden["cases"]) {
    const auto chain = read_chain(nlohmann::json::array({each["step"]}));
    ASSERT_TRUE(chain) << each["step"];
    const auto made = apply_step(image, chain->front());
    const auto expected = each["values"].get<std::vector<double>>();
    std::size_t i = 0;
    for (int y = 0; y < made.height(); y += stride)
      for (int x = 0; x < made.width(); x += stride, ++i)
        ASSERT_NEAR(made.at(x, y), expected[i], 1e-5) << each["step"] << " at " << x << ", " << y;
    EXPECT_EQ(i, expected.size());
  }
}

}  // namespace
}  // namespace unseen::filter
