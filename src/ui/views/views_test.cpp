// Each view by its widgets' labels and values, and by the state that follows when a twin is used.
#include "ui/views/views.h"

#include <gtest/gtest.h>

#include "lab/lab.h"
#include "ui/recorder.h"

namespace unseen::ui {
namespace {

using nlohmann::json;

lab::Film film(int bits = 8) {
  lab::Film film;
  film.id = 1;
  film.width = film.stored_width = 512;
  film.height = film.stored_height = 400;
  film.bits = bits;
  film.format = "PNG";
  film.photometric = "MONOCHROME2";
  film.window = {128, 256};
  film.highest = (1 << bits) - 1;
  film.maximum = 255;
  return film;
}

lab::Card card() {
  return {"pair",
          "A pair",
          {{"view", "View", "softmax", 0.5, {{"AP", "AP (front to back)"}, {"PA", "PA (back to front)"}}},
           {"age", "Age", "value", std::nullopt, {{"years", "Years", true}}}}};
}

lab::Lab lab_with_film() {
  lab::Lab lab;
  EXPECT_TRUE(lab.apply(lab::CardLoaded{{}, card()}));
  EXPECT_TRUE(lab.apply(lab::ImageOpened{{}, film()}));
  EXPECT_TRUE(lab.apply(lab::SetModel{{}, lab::ModelChoice{"pair", {}}}));
  return lab;
}

void score(lab::Lab& lab, std::vector<double> scores) {
  lab::Scored result;
  result.wanted = *lab::wanted(lab.state());
  result.labels = {{"AP", "AP", "view"}, {"PA", "PA", "view"}, {"years", "Years", "age"}};
  result.logits = result.scores = std::move(scores);
  result.timings = {3.21, 4, 12, 19.2, 80, 1, "this host sends no isolation headers"};
  EXPECT_TRUE(lab.apply(lab::ResultArrived{{}, result}));
}

json widgets(const lab::Lab& lab, const char* slot) {
  Recorder recorder;
  show(recorder, lab.state(), lab.catalogue(), slot);
  return recorder.widgets();
}

// Uses a twin and gives the state that follows.
lab::State after(lab::Lab& lab, const char* slot, const char* widget, const json& value) {
  const Act act{widget, value};
  Recorder recorder(&act);
  show(recorder, lab.state(), lab.catalogue(), slot);
  EXPECT_TRUE(recorder.met()) << widget;
  for (const Emitted& one : recorder.take()) EXPECT_TRUE(lab.apply(one.command));
  return lab.state();
}

TEST(FilmView, SaysWhatIsOpenAndHowItIsShown) {
  const json film = widgets(lab_with_film(), "film")[0];
  EXPECT_EQ(film["role"], "image");
  EXPECT_EQ(film["label"], "Film");
  EXPECT_EQ(film["text"], "PNG, 512 × 400 pixels, 8 bit; shown at 1 times its fitted size.");
  EXPECT_EQ(film["options"].size(), 7U);
  EXPECT_EQ(widgets(lab::Lab(), "film")[0]["enabled"], false);
}

TEST(FilmView, ActionsMoveTheView) {
  lab::Lab lab = lab_with_film();
  EXPECT_DOUBLE_EQ(after(lab, "film", "film", "zoom-in").view.zoom, 1.25);
  EXPECT_GT(after(lab, "film", "film", "right").view.x, 0.5);
  EXPECT_EQ(after(lab, "film", "film", "fit").view, lab::View{});
  EXPECT_EQ(after(lab, "film", "film", {{"zoom", 3}, {"x", 0.2}, {"y", 0.3}}).view, (lab::View{3, 0.2, 0.3}));
}

TEST(WindowView, SlidersHoldTheWindowInForce) {
  const json all = widgets(lab_with_film(), "window");
  EXPECT_EQ(all[0]["label"], "Window centre");
  EXPECT_EQ(all[0]["value"], 128);
  EXPECT_EQ(all[1]["text"], "Window width 256, in the film's values from 1 to 256");
  EXPECT_EQ(all[2]["enabled"], false);
}

TEST(WindowView, SlidersAndTheButtonSetIt) {
  lab::Lab lab = lab_with_film();
  EXPECT_EQ(after(lab, "window", "window/center", 90).window, (lab::Window{90, 256}));
  EXPECT_EQ(after(lab, "window", "window/width", 40).window, (lab::Window{90, 40}));
  EXPECT_FALSE(after(lab, "window", "window/reset", nullptr).window);
}

TEST(WindowView, WithoutAFilmNothingCanBeUsed) {
  lab::Lab lab;
  EXPECT_FALSE(after(lab, "window", "window/center", 90).window);
}

TEST(ScoreView, IsCalmBeforeThereIsAResult) {
  const json bars = widgets(lab_with_film(), "score:view")[0];
  EXPECT_EQ(bars["text"], "Not scored yet.");
  EXPECT_EQ(bars["rows"][0]["value"], nullptr);
  EXPECT_EQ(bars["rows"][0]["text"], "–");
  EXPECT_EQ(bars["stale"], false);
}

TEST(ScoreView, SaysScoreChanceAndNeverCertainty) {
  lab::Lab lab = lab_with_film();
  score(lab, {0.87, 0.13, 61.25});
  json bars = widgets(lab, "score:view")[0];
  EXPECT_EQ(bars["text"], "Score for AP (front to back): 0.87; PA (back to front): 0.13; chance 0.50.");
  score(lab, {0.9999, 0.0001, 61.25});
  bars = widgets(lab, "score:view")[0];
  EXPECT_EQ(bars["rows"][0]["text"], ">0.99");
  EXPECT_EQ(bars["rows"][1]["text"], "<0.01");
}

TEST(ScoreView, AValueHasNoBar) {
  lab::Lab lab = lab_with_film();
  score(lab, {0.87, 0.13, 61.25});
  const json bars = widgets(lab, "score:age")[0];
  EXPECT_EQ(bars["rows"][0]["label"], "Years (untrained)");
  EXPECT_EQ(bars["rows"][0]["text"], "61.2");
  EXPECT_EQ(bars["rows"][0]["chance"], nullptr);
}

TEST(ScoreView, MarksAResultForAnEarlierState) {
  lab::Lab lab = lab_with_film();
  score(lab, {0.87, 0.13, 61.25});
  ASSERT_TRUE(lab.apply(lab::SetWindow{{}, lab::Window{50, 50}}));
  const json bars = widgets(lab, "score:view")[0];
  EXPECT_EQ(bars["stale"], true);
  EXPECT_NE(bars["text"].get<std::string>().find("before the last change"), std::string::npos);
}

lab::Lab refused_film() {
  lab::Lab lab = lab_with_film();
  lab::Scored result;
  result.wanted = *lab::wanted(lab.state());
  result.labels = {{"AP", "AP", "view"}, {"PA", "PA", "view"}, {"years", "Years", "age"}};
  result.logits = result.scores = {0.87, 0.13, 61.25};
  result.ood = lab::Verdict{"out", 3.5, 2.0, {"This looks like a hand.", "The model was trained on chests."}};
  EXPECT_TRUE(lab.apply(lab::ResultArrived{{}, result}));
  return lab;
}

TEST(ScoreView, ARefusedScoreIsGreyedWithItsReasonsAndStaysReadable) {
  lab::Lab lab = refused_film();
  json bars = widgets(lab, "score:view")[0];
  EXPECT_EQ(bars["greyed"], true);
  EXPECT_EQ(bars["rows"][0]["text"], "0.87");
  EXPECT_EQ(bars["note"], "Refused: not like the films it was trained on");
  EXPECT_EQ(bars["text"],
            "Refused by the gate, greyed. This looks like a hand. The model was trained on chests. "
            "Score for AP (front to back): 0.87; PA (back to front): 0.13; chance 0.50.");
}

TEST(ScoreView, ShownAnywayTheRefusalStays) {
  lab::Lab lab = refused_film();
  ASSERT_TRUE(lab.apply(lab::ShowAnyway{{}, true}));
  json bars = widgets(lab, "score:view")[0];
  EXPECT_EQ(bars["greyed"], false);
  EXPECT_EQ(bars["note"], "Refused by the gate; shown anyway");
  EXPECT_EQ(bars["text"].get<std::string>().substr(0, 64),
            "Refused by the gate, shown at your wish. This looks like a hand.");
}

TEST(FilmView, ASimulatedFilmSaysSo) {
  lab::Lab lab = lab_with_film();
  lab::Film simulated = film(16);
  simulated.id = 2;
  simulated.phantom = lab::Phantom{2203, "chest", {"diffuse"}, 1, {}, {}, 512, 110, 2.5};
  ASSERT_TRUE(lab.apply(lab::ImageOpened{{}, simulated}));
  EXPECT_EQ(widgets(lab, "film")[0]["text"],
            "Simulated · seed 2203, 512 × 400 pixels, 16 bit; shown at 1 times its fitted size.");
  const json facts = widgets(lab, "facts")[0];
  EXPECT_EQ(facts["label"], "How this film was simulated");
  EXPECT_EQ(facts["rows"][0], json({"Simulated", "chest, seed 2203"}));
  EXPECT_EQ(facts["rows"][3], json({"Exposed with", "110 kVp, 2.5 mAs"}));
}

TEST(ScoreView, AHeadTheCardLacksShowsNothing) {
  EXPECT_TRUE(widgets(lab_with_film(), "score:colour").empty());
}

TEST(FactsView, ListsWhatWasRead) {
  const json table = widgets(lab_with_film(), "facts")[0];
  EXPECT_EQ(table["role"], "table");
  EXPECT_EQ(table["columns"], json({"Fact", "Value"}));
  EXPECT_EQ(table["rows"][0], json({"Size", "512 × 400 pixels"}));
  EXPECT_EQ(table["rows"][2], json({"Depth", "8 bit"}));
}

TEST(TimingsView, SaysFirstAndSteadyAndWhyOneThread) {
  lab::Lab lab = lab_with_film();
  score(lab, {0.87, 0.13, 61.25});
  const json rows = widgets(lab, "timings")[0]["rows"];
  EXPECT_EQ(rows[0], json({"Decode", "3.2 ms"}));
  EXPECT_EQ(rows[3], json({"First inference", "80 ms"}));
  EXPECT_EQ(rows[5], json({"Threads", "1: this host sends no isolation headers"}));
}

TEST(Places, FollowTheHeadsOfTheModel) {
  EXPECT_EQ(places(lab::State{}).size(), 5U);
  EXPECT_EQ(places(lab_with_film().state()).size(), 7U);
  EXPECT_TRUE(is_slot("score:anything"));
  EXPECT_FALSE(is_slot("score:"));
  EXPECT_FALSE(is_slot("menu"));
}

}  // namespace
}  // namespace unseen::ui
