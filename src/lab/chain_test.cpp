// The chain's side of the laboratory: undo that says what it undoes, presets, the untouched film, the trail,
// look and brush.
#include <gtest/gtest.h>

#include "lab/apply.h"
#include "lab/json.h"
#include "lab/lab.h"
#include "lab/permalink.h"
#include "lab/restore.h"
#include "lab/testing.h"

namespace unseen::lab {
namespace {

Step low_pass(double radius) { return {"low-pass", {{"radius", radius}}}; }
Step notch(double inner, double outer) { return {"notch", {{"inner", inner}, {"outer", outer}}}; }
Step invert() { return {"invert", {}}; }
Step painted() { return {"brush-mask", {}, {{0.1, {{0.5, 0.5}}}}}; }

Lab lab_with_film() {
  Lab lab(*read_catalogue(testing::read_json(testing::fixtures("state/catalogue.json"))));
  EXPECT_TRUE(lab.apply(CardLoaded{{}, Card{"pair", "A pair", {}}}));
  Film film;
  film.id = 1;
  film.bits = 8;
  film.window = {128, 256};
  film.highest = 255;
  EXPECT_TRUE(lab.apply(ImageOpened{{}, film}));
  EXPECT_TRUE(lab.apply(SetModel{{}, ModelChoice{"pair", {}}}));
  return lab;
}

void chain(Lab& lab, std::vector<Step> steps, std::uint64_t gesture = 0) {
  ASSERT_TRUE(lab.apply(SetChain{{}, std::move(steps)}, gesture));
}

void score(Lab& lab, const Wanted& about, double value) {
  Scored result;
  result.wanted = about;
  result.labels = {{"AP", "AP", "view"}};
  result.logits = result.scores = {value};
  ASSERT_TRUE(lab.apply(ResultArrived{{}, result}));
}

TEST(Naming, UndoSaysWhatItUndoesAndRedoWhatComesBack) {
  Lab lab = lab_with_film();
  EXPECT_EQ(lab.undoes(), "model");
  const auto then = [&](std::vector<Step> steps) {
    chain(lab, std::move(steps));
    return lab.undoes();
  };
  EXPECT_EQ(then({low_pass(20)}), "add low-pass");
  EXPECT_EQ(then({low_pass(10)}), "low-pass radius");
  EXPECT_EQ(then({low_pass(10), notch(5, 10)}), "add notch");
  EXPECT_EQ(then({low_pass(10), notch(6, 12)}), "settings of notch");
  EXPECT_EQ(then({notch(6, 12), low_pass(10)}), "order of the chain");
  Step aside = low_pass(10);
  aside.bypass = true;
  EXPECT_EQ(then({notch(6, 12), aside}), "bypass low-pass");
  EXPECT_EQ(then({notch(6, 12), low_pass(10)}), "use low-pass");
  Step alone = notch(6, 12);
  alone.solo = true;
  EXPECT_EQ(then({alone, low_pass(10)}), "solo notch");
  EXPECT_EQ(then({low_pass(10)}), "remove notch");
  EXPECT_EQ(then({low_pass(10), painted()}), "add paint out");
  EXPECT_EQ(then({low_pass(10), Step{"brush-mask", {}}}), "clear paint out");
  EXPECT_EQ(then({low_pass(10), Step{"notch", {}}}), "notch in place of paint out");
  EXPECT_EQ(then({}), "clear the chain");
  ASSERT_TRUE(lab.undo());
  EXPECT_EQ(lab.redoes(), "clear the chain");
  ASSERT_TRUE(lab.apply(SetWindow{{}, Window{100, 50}}));
  EXPECT_EQ(lab.undoes(), "window");
  EXPECT_EQ(lab.redoes(), "");
  ASSERT_TRUE(lab.apply(Reset{}));
  EXPECT_EQ(lab.undoes(), "several settings");
}

TEST(Naming, ADragOfASliderIsOneStepWithOneName) {
  Lab lab = lab_with_film();
  chain(lab, {low_pass(20)});
  for (int radius = 19; radius > 3; --radius) chain(lab, {low_pass(radius)}, 7);
  EXPECT_EQ(lab.undoes(), "low-pass radius");
  ASSERT_TRUE(lab.undo());
  EXPECT_EQ(lab.state().chain, std::vector<Step>{low_pass(20)});
  EXPECT_EQ(lab.redoes(), "low-pass radius");
}

TEST(Preset, TakesTheChainsPlaceAndIsOneStep) {
  Lab lab = lab_with_film();
  chain(lab, {invert()});
  const auto command = set(lab.state(), {{"preset", "figure-1-low-pass-10"}}, lab.catalogue());
  ASSERT_TRUE(command);
  ASSERT_TRUE(lab.apply(*command));
  EXPECT_EQ(lab.state().chain, std::vector<Step>{low_pass(10)});
  ASSERT_TRUE(lab.undo());
  EXPECT_EQ(lab.state().chain, std::vector<Step>{invert()});
}

TEST(Untouched, IsWantedBesideAChangedFilmAndOnce) {
  Lab lab = lab_with_film();
  EXPECT_FALSE(wanted_untouched(lab.state()));  // it is what is wanted anyway
  chain(lab, {low_pass(10)});
  const auto beside = wanted_untouched(lab.state());
  ASSERT_TRUE(beside);
  EXPECT_TRUE(beside->chain.empty());
  score(lab, *wanted(lab.state()), 0.4);
  score(lab, *beside, 0.9);
  EXPECT_EQ(lab.state().result->scores, std::vector<double>{0.4});
  EXPECT_EQ(lab.state().untouched->scores, std::vector<double>{0.9});
  EXPECT_TRUE(fresh(lab.state()));
  EXPECT_FALSE(wanted_untouched(lab.state()));
}

TEST(Untouched, IsTheScoreBeforeAnythingWasChanged) {
  Lab lab = lab_with_film();
  score(lab, *wanted(lab.state()), 0.9);
  chain(lab, {low_pass(10)});
  EXPECT_EQ(lab.state().untouched->scores, std::vector<double>{0.9});
  ASSERT_TRUE(lab.apply(SetModel{{}, ModelChoice{"pair", "low-pass-10"}}));
  EXPECT_FALSE(lab.state().untouched);
  EXPECT_TRUE(wanted_untouched(lab.state()));
}

TEST(Trail, HoldsTheValueInHandAndTheLatestSixty) {
  Lab lab = lab_with_film();
  chain(lab, {low_pass(100)});
  for (int radius = 99; radius > 20; --radius) {
    chain(lab, {low_pass(radius)}, 3);
    score(lab, *wanted(lab.state()), radius / 100.0);
  }
  const auto& trail = lab.state().trail;
  ASSERT_EQ(trail.size(), trail_limit);
  EXPECT_EQ(trail.back().hand, (Hand{"low-pass", "radius"}));
  EXPECT_EQ(trail.back().value, 21);
  EXPECT_EQ(trail.front().value, 80);
  EXPECT_EQ(trail.back().scores, std::vector<double>{0.21});
  score(lab, *wanted(lab.state()), 0.21);
  EXPECT_EQ(lab.state().trail.size(), trail_limit);
  EXPECT_EQ(lab.state().trail.front().value, 80);  // scored again, it leaves no second trace
}

TEST(Trail, EndsWithFilmAndModel) {
  Lab lab = lab_with_film();
  ASSERT_TRUE(lab.apply(SetWindow{{}, Window{100, 50}}));
  score(lab, *wanted(lab.state()), 0.5);
  EXPECT_EQ(lab.state().trail.back().hand.op, "window");
  Film other;
  other.id = 2;
  other.bits = 8;
  ASSERT_TRUE(lab.apply(ImageOpened{{}, other}));
  EXPECT_TRUE(lab.state().trail.empty());
  EXPECT_FALSE(lab.state().hand);
}

TEST(Look, IsNoStepOfTheHistoryAndTravelsInALink) {
  Lab lab = lab_with_film();
  const std::string before = lab.undoes();
  ASSERT_TRUE(lab.apply(SetLook{{}, Look::spectrum}));
  EXPECT_EQ(lab.undoes(), before);
  const auto link = read_permalink(permalink(lab.state(), lab.catalogue()).text);
  ASSERT_TRUE(link);
  EXPECT_EQ((*link)["look"], "spectrum");
}

TEST(Brush, BelongsToAStepThatPaintsAndGoesWithIt) {
  Lab lab = lab_with_film();
  chain(lab, {low_pass(10), painted()});
  const auto misplaced = lab.apply(SetBrush{{}, Brush{0, 0.1}});
  ASSERT_FALSE(misplaced);
  EXPECT_EQ(misplaced.error().code, Code::strokes_misplaced);
  EXPECT_EQ(lab.apply(SetBrush{{}, Brush{1, 3}}).error().code, Code::out_of_range);
  ASSERT_TRUE(lab.apply(SetBrush{{}, Brush{1, 0.1}}));
  ASSERT_TRUE(lab.state().brush);
  chain(lab, {low_pass(10)});
  EXPECT_FALSE(lab.state().brush);
}

TEST(Histogram, OfAnotherFilmIsRefused) {
  Lab lab = lab_with_film();
  EXPECT_TRUE(lab.apply(HistogramRead{{}, 1, {0, 256, {1, 2, 3}}}));
  const auto late = lab.apply(HistogramRead{{}, 5, {0, 256, {9}}});
  ASSERT_FALSE(late);
  EXPECT_EQ(late.error().code, Code::superseded);
  EXPECT_EQ(lab.state().histogram->counts.size(), 3U);
}

}  // namespace
}  // namespace unseen::lab
