#include "filter/chain.h"

#include <algorithm>
#include <limits>

#include <gtest/gtest.h>

#include "contract/version.h"
#include "image/resample.h"

namespace unseen::filter {
namespace {

using nlohmann::json;

Result<std::vector<Step>> read(const std::string& text) {
  return read_chain(json::parse(text, nullptr, /*allow_exceptions=*/false));
}

std::string painting(int strokes, int points) {
  std::string list;
  for (int i = 0; i < strokes; ++i) {
    list += std::string(i > 0 ? "," : "") + R"({"radius": 0.1, "points": [0.5, 0.5)";
    for (int k = 1; k < points; ++k) list += ", 0.5, 0.5";
    list += "]}";
  }
  return "[" + list + "]";
}

TEST(ReadChain, GivesEachParameterItsValueInOrder) {
  const auto chain = read(R"([{"op": "notch", "outer": 30, "edge": 1}, {"op": "low-pass"}])");
  ASSERT_TRUE(chain);
  ASSERT_EQ(chain->size(), 2U);
  EXPECT_EQ((*chain)[0].operation, find("notch"));
  EXPECT_EQ((*chain)[0].values, (std::vector<double>{10, 30, 1, 0.5, 0}));
  EXPECT_EQ((*chain)[1].values, (std::vector<double>{25, 0, 0}));
}

TEST(ReadChain, LeavesOutWhatIsBypassedOrNotSoloed) {
  const auto ids = [](const std::string& text) {
    const auto chain = *read(text);
    std::string list;
    for (const auto& step : chain) list += std::string(step.operation->id) + " ";
    return list;
  };
  EXPECT_EQ(ids(R"([{"op": "low-pass"}, {"op": "notch", "bypass": true}])"), "low-pass ");
  EXPECT_EQ(ids(R"([{"op": "low-pass"}, {"op": "high-pass", "solo": true}])"), "high-pass ");
  // As the page's laboratory has it: then nothing is left.
  EXPECT_EQ(ids(R"([{"op": "low-pass"}, {"op": "high-pass", "solo": true, "bypass": true}])"), "");
}

TEST(ReadChain, RefusesAndNamesThePlace) {
  struct Case {
    std::string chain;
    Code code;
    std::string detail;
  };
  const std::vector<Case> cases{
      {"{}", Code::wrong_type, "chain must be a list"},
      {"[7]", Code::wrong_type, "chain[0] must be an object"},
      {"[{}]", Code::missing_field, "chain[0].op"},
      {R"([{"op": 7}])", Code::wrong_type, "chain[0].op must be a text"},
      {R"([{"op": "no-such-thing"}])", Code::unknown_operation, "no-such-thing"},
      {R"([{"op": "low-pass"}, {"op": "low-pass", "diameter": 3}])", Code::unknown_field,
       "chain[1].diameter"},
      {R"([{"op": "low-pass", "radius": -1}])", Code::out_of_range,
       "chain[0].radius is -1, allowed 1 to 200"},
      {R"([{"op": "low-pass", "radius": 1e9}])", Code::out_of_range,
       "chain[0].radius is 1000000000, allowed 1 to 200"},
      {R"([{"op": "low-pass", "radius": null}])", Code::wrong_type, "chain[0].radius must be a number"},
      {R"([{"op": "low-pass", "radius": true}])", Code::wrong_type, "chain[0].radius must be a number"},
      {R"([{"op": "low-pass", "radius": 2.5}])", Code::out_of_range,
       "chain[0].radius is 2.5, which is no whole number"},
      {R"([{"op": "low-pass", "radius": -1, "bypass": true}])", Code::out_of_range,
       "chain[0].radius is -1, allowed 1 to 200"},
      {R"([{"op": "low-pass", "bypass": 1}])", Code::wrong_type, "chain[0].bypass must be true or false"},
      {R"([{"op": "low-pass", "strokes": []}])", Code::strokes_misplaced, "low-pass"},
  };
  for (const auto& each : cases) {
    const auto chain = read(each.chain);
    ASSERT_FALSE(chain) << each.chain;
    EXPECT_EQ(chain.error().code, each.code) << each.chain;
    EXPECT_EQ(chain.error().detail, each.detail);
  }
}

TEST(ReadChain, RefusesWhatIsNoNumberAndWhatIsTooLong) {
  auto chain = json::parse(R"([{"op": "low-pass"}])");
  chain[0]["radius"] = std::numeric_limits<double>::quiet_NaN();
  EXPECT_EQ(read_chain(chain).error().code, Code::out_of_range);
  chain[0]["radius"] = std::numeric_limits<double>::infinity();
  EXPECT_EQ(read_chain(chain).error().code, Code::out_of_range);
  chain[0].erase("radius");
  while (chain.size() < static_cast<std::size_t>(most_steps)) chain.push_back(chain[0]);
  EXPECT_TRUE(read_chain(chain));
  chain.push_back(chain[0]);
  EXPECT_EQ(read_chain(chain).error().code, Code::chain_too_long);
}

TEST(ReadChain, BoundsAPainting) {
  const auto painter = std::find_if(operations().begin(), operations().end(),
                                    [](const Operation& operation) { return operation.strokes; });
  ASSERT_NE(painter, operations().end());
  const auto paint = [&](const std::string& strokes) {
    return read(R"([{"op": ")" + std::string(painter->id) + R"(", "strokes": )" + strokes + "}]");
  };
  const auto chain = paint(R"([{"radius": 0.25, "points": [0, 1, 0.5, 0.25]}])");
  ASSERT_TRUE(chain);
  EXPECT_EQ(chain->front().strokes, (std::vector<Stroke>{{0.25, {{0, 1}, {0.5, 0.25}}}}));
  EXPECT_TRUE(paint(painting(most_strokes, 1)));
  EXPECT_EQ(paint(painting(most_strokes + 1, 1)).error().code, Code::too_many_strokes);
  EXPECT_TRUE(paint(painting(1, most_points)));
  EXPECT_EQ(paint(painting(2, most_points / 2 + 1)).error().code, Code::too_many_strokes);
  for (const auto* wrong :
       {"{}", "[7]", R"([{"radius": 0.1, "points": [0.1]}])", R"([{"radius": 0.1, "points": 7}])"})
    EXPECT_EQ(paint(wrong).error().code, Code::wrong_type) << wrong;
  for (const auto* outside :
       {R"([{"radius": 0.1, "points": [0.1, 1.5]}])", R"([{"radius": 2, "points": []}])"})
    EXPECT_EQ(paint(outside).error().code, Code::out_of_range) << outside;
  EXPECT_EQ(paint(R"([{"points": []}])").error().code, Code::missing_field);
  EXPECT_EQ(paint(R"([{"radius": 0.1, "points": [], "colour": 1}])").error().code, Code::unknown_field);
}

TEST(ApplyChain, ClampsOnlyTheEnd) {
  Image image(224, 224);
  for (int y = 0; y < 224; ++y)
    for (int x = 0; x < 224; ++x) image.at(x, y) = (x / 8 + y / 8) % 2 == 0 ? 1.0F : 0.0F;
  // Ripples of a hard edge leave [0,1]; the same filter again changes nothing, unless they were cut.
  const auto chain = *read(R"([{"op": "low-pass", "radius": 60}, {"op": "low-pass", "radius": 60}])");
  const auto once = apply_step(image, chain[0]);
  const auto [least, most] = std::minmax_element(once.values().begin(), once.values().end());
  ASSERT_LT(*least, -0.01F);
  ASSERT_GT(*most, 1.01F);
  const auto end = apply_chain(image, chain);
  for (std::size_t i = 0; i < end.size(); ++i)
    EXPECT_NEAR(end.values()[i], std::clamp(once.values()[i], 0.0F, 1.0F), 2e-6) << i;
}

TEST(ApplyChain, OfNoStepsIsThePicture) {
  Image image(3, 2);
  image.at(2, 1) = 0.25F;
  const auto same = apply_chain(image, {});
  EXPECT_TRUE(std::equal(same.values().begin(), same.values().end(), image.values().begin()));
}

TEST(ApplyStep, BringsThePictureToTheWorkingSize) {
  Image image(300, 100);
  for (int x = 0; x < 300; ++x)
    for (int y = 0; y < 100; ++y) image.at(x, y) = static_cast<float>(x + y) / 400;
  const auto chain = *read(R"([{"op": "low-pass", "radius": 200}])");
  const auto shown = apply_chain(image, chain);
  const auto expected = resize(image, 224, 224, Kernel::bilinear_antialias);
  ASSERT_EQ(shown.width(), 224);
  ASSERT_EQ(shown.height(), 224);
  for (std::size_t i = 0; i < shown.size(); ++i) EXPECT_NEAR(shown.values()[i], expected.values()[i], 2e-6);
}

}  // namespace
}  // namespace unseen::filter
