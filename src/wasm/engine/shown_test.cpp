#include "engine/shown.h"

#include <algorithm>
#include <random>

#include <gtest/gtest.h>

namespace unseen {
namespace {

Decoded drawn() {
  Decoded film{Image(40, 30), {}};
  int i = 0;
  for (float& value : film.stored.values()) value = static_cast<float>(i++ * 97 % 256);
  film.facts.width = 40;
  film.facts.height = 30;
  film.facts.bits = 8;
  film.facts.window = full_window(8);
  return film;
}

std::vector<filter::Step> chain(const std::string& text) {
  return *filter::read_chain(nlohmann::json::parse(text, nullptr, /*allow_exceptions=*/false));
}

bool same(const Image& one, const Image& other) {
  return one.width() == other.width() && one.height() == other.height() &&
         std::equal(one.values().begin(), one.values().end(), other.values().begin());
}

TEST(Shown, GivesWhatTheChainGivesWhateverWasAskedBefore) {
  const auto film = drawn();
  const std::vector<std::string> texts{
      "[]",
      R"([{"op": "low-pass", "radius": 10}])",
      R"([{"op": "low-pass", "radius": 11}])",
      R"([{"op": "low-pass", "radius": 10}, {"op": "high-pass", "radius": 2}])",
      R"([{"op": "low-pass", "radius": 10}, {"op": "high-pass", "radius": 3}])",
      R"([{"op": "low-pass", "radius": 10}, {"op": "high-pass", "radius": 3}, {"op": "notch"}])",
      R"([{"op": "low-pass", "radius": 10}, {"op": "high-pass", "radius": 3}, {"op": "phase-only"}])",
      R"([{"op": "notch"}, {"op": "low-pass", "radius": 10}, {"op": "high-pass", "radius": 3}])",
  };
  const std::vector<std::optional<Window>> windows{std::nullopt, Window{100, 50}};
  Shown shown;
  std::mt19937 random(3);
  for (int turn = 0; turn < 60; ++turn) {
    const Look look{windows[random() % 8 == 0], chain(texts[random() % texts.size()])};
    const auto image = shown.get(film, look);
    ASSERT_TRUE(image);
    const auto expected = filter::apply_chain(unseen::shown(film, look.window), look.chain);
    ASSERT_TRUE(same(**image, expected)) << turn;
  }
}

TEST(Shown, ReadsTheGatesSignsOfTheLookAskedFor) {
  const auto film = drawn();
  const Look plain{full_window(8), {}};
  const Look filtered{full_window(8), chain(R"([{"op": "low-pass", "radius": 2}])")};
  Shown shown;
  const auto first = (*shown.signs(film, plain))->values;
  ASSERT_TRUE(shown.get(film, filtered));
  EXPECT_EQ((*shown.signs(film, plain))->values, first);
  EXPECT_NE((*shown.signs(film, filtered))->values, first);
}

}  // namespace
}  // namespace unseen
