#include "lab/steps.h"

#include <gtest/gtest.h>

#include "contract/version.h"
#include "lab/apply.h"
#include "lab/json.h"
#include "lab/lab.h"
#include "lab/restore.h"

namespace unseen::lab {
namespace {

Catalogue catalogue() {
  return *read_catalogue(json::parse(R"({"operations": [
    {"id": "noise", "random": true, "parameters": [{"id": "seed", "min": 0, "max": 4294967295, "initial": 1, "step": 1}]},
    {"id": "paint", "strokes": true, "parameters": []},
    {"id": "blur", "parameters": [{"id": "width", "min": 0, "max": 9, "initial": 2, "step": 0.1}]}]})"));
}

Code refusal(Step step) {
  std::vector<Step> chain{std::move(step)};
  const auto done = complete(chain, 0, catalogue());
  EXPECT_FALSE(done);
  return done ? Code::bad_request : done.error().code;
}

Step painted(std::size_t strokes, std::size_t points) {
  Stroke stroke{0.1, std::vector<std::pair<double, double>>(points, {0.5, 0.5})};
  return {"paint", {}, std::vector<Stroke>(strokes, stroke)};
}

TEST(Steps, AreCompletedWithInitialValuesAndTheSeed) {
  std::vector<Step> chain{{"noise", {}}, {"noise", {{"seed", 5}}}, {"blur", {}}};
  ASSERT_TRUE(complete(chain, 8, catalogue()));
  EXPECT_EQ(chain[0].values.at("seed"), 8);
  EXPECT_EQ(chain[1].values.at("seed"), 5);
  EXPECT_EQ(chain[2].values.at("width"), 2);
}

TEST(Steps, AreRefusedAsTheEngineWould) {
  EXPECT_EQ(refusal({"noise", {{"seed", 0.5}}}), Code::out_of_range);
  EXPECT_EQ(refusal({"blur", {{"width", 9.5}}}), Code::out_of_range);
  EXPECT_EQ(refusal({"blur", {{"height", 1}}}), Code::unknown_field);
  EXPECT_EQ(refusal({"blur", {}, {{0.1, {{0.5, 0.5}}}}}), Code::strokes_misplaced);
  EXPECT_EQ(refusal({"paint", {}, {{0.1, {{0.5, 1.5}}}}}), Code::out_of_range);
  EXPECT_EQ(refusal({"paint", {}, {{1.5, {}}}}), Code::out_of_range);
  EXPECT_EQ(refusal(painted(most_strokes + 1, 1)), Code::too_many_strokes);
  EXPECT_EQ(refusal(painted(2, most_points / 2 + 1)), Code::too_many_strokes);
  std::vector<Step> full{painted(most_strokes, most_points / most_strokes)};
  EXPECT_TRUE(complete(full, 0, catalogue()));
}

TEST(Steps, ThatDrawAtRandomFollowTheSeedThatIsSet) {
  Lab lab(catalogue());
  ASSERT_TRUE(lab.apply(SetChain{{}, {{"noise", {{"seed", 3}}}, {"blur", {}}}}));
  ASSERT_TRUE(lab.apply(SetSeed{{}, 12}));
  EXPECT_EQ(lab.state().chain[0].values.at("seed"), 12);
  ASSERT_TRUE(lab.undo());
  EXPECT_EQ(lab.state().chain[0].values.at("seed"), 3);
}

TEST(Steps, ThatDrawAtRandomFollowTheSeedOfAPatch) {
  State state;
  state.chain = {{"noise", {{"seed", 3}}}};
  const auto command = set(state, {{"seed", 21}}, catalogue());
  ASSERT_TRUE(command);
  const auto next = apply(state, *command, catalogue());
  ASSERT_TRUE(next);
  EXPECT_EQ(next->chain[0].values.at("seed"), 21);
}

}  // namespace
}  // namespace unseen::lab
