// The fixtures of contract/fixtures/state: patches, saved states and links, good and bad.
#include "lab/restore.h"

#include <gtest/gtest.h>

#include "lab/json.h"
#include "lab/lab.h"
#include "lab/migrations.h"
#include "lab/permalink.h"
#include "lab/testing.h"

namespace unseen::lab {
namespace {

using testing::each;
using testing::holds;
using testing::read_json;

Lab fresh_lab() {
  Lab lab(*read_catalogue(read_json(testing::fixtures("state/catalogue.json"))));
  EXPECT_TRUE(lab.apply(CardLoaded{{}, Card{"pair", "A pair", {}}}));
  return lab;
}

Result<Restored> from_link(const std::string& text, const Catalogue& catalogue) {
  return read_permalink(text).and_then([&](const json& value) { return restore(value, catalogue); });
}

// What a fixture asks for; gives the names of what was dropped.
Result<std::vector<std::string>> play(Lab& lab, const json& fixture) {
  Result<Restored> read = fixture.contains("patch")
                              ? set(lab.state(), fixture["patch"], lab.catalogue()).map([](Command command) {
                                  return Restored{std::move(command), {}};
                                })
                          : fixture.contains("restore")
                              ? restore(fixture["restore"], lab.catalogue())
                              : from_link(fixture["link"].get<std::string>(), lab.catalogue());
  return std::move(read).and_then(
      [&](Restored restored) { return lab.apply(restored.command).map([&] { return restored.dropped; }); });
}

TEST(StateFixtures, ValidOnesAreTakenOver) {
  for (const auto& path : each("state/valid")) {
    const json fixture = read_json(path);
    Lab lab = fresh_lab();
    const auto dropped = play(lab, fixture);
    ASSERT_TRUE(dropped) << path << ": " << message(dropped.error());
    const json state = to_json(lab.state());
    EXPECT_TRUE(holds(state, fixture["state"])) << path << ": " << state.dump();
    EXPECT_EQ(json(*dropped), fixture.value("dropped", json::array())) << path;
  }
}

TEST(StateFixtures, InvalidOnesAreRefusedWholeAndByName) {
  for (const auto& path : each("state/invalid")) {
    const json fixture = read_json(path);
    Lab lab = fresh_lab();
    const State before = lab.state();
    const auto done = play(lab, fixture);
    ASSERT_FALSE(done) << path;
    EXPECT_EQ(id(done.error().code), fixture["code"].get<std::string>())
        << path << ": " << message(done.error());
    if (fixture.contains("detail")) {
      EXPECT_EQ(done.error().detail, fixture["detail"].get<std::string>()) << path;
    }
    EXPECT_EQ(lab.state(), before) << path;
  }
}

TEST(StateFixtures, LinksOfEveryVersionStillOpen) {
  int links = 0;
  for (const auto& path : each("state/links")) {
    const json fixture = read_json(path);
    Lab lab = fresh_lab();
    const auto restored = from_link(fixture["text"].get<std::string>(), lab.catalogue());
    ASSERT_TRUE(restored) << path;
    ASSERT_TRUE(lab.apply(restored->command)) << path;
    EXPECT_TRUE(holds(to_json(lab.state()), fixture["state"])) << path;
    ++links;
  }
  EXPECT_GE(links, version) << "each version keeps at least one link as a fixture";
}

TEST(Version, ARiseIsADecision) {
  EXPECT_EQ(version, 1);
  EXPECT_EQ(migrations.size(), 0U);
}

}  // namespace
}  // namespace unseen::lab
