// The fixtures of contract/fixtures/canvas, and what the drawn side does with a graphics context.
#include "canvas/session.h"

#include <gtest/gtest.h>

#include "canvas/testing.h"

namespace unseen {
namespace {

using nlohmann::json;
using testing::Played;

TEST(CanvasFixtures, ValidOnesAreAnswered) {
  for (const auto& path : testing::each("canvas/valid")) {
    const json fixture = testing::read_json(path);
    Played played;
    const json reply = played.all(fixture);
    EXPECT_TRUE(testing::holds(reply, fixture["reply"])) << path << ": " << reply.dump();
  }
}

TEST(CanvasFixtures, InvalidOnesAreRefusedAndChangeNothing) {
  for (const auto& path : testing::each("canvas/invalid")) {
    json fixture = testing::read_json(path);
    Played played;
    const json last = fixture["requests"].back();
    fixture["requests"].erase(fixture["requests"].size() - 1);
    played.all({{"requests", fixture["requests"]}});
    const json before = played.ask({{"kind", "state"}});
    const json reply = played.ask(last, fixture.value("bytes", 0U));
    EXPECT_FALSE(reply["ok"].get<bool>()) << path;
    EXPECT_EQ(reply["code"], fixture["code"]) << path << ": " << reply.dump();
    EXPECT_EQ(played.ask({{"kind", "state"}}), before) << path;
  }
}

TEST(Canvas, AnswersNothingBeforeItsStart) {
  testing::DarkScreen screen;
  CanvasSession session(screen);
  EXPECT_EQ(session.answer({{"kind", "state"}}, {}).json["code"], "not-started");
}

TEST(Canvas, FontsThatAreNoneAreRefused) {
  testing::DarkScreen screen;
  CanvasSession session(screen);
  const std::vector<std::byte> bytes(64, std::byte{7});
  const json start = testing::read_json(testing::fixtures("canvas/start.json"));
  EXPECT_EQ(session.answer(start, bytes).json["code"], "bad-request");
}

TEST(Mirror, RevisionRisesOnlyWhenItSaysSomethingNew) {
  Played played;
  played.open_film();
  const json before = played.ask({{"kind", "state"}});
  const json read = {{"kind", "value-read"},
                     {"pointer", {{"x", 1}, {"y", 1}, {"stored", 9}, {"shown", 0.1}}}};
  const json hovered = played.ask({{"kind", "command"}, {"command", read}});
  EXPECT_EQ(hovered["mirror"], before["mirror"]);
  const json seed = played.ask({{"kind", "set"}, {"patch", {{"seed", 4}}}});
  EXPECT_EQ(seed["mirror"], before["mirror"]);
  const json window = played.ask({{"kind", "set"}, {"patch", {{"window", {{"center", 9}, {"width", 9}}}}}});
  EXPECT_GT(window["mirror"], before["mirror"]);
}

TEST(Mirror, HoldsEveryViewWhetherOrNotItIsDrawn) {
  Played played;
  played.open_film();
  const json views = played.ask({{"kind", "mirror"}})["views"];
  std::vector<std::string> slots;
  for (const json& view : views) slots.push_back(view["slot"]);
  EXPECT_EQ(slots, (std::vector<std::string>{"film", "score:view", "chain", "window", "facts", "timings"}));
}

TEST(Mirror, ADragOfATwinIsOneStep) {
  Played played;
  played.open_film();
  for (int center = 20; center < 40; ++center)
    played.ask({{"kind", "act"}, {"widget", "window/center"}, {"value", center}, {"done", center == 39}});
  played.ask({{"kind", "act"}, {"widget", "window/center"}, {"value", 100}});
  EXPECT_EQ(played.ask({{"kind", "undo"}})["state"]["window"]["center"], 39);
  EXPECT_EQ(played.ask({{"kind", "undo"}})["state"]["window"], nullptr);
}

TEST(Pointer, ADragPansAndIsOneStep) {
  Played played;
  played.open_film();
  played.show_slots();
  played.touch("pointer-down", 250, 300, {{"button", 0}});
  for (int i = 1; i <= 10; ++i) played.touch("pointer-move", 250 + i, 300);
  const json up = played.touch("pointer-up", 260, 300, {{"button", 0}});
  EXPECT_TRUE(up["consumed"].get<bool>());
  EXPECT_NEAR(played.view()["x"].get<double>(), 0.5 - 10.0 / 500, 1e-9);
  EXPECT_EQ(played.ask({{"kind", "undo"}})["state"]["view"]["x"], 0.5);
}

TEST(Pointer, AReleaseOutsideOrACancelEndsTheDrag) {
  for (const char* end : {"pointer-up", "pointer-cancel"}) {
    Played played;
    played.open_film();
    played.show_slots();
    played.touch("pointer-down", 250, 300, {{"button", 0}});
    played.touch("pointer-move", 260, 300);
    played.touch(end, 5000, -80, std::string(end) == "pointer-up" ? json{{"button", 0}} : json::object());
    const json view = played.view();
    played.touch("pointer-move", 100, 100);
    EXPECT_EQ(played.view(), view) << end;
  }
}

TEST(Pointer, WheelZoomsAboutThePointer) {
  Played played;
  played.open_film();
  played.show_slots();
  const json before = played.touch("pointer-move", 300.5, 310.5)["point"];
  for (int i = 0; i < 12; ++i) played.touch("wheel", 300.5, 310.5, {{"pixels", -100}});
  EXPECT_GT(played.view()["zoom"].get<double>(), 4);
  EXPECT_EQ(played.touch("pointer-move", 300.5, 310.5)["point"], before);
  played.touch("double-click", 300.5, 310.5);
  EXPECT_EQ(played.view(), (json{{"zoom", 1.0}, {"x", 0.5}, {"y", 0.5}}));
}

TEST(Keys, OnlyTheFilmsOwnAreTaken) {
  Played played;
  played.open_film();
  played.show_slots();
  const auto taken = [&](const char* key, bool ctrl = false) {
    const json reply = played.ask({{"kind", "input"},
                                   {"slot", "film"},
                                   {"type", "key"},
                                   {"key", key},
                                   {"shift", false},
                                   {"ctrl", ctrl}});
    return reply["consumed"].get<bool>();
  };
  for (const char* key : {"ArrowLeft", "ArrowRight", "ArrowUp", "ArrowDown", "+", "=", "-", "0"})
    EXPECT_TRUE(taken(key)) << key;
  for (const char* key : {"Tab", "Backspace", "Enter", " ", "Escape", "a", "z"})
    EXPECT_FALSE(taken(key)) << key;
  EXPECT_FALSE(taken("0", true));
  EXPECT_FALSE(taken("ArrowLeft", true));
}

}  // namespace
}  // namespace unseen
