// Plays contract/fixtures/engine: dialogues of requests and what each must be answered. Vitest holds the same
// files against the schema.
#include "engine/session.h"

#include <cmath>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <iterator>

#include <gtest/gtest.h>

#include "experiment/catalogue.h"
#include "wire/desk.h"

namespace unseen {
namespace {

namespace fs = std::filesystem;
using nlohmann::json;

json read(const fs::path& path) { return json::parse(std::ifstream(path)); }

std::vector<std::byte> payload_of(const json& step) {
  std::vector<std::byte> bytes;
  if (!step.contains("payload")) return bytes;
  const auto& payload = step["payload"];
  if (payload.contains("floats")) {
    for (const float value : payload["floats"].get<std::vector<float>>()) {
      const auto at = bytes.size();
      bytes.resize(at + sizeof value);
      std::memcpy(bytes.data() + at, &value, sizeof value);
    }
    return bytes;
  }
  const auto hex = payload["hex"].get<std::string>();
  for (std::size_t i = 0; i + 1 < hex.size(); i += 2)
    bytes.push_back(static_cast<std::byte>(std::stoi(hex.substr(i, 2), nullptr, 16)));
  return bytes;
}

/// Does the answer hold at least what is expected? Numbers within 1e-6, lists whole, objects as far as named.
bool holds(const json& answer, const json& expected) {
  if (expected.is_object()) {
    if (!answer.is_object()) return false;
    for (const auto& [key, value] : expected.items())
      if (!answer.contains(key) || !holds(answer[key], value)) return false;
    return true;
  }
  if (expected.is_array()) {
    if (!answer.is_array() || answer.size() != expected.size()) return false;
    for (std::size_t i = 0; i < expected.size(); ++i)
      if (!holds(answer[i], expected[i])) return false;
    return true;
  }
  if (expected.is_number())
    return answer.is_number() && std::abs(answer.get<double>() - expected.get<double>()) <= 1e-6;
  return answer == expected;
}

void expect_payload(const Payload& payload, const json& gives) {
  const auto bytes = payload.bytes();
  if (gives.contains("bytes")) {
    const auto expected = gives["bytes"].get<std::vector<int>>();
    ASSERT_EQ(bytes.size(), expected.size());
    for (std::size_t i = 0; i < bytes.size(); ++i) EXPECT_EQ(static_cast<int>(bytes[i]), expected[i]) << i;
    return;
  }
  const auto expected = gives["floats"].get<std::vector<float>>();
  ASSERT_EQ(bytes.size(), expected.size() * sizeof(float));
  for (std::size_t i = 0; i < expected.size(); ++i) {
    float value = 0;
    std::memcpy(&value, bytes.data() + i * sizeof value, sizeof value);
    EXPECT_NEAR(value, expected[i], 1e-6) << i;
  }
}

void play(const fs::path& path) {
  Session session;
  const auto fixture = read(path);
  for (const auto& step : fixture["steps"]) {
    const auto payload = payload_of(step);
    const auto answer = session.answer(step["request"], payload);
    EXPECT_TRUE(holds(answer.json, step["reply"])) << path << "\n"
                                                   << answer.json.dump() << "\nexpected\n"
                                                   << step["reply"].dump();
    if (step.contains("gives")) expect_payload(answer.payload, step["gives"]);
  }
}

class Dialogue : public testing::TestWithParam<const char*> {};

TEST_P(Dialogue, IsAnsweredAsItsFixtureSays) {
  std::size_t count = 0;
  for (const auto& each :
       fs::directory_iterator(fs::path(UNSEEN_SOURCE_DIR) / "contract/fixtures/engine" / GetParam())) {
    play(each.path());
    ++count;
  }
  EXPECT_GE(count, 5U);
}

INSTANTIATE_TEST_SUITE_P(Session, Dialogue, testing::Values("valid", "invalid"),
                         [](const auto& name) { return std::string(name.param); });

TEST(Session, TwoHundredImagesInARowLeaveTheSameAnswer) {  // pain 52
  const auto fixture = read(fs::path(UNSEEN_SOURCE_DIR) / "contract/fixtures/engine/valid/score.json");
  Session session;
  std::string first;
  for (int i = 0; i < 200; ++i) {
    std::string all;
    for (const auto& step : fixture["steps"])
      all += session.answer(step["request"], payload_of(step)).json.dump();
    if (i == 0) first = all;
    ASSERT_EQ(all, first) << i;
  }
}

TEST(Session, TheGateJudgesWhatIsShownAndNotWhatIsStored) {
  const auto root = fs::path(UNSEEN_SOURCE_DIR);
  const auto text = [&](const char* path) {
    std::ifstream file(root / path);
    return std::string((std::istreambuf_iterator<char>(file)), {});
  };
  Session session;
  ASSERT_EQ(session.answer({{"kind", "gate"}, {"text", text("models/gate/gate.json")}}, {}).json["ok"], true);
  ASSERT_EQ(session.answer({{"kind", "card"}, {"text", text("contract/fixtures/card/valid/gated.json")}}, {})
                .json["ok"],
            true);
  ASSERT_EQ(session.answer({{"kind", "phantom"}, {"spec", {{"seed", 7}, {"size", 128}}}}, {}).json["ok"],
            true);
  const auto card = json::parse(text("contract/fixtures/card/valid/gated.json"));
  const auto judged = [&](const json& window) {
    session.answer({{"kind", "tensor"}, {"model", card["id"]}, {"window", window}, {"chain", json::array()}},
                   {});
    const json step{{"payload", {{"floats", {0.5, -0.5, 0.1}}}}};
    return session.answer({{"kind", "scores"}, {"model", card["id"]}, {"features", 0}}, payload_of(step))
        .json["ood"];
  };
  const auto plain = judged(nullptr);
  EXPECT_FALSE(plain["verdict"] == "in" && !plain["reasons"].empty());
  const auto white = judged({{"center", 1}, {"width", 2}});  // all above it: nothing is left to see
  EXPECT_EQ(white["verdict"], "out");
  EXPECT_FALSE(white["reasons"].empty());
}

TEST(Session, AVariantIsJudgedByTheFilmBeforeItsOwnChainAndByNoOther) {
  const auto root = fs::path(UNSEEN_SOURCE_DIR);
  const auto text = [&](const char* path) {
    std::ifstream file(root / path);
    return std::string((std::istreambuf_iterator<char>(file)), {});
  };
  auto card = json::parse(text("contract/fixtures/card/valid/gated.json"));
  card["variants"] = json::parse(text("contract/fixtures/card/valid/retrained.json"))["variants"];
  for (auto& variant : card["variants"]) {
    for (const auto* figures : {"metrics", "fixed"}) {
      for (auto& metric : variant[figures]) {
        metric["head"] = card["heads"][0]["id"];
        metric["label"] = card["heads"][0]["labels"][0]["id"];
      }
    }
  }
  Session session;
  ASSERT_EQ(session.answer({{"kind", "gate"}, {"text", text("models/gate/gate.json")}}, {}).json["ok"], true);
  ASSERT_EQ(session.answer({{"kind", "card"}, {"text", card.dump()}}, {}).json["ok"], true);
  ASSERT_EQ(session.answer({{"kind", "phantom"}, {"spec", {{"seed", 7}, {"size", 128}}}}, {}).json["ok"],
            true);
  auto bare = card;
  bare["id"] = "bare";
  bare["gate"]["features"] = nullptr;
  bare.erase("variants");
  ASSERT_EQ(session.answer({{"kind", "card"}, {"text", bare.dump()}}, {}).json["ok"], true);
  const auto scored_by = [&](const json& of, const json& variant, const json& chain) {
    session.answer({{"kind", "tensor"}, {"model", of["id"]}, {"window", nullptr}, {"chain", chain}}, {});
    const json step{{"payload", {{"floats", {0.5, -0.5, 0.1}}}}};
    const json request{{"kind", "scores"}, {"model", of["id"]}, {"variant", variant}, {"features", 0}};
    return session.answer(request, payload_of(step)).json;
  };
  const auto scored = [&](const json& variant, const json& chain) { return scored_by(card, variant, chain); };
  const auto low = json::parse(R"([{"op": "low-pass", "radius": 4}])");
  const auto plain = scored(nullptr, json::array())["ood"];
  EXPECT_EQ(scored("low-pass-4", low)["ood"], plain);
  // A variant's run gives no map of features, and nothing is judged by a map that is not there.
  EXPECT_EQ(plain, scored_by(bare, nullptr, json::array())["ood"]);
  EXPECT_NE(scored(nullptr, low)["ood"], plain);
  for (const auto& chain : {json::array(), json::parse(R"([{"op": "low-pass", "radius": 5}])")}) {
    const auto other = scored("low-pass-4", chain)["ood"];
    EXPECT_EQ(other["verdict"], "out");
    EXPECT_NE(other["reasons"][0].get<std::string>().find("retrained on low-pass 4"), std::string::npos);
  }
  EXPECT_EQ(scored("low-pass-99", low)["code"], "unknown-variant");
}

TEST(Session, TheCommittedCatalogueIsThisOne) {
  EXPECT_EQ(read(fs::path(UNSEEN_SOURCE_DIR) / "contract/catalog.json"), catalogue())
      << "run npm run generate";
}

TEST(Desk, AnswersWhatIsNoRequest) {
  Desk desk;
  const auto handler = [](const json&, std::span<const std::byte>) { return reply(); };
  for (const std::string text : {"", "[]", "{", "7", "\xff"}) {
    const auto answer = desk.request(handler, text, {});
    const auto parsed = json::parse(answer.json.begin(), answer.json.end());
    EXPECT_EQ(parsed["code"], "bad-request");
  }
  const std::string text = "{}";
  const auto answer = desk.request(handler, text, {});
  EXPECT_EQ(json::parse(answer.json.begin(), answer.json.end()), json({{"ok", true}}));
}

TEST(Desk, KeepsReservedRoomUntilTheRequestIsAnswered) {
  Desk desk;
  auto* one = desk.reserve(3);
  auto* other = desk.reserve(0);
  ASSERT_NE(one, nullptr);
  ASSERT_NE(other, nullptr);
  EXPECT_NE(one, other);
  one[2] = std::byte{7};
  const std::string text = "{}";
  const auto echo = [](const json&, std::span<const std::byte> payload) {
    return reply({}, Payload(std::vector<std::byte>(payload.begin(), payload.end())));
  };
  const auto answer = desk.request(echo, text, {one, 3});
  ASSERT_EQ(answer.payload.size(), 3U);
  EXPECT_EQ(answer.payload[2], std::byte{7});
}

TEST(Reply, RefusalSaysCodeCauseSentenceAndDetail) {
  const auto said = reply(Refusal{Code::unknown_model, "x"}).json;
  EXPECT_EQ(said["ok"], false);
  EXPECT_EQ(said["code"], "unknown-model");
  EXPECT_EQ(said["cause"], "misuse");
  EXPECT_EQ(said["detail"], "x");
  EXPECT_NE(said["message"].get<std::string>().find("x"), std::string::npos);
}

}  // namespace
}  // namespace unseen
