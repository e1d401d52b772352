// The fixtures of contract/fixtures/card, which Vitest reads too and holds against models/card.schema.json.
#include "model/card.h"

#include <filesystem>
#include <fstream>
#include <sstream>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace unseen {
namespace {

namespace fs = std::filesystem;
const fs::path folder = fs::path(UNSEEN_SOURCE_DIR) / "contract/fixtures/card";

std::string read(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  std::stringstream text;
  text << file.rdbuf();
  return text.str();
}

std::vector<fs::path> files(const char* kind) {
  std::vector<fs::path> paths;
  for (const auto& each : fs::directory_iterator(folder / kind)) paths.push_back(each.path());
  std::sort(paths.begin(), paths.end());
  return paths;
}

TEST(Card, ReadsEveryValidFixture) {
  const auto paths = files("valid");
  ASSERT_GE(paths.size(), 7U);
  for (const auto& path : paths) {
    const auto card = parse_card(read(path));
    EXPECT_TRUE(card) << path << ": " << (card ? "" : message(card.error()));
    if (card) {
      EXPECT_EQ(card->id, path.stem());
    }
  }
}

TEST(Card, RefusesEveryInvalidFixtureNamingTheField) {
  const auto paths = files("invalid");
  ASSERT_GE(paths.size(), 50U);
  for (const auto& path : paths) {
    const auto fixture = nlohmann::json::parse(read(path));
    const auto base = nlohmann::json::parse(read(folder / "valid" / fixture["base"].get<std::string>()));
    const auto card = parse_card(base.patch(fixture["patch"]).dump());
    ASSERT_FALSE(card) << path;
    EXPECT_EQ(id(card.error().code), fixture["expect"]["code"].get<std::string>()) << path;
    const auto where = fixture["expect"]["path"].get<std::string>();
    if (!where.empty()) {
      EXPECT_EQ(card.error().detail.substr(0, where.size() + 2), where + ": ") << path;
    }
  }
}

TEST(Card, RefusesWhatIsNoJson) {
  for (const std::string text : {"", "{", "<!doctype html>", "{\"schema\":1}}", "\xff\xfe"}) {
    const auto card = parse_card(text);
    ASSERT_FALSE(card);
    EXPECT_EQ(card.error().code, Code::card_not_json);
  }
  EXPECT_EQ(parse_card("[]").error().code, Code::card_invalid);
  EXPECT_EQ(parse_card(std::string(2 << 20, ' ')).error().code, Code::card_not_json);
  EXPECT_EQ(parse_card(std::string(1 << 19, '[')).error().code, Code::card_not_json);
}

TEST(Card, KeepsWhatTheEngineNeeds) {
  const auto card = parse_card(read(folder / "valid/study-race-resnet34.json"));
  ASSERT_TRUE(card);
  ASSERT_EQ(card->label_count(), 3U);
  EXPECT_EQ(card->heads[0].labels[0].id, "asian");
  EXPECT_EQ(card->heads[0].labels[2].title, "White");
  EXPECT_EQ(card->heads[0].chance, 0.5);
  const auto& input = std::get<ImageInput>(card->input);
  EXPECT_EQ(input.fit, Fit::centre_crop_square);
  EXPECT_EQ(input.kernel, Kernel::bilinear_antialias);
  EXPECT_EQ(input.layout, Layout::nchw);
  EXPECT_EQ(input.spread[2], 0.225);
}

TEST(Card, MarksOutputsThatWereNeverTrained) {  // pain 102
  const auto card = parse_card(read(folder / "valid/two-heads.json"));
  ASSERT_TRUE(card);
  EXPECT_FALSE(card->heads[1].labels[0].untrained);
  EXPECT_TRUE(card->heads[1].labels[1].untrained);
}

TEST(Card, RefusesANetworkWithAnotherNumberOfOutputs) {
  const auto card = parse_card(read(folder / "valid/two-heads.json"));
  ASSERT_TRUE(card);
  EXPECT_TRUE(check_output_count(*card, 4));
  const auto refused = check_output_count(*card, 3);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, Code::outputs_count);
  EXPECT_EQ(refused.error().detail, "3 where the card lists 4");
}

Card with_input(Range range, double mean, double spread) {
  auto card = *parse_card(read(folder / "valid/squash-128.json"));
  auto& input = std::get<ImageInput>(card.input);
  input.range8 = range;
  input.mean = {mean};
  input.spread = {spread};
  return card;
}

TEST(Card, DoubtsMeanAndSpreadOfAnotherScale) {  // pain 42
  EXPECT_TRUE(doubts(with_input({0, 1}, 0.485, 0.229)).empty());
  EXPECT_TRUE(doubts(with_input({0, 255}, 123.7, 58.4)).empty());
  EXPECT_TRUE(doubts(with_input({-1024, 1024}, 0, 1)).empty());
  EXPECT_EQ(doubts(with_input({0, 255}, 0.485, 0.229)).size(), 1U);
  EXPECT_EQ(doubts(with_input({0, 1}, 123.7, 58.4)).size(), 1U);
}

}  // namespace
}  // namespace unseen
