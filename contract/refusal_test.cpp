#include "contract/refusal.h"

#include <set>

#include <gtest/gtest.h>

namespace unseen {
namespace {

TEST(Refusals, CodesAreUniqueAndKebabCase) {
  std::set<std::string_view> seen;
  for (const auto code : all_codes()) {
    EXPECT_TRUE(seen.insert(id(code)).second) << id(code);
    EXPECT_EQ(id(code).find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789-"), std::string_view::npos)
        << id(code);
  }
}

TEST(Refusals, SentencesAreWholeAndHaveRoomForOneDetailAtMost) {
  for (const auto code : all_codes()) {
    const auto text = sentence(code);
    EXPECT_TRUE(text.ends_with('.') || text.ends_with("{}")) << id(code);
    EXPECT_EQ(text.find("{}"), text.rfind("{}")) << id(code);
  }
}

TEST(Refusals, DetailStandsInTheSentence) {
  EXPECT_NE(message({Code::card_newer, "7"}).find("(schema 7)"), std::string::npos);
}

}  // namespace
}  // namespace unseen
