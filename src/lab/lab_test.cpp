#include "lab/lab.h"

#include <random>

#include <gtest/gtest.h>

#include "lab/apply.h"
#include "lab/fields.h"
#include "lab/json.h"
#include "lab/lab_testing.h"
#include "lab/restore.h"
#include "lab/testing.h"

namespace unseen::lab {
namespace {

using testing::catalogue;
using testing::film;
using testing::lab_with_film;
using testing::random_command;
using testing::read_json;

Scored scored(const Wanted& wanted) {
  Scored result;
  result.wanted = wanted;
  result.labels = {{"AP", "AP", "view"}, {"PA", "PA", "view"}};
  result.logits = {1, -1};
  result.scores = {0.9, 0.1};
  return result;
}

TEST(Apply, GivesANewValueAndLeavesTheOld) {
  const State before;
  const auto after = apply(before, SetSeed{{}, 4}, catalogue());
  ASSERT_TRUE(after);
  EXPECT_EQ(before.seed, 0);
  EXPECT_EQ(after->seed, 4);
  EXPECT_EQ(after->revision, before.revision + 1);
}

TEST(Apply, RefusalLeavesStateAndHistoryAlone) {
  Lab lab = lab_with_film();
  const State before = lab.state();
  const auto done = lab.apply(SetWindow{{}, Window{0, -3}});
  ASSERT_FALSE(done);
  EXPECT_EQ(done.error().code, Code::window_out_of_range);
  EXPECT_EQ(lab.state(), before);
}

TEST(Apply, EveryCommandSaysHowItIsUndone) {
  EXPECT_EQ(undo(SetModel{}), Undo::Step);
  EXPECT_EQ(undo(Reset{}), Undo::Step);
  EXPECT_EQ(undo(SetFields{}), Undo::Step);
  EXPECT_EQ(undo(SetWindow{}), Undo::Merge);
  EXPECT_EQ(undo(SetView{}), Undo::Merge);
  EXPECT_EQ(undo(ResultArrived{}), Undo::None);
  EXPECT_EQ(undo(ProgressMade{}), Undo::None);
}

TEST(Apply, NewFilmBringsItsOwnWindowAndHistory) {
  Lab lab = lab_with_film();
  ASSERT_TRUE(lab.apply(SetWindow{{}, Window{10, 20}}));
  ASSERT_TRUE(lab.apply(SetView{{}, View{2, 0.1, 0.1}}));
  ASSERT_TRUE(lab.apply(ImageOpened{{}, film(2)}));
  EXPECT_FALSE(lab.state().window);
  EXPECT_EQ(lab.state().view, View{});
  EXPECT_FALSE(lab.can_undo());
}

TEST(Apply, AnotherFrameOfTheFileIsLookedAtAsTheOneBefore) {
  Lab lab = lab_with_film();
  ASSERT_TRUE(lab.apply(SetWindow{{}, Window{10, 20}}));
  ASSERT_TRUE(lab.apply(SetView{{}, View{2, 0.1, 0.1}}));
  ASSERT_TRUE(lab.apply(ImageOpened{{}, film(2), true}));
  EXPECT_EQ(lab.state().image->id, 2);
  EXPECT_EQ(lab.state().window, (Window{10, 20}));
  EXPECT_EQ(lab.state().view, (View{2, 0.1, 0.1}));
  ASSERT_TRUE(lab.undo());
  EXPECT_EQ(lab.state().view, View{});
  EXPECT_EQ(lab.state().image->id, 2);
}

TEST(Apply, AFrameInWhichTheWindowDoesNotFitBringsItsOwn) {
  Lab lab = lab_with_film();
  ASSERT_TRUE(lab.apply(SetWindow{{}, Window{10, 20}}));
  ASSERT_TRUE(lab.apply(SetView{{}, View{2, 0.1, 0.1}}));
  Film other = film(2);
  other.lowest = 30000;
  other.highest = 40000;
  ASSERT_TRUE(lab.apply(ImageOpened{{}, other, true}));
  EXPECT_FALSE(lab.state().window);
  EXPECT_EQ(lab.state().view, (View{2, 0.1, 0.1}));
  EXPECT_FALSE(lab.can_undo());
}

TEST(Apply, WindowOfALinkWaitsForItsFilm) {
  Lab lab(catalogue());
  ASSERT_TRUE(lab.apply(SetWindow{{}, Window{100, 50}}));
  ASSERT_TRUE(lab.apply(ImageOpened{{}, film(1)}));
  EXPECT_EQ(lab.state().window, (Window{100, 50}));
}

TEST(Apply, WindowThatDoesNotFitTheFirstFilmGoes) {
  Lab lab(catalogue());
  ASSERT_TRUE(lab.apply(SetWindow{{}, Window{30000, 50}}));
  ASSERT_TRUE(lab.apply(ImageOpened{{}, film(1)}));
  EXPECT_FALSE(lab.state().window);
}

TEST(Apply, ResultForAnEarlierFilmIsRefused) {
  Lab lab = lab_with_film();
  const auto asked = wanted(lab.state());
  ASSERT_TRUE(lab.apply(ImageOpened{{}, film(2)}));
  const auto done = lab.apply(ResultArrived{{}, scored(*asked)});
  ASSERT_FALSE(done);
  EXPECT_EQ(done.error().code, Code::superseded);
}

TEST(Apply, ResultIsFreshUntilWhatItWasAskedForChanges) {
  Lab lab = lab_with_film();
  ASSERT_TRUE(lab.apply(ResultArrived{{}, scored(*wanted(lab.state()))}));
  EXPECT_TRUE(fresh(lab.state()));
  ASSERT_TRUE(lab.apply(SetView{{}, View{3, 0.5, 0.5}}));
  EXPECT_TRUE(fresh(lab.state()));
  ASSERT_TRUE(lab.apply(SetWindow{{}, Window{100, 50}}));
  EXPECT_FALSE(fresh(lab.state()));
  ASSERT_TRUE(lab.undo());
  EXPECT_TRUE(fresh(lab.state()));
}

TEST(History, AGestureIsOneStep) {
  Lab lab = lab_with_film();
  const State before = lab.state();
  for (int center = 10; center < 70; ++center)
    ASSERT_TRUE(lab.apply(SetWindow{{}, Window{1.0 * center, 20}}, 7));
  ASSERT_TRUE(lab.undo());
  EXPECT_EQ(lab.state().window, before.window);
  ASSERT_TRUE(lab.redo());
  EXPECT_EQ(lab.state().window, (Window{69, 20}));
}

TEST(History, TwoGesturesAreTwoSteps) {
  Lab lab = lab_with_film();
  ASSERT_TRUE(lab.apply(SetWindow{{}, Window{10, 20}}, 7));
  ASSERT_TRUE(lab.apply(SetWindow{{}, Window{30, 20}}, 8));
  ASSERT_TRUE(lab.undo());
  EXPECT_EQ(lab.state().window, (Window{10, 20}));
}

TEST(History, KindsDoNotMergeWithinAGesture) {
  Lab lab = lab_with_film();
  ASSERT_TRUE(lab.apply(SetWindow{{}, Window{10, 20}}, 7));
  ASSERT_TRUE(lab.apply(SetSeed{{}, 3}, 7));
  ASSERT_TRUE(lab.undo());
  EXPECT_EQ(lab.state().window, (Window{10, 20}));
  EXPECT_EQ(lab.state().seed, 0);
}

TEST(History, AGestureDoesNotMergeAcrossUndo) {
  Lab lab = lab_with_film();
  ASSERT_TRUE(lab.apply(SetSeed{{}, 1}, 7));
  ASSERT_TRUE(lab.apply(SetSeed{{}, 2}));
  ASSERT_TRUE(lab.undo());
  ASSERT_TRUE(lab.apply(SetSeed{{}, 5}, 9));
  ASSERT_TRUE(lab.undo());
  EXPECT_EQ(lab.state().seed, 1);
}

TEST(History, ResultsAreNotUndone) {
  Lab lab = lab_with_film();
  ASSERT_TRUE(lab.apply(SetSeed{{}, 3}));
  ASSERT_TRUE(lab.apply(ResultArrived{{}, scored(*wanted(lab.state()))}));
  ASSERT_TRUE(lab.undo());
  EXPECT_EQ(lab.state().seed, 0);
  EXPECT_TRUE(lab.state().result);
}

TEST(History, ACommandThatChangesNothingIsNoStep) {
  Lab lab = lab_with_film();
  const bool before = lab.can_undo();
  ASSERT_TRUE(lab.apply(SetSeed{{}, 0}));
  EXPECT_EQ(lab.can_undo(), before);
}

TEST(History, ANewStepForgetsWhatWasUndone) {
  Lab lab = lab_with_film();
  ASSERT_TRUE(lab.apply(SetSeed{{}, 1}));
  ASSERT_TRUE(lab.undo());
  ASSERT_TRUE(lab.apply(SetSeed{{}, 2}));
  EXPECT_FALSE(lab.can_redo());
}

TEST(History, UndoingAllGoesBackAndRedoingAllComesForth) {
  std::mt19937 chance(5);
  for (int round = 0; round < 40; ++round) {
    Lab lab = lab_with_film();
    while (lab.undo()) {
    }
    const json start = to_json(lab.state(), History);
    for (int i = 0; i < 60; ++i) ASSERT_TRUE(lab.apply(random_command(chance), chance() % 4));
    const json end = to_json(lab.state(), History);
    while (lab.undo()) {
    }
    EXPECT_EQ(to_json(lab.state(), History), start);
    while (lab.redo()) {
    }
    EXPECT_EQ(to_json(lab.state(), History), end);
  }
}

TEST(ShowAnyway, EndsWithFilmAndModelAndIsNoStep) {
  Lab lab = lab_with_film();
  const auto wish = [&] { EXPECT_TRUE(lab.apply(ShowAnyway{{}, true})); };
  wish();
  EXPECT_TRUE(lab.state().show_anyway);
  ASSERT_TRUE(lab.apply(SetWindow{{}, Window{90, 40}}));
  EXPECT_TRUE(lab.state().show_anyway);
  ASSERT_TRUE(lab.apply(ImageOpened{{}, film(2)}));
  EXPECT_FALSE(lab.state().show_anyway);

  Card other = testing::card();
  other.id = "other";
  ASSERT_TRUE(lab.apply(CardLoaded{{}, other}));
  wish();
  ASSERT_TRUE(lab.apply(SetModel{{}, ModelChoice{"other", {}}}));
  EXPECT_FALSE(lab.state().show_anyway);
  wish();
  ASSERT_TRUE(lab.undo());
  EXPECT_EQ(lab.state().model->id, "pair");
  EXPECT_FALSE(lab.state().show_anyway);
}

TEST(Refusal, IsOfTheModelInUseAndOnlyWhereTheGateSaysOut) {
  Lab lab = lab_with_film();
  Scored result = scored(*wanted(lab.state()));
  EXPECT_EQ(refusal(lab.state()), nullptr);
  result.ood = Verdict{"unknown", {}, {}, {"Nobody knows."}};
  ASSERT_TRUE(lab.apply(ResultArrived{{}, result}));
  EXPECT_EQ(refusal(lab.state()), nullptr);
  result.ood = Verdict{"out", 3.5, 2.0, {"This looks like a hand."}};
  ASSERT_TRUE(lab.apply(ResultArrived{{}, result}));
  ASSERT_NE(refusal(lab.state()), nullptr);
  EXPECT_EQ(refusal(lab.state())->reasons.front(), "This looks like a hand.");
}

TEST(Fields, TheTableNamesEveryFieldOnce) {
  const json value = to_json(State{});
  EXPECT_EQ(value.size(), std::tuple_size_v<decltype(fields)> + 1);
}

TEST(Fields, NothingOfAFilmTravelsInALink) {
  Lab lab = lab_with_film();
  const json link = to_json(lab.state(), Link), storage = to_json(lab.state(), Storage);
  for (const char* field : {"image", "result", "pointer", "cards", "notice", "progress", "showAnyway"}) {
    EXPECT_FALSE(link.contains(field)) << field;
    EXPECT_FALSE(storage.contains(field)) << field;
  }
}

TEST(Json, AFilesNameCannotStay) {
  const json facts = to_json(lab_with_film().state())["image"];
  json with_name = facts;
  with_name["name"] = "doe^jane.png";
  with_name.erase("id");
  const auto command = read_command({{"kind", "image-opened"}, {"id", 3}, {"image", with_name}});
  ASSERT_TRUE(command);
  Lab lab(catalogue());
  ASSERT_TRUE(lab.apply(*command));
  EXPECT_EQ(to_json(lab.state()).dump().find("doe"), std::string::npos);
}

TEST(Json, ASimulatedFilmSaysWhatItWasMadeFrom) {
  json facts = to_json(lab_with_film().state())["image"];
  EXPECT_EQ(facts["phantom"], nullptr);
  facts.erase("id");
  facts["phantom"] = {{"seed", 2203},  {"body", "chest"},   {"mechanisms", {"diffuse"}},
                      {"strength", 1}, {"cohort", nullptr}, {"covariates", {{"bmi", 31.5}}},
                      {"size", 512},   {"kvp", 110},        {"mas", 2.5}};
  const auto command = read_command({{"kind", "image-opened"}, {"id", 3}, {"image", facts}});
  ASSERT_TRUE(command);
  Lab lab(catalogue());
  ASSERT_TRUE(lab.apply(*command));
  EXPECT_EQ(to_json(lab.state())["image"]["phantom"], facts["phantom"]);

  facts["phantom"]["seed"] = "many";
  const auto refused = read_command({{"kind", "image-opened"}, {"id", 3}, {"image", facts}});
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().detail.substr(0, 18), "image.phantom.seed");
}

}  // namespace
}  // namespace unseen::lab
