// Against torch's own tensors: tests/golden/model/tensors.json, made by make_tensors.py beside it.
#include <cmath>
#include <fstream>
#include <sstream>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "model/preprocess.h"

namespace unseen {
namespace {

nlohmann::json read(const char* path) {
  return nlohmann::json::parse(std::ifstream(std::string(UNSEEN_SOURCE_DIR) + "/" + path));
}

/// make_tensors.py's picture, already through the full window: (7·x + 13·y + x·y) mod 251 of 255.
Image picture(int width, int height) {
  Image image(width, height);
  for (int y = 0; y < height; ++y)
    for (int x = 0; x < width; ++x) image.at(x, y) = static_cast<float>((7 * x + 13 * y + x * y) % 251) / 255;
  return image;
}

/// The valid card of the fixtures with the case's input; dims come in the case's layout.
Card card_of(const nlohmann::json& entry) {
  auto json = read("contract/fixtures/card/valid/squash-128.json");
  const auto& dims = entry["dims"];
  const bool planes = entry["layout"] == "NCHW";
  auto& input = json["input"];
  for (const auto* key : {"fit", "kernel", "layout", "mean", "spread"}) input[key] = entry[key];
  input["channels"] = dims[planes ? 1 : 3];
  input["height"] = dims[planes ? 2 : 1];
  input["width"] = dims[planes ? 3 : 2];
  input["range"] = {{std::to_string(entry["bits"].get<int>()), entry["range"]}};
  return *parse_card(json.dump());
}

TEST(PreprocessGolden, EqualsTorch) {
  const auto golden = read("tests/golden/model/tensors.json");
  const auto image = picture(golden["width"], golden["height"]);
  for (const auto& entry : golden["cases"]) {
    const auto card = card_of(entry);
    const auto tensor = preprocess(image, entry["bits"], card);
    ASSERT_TRUE(tensor);
    EXPECT_EQ(tensor->dims, entry["dims"].get<std::vector<std::int64_t>>());
    const auto expected = entry["tensor"].get<std::vector<double>>();
    ASSERT_EQ(tensor->data.size(), expected.size());
    // 1e-5 of the interval that the card's range, mean and spread open.
    const auto interval = (entry["range"][1].get<double>() - entry["range"][0].get<double>()) /
                          entry["spread"][0].get<double>();
    for (std::size_t i = 0; i < expected.size(); ++i)
      ASSERT_NEAR(tensor->data[i], expected[i], 1e-5 * interval) << entry["fit"] << entry["kernel"] << i;
  }
}

}  // namespace
}  // namespace unseen
