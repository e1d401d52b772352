#include "experiment/sweep.h"

#include <cmath>
#include <numeric>

#include <gtest/gtest.h>

#include "experiment/testing.h"
#include "stats/roc.h"

namespace unseen::experiment {
namespace {

/// Adds `amount` to every pixel, and a thousandth of `seed` where that was set.
Image add(const Image& image, const filter::Settings& settings) {
  auto made = image.clone();
  for (float& value : made.values()) value += static_cast<float>(settings[0] + settings[1] / 1000);
  return made;
}

filter::Operation adding(bool random) {
  filter::Operation made{"add", "tone", "Add", "Adds.", {}, "", "", 0, random};
  made.parameters = {{"amount", "Amount", "", "", 0, 1, 0, 0, 0.01},
                     {"seed", "Seed", "", "", 0, 1000, 0, 0, 1}};
  made.apply = &add;
  return made;
}

/// Logit of B: ten times the mean less a half.
std::vector<float> brightness(std::span<const float> pixels) {
  const float mean = std::accumulate(pixels.begin(), pixels.end(), 0.0F) / static_cast<float>(pixels.size());
  return {0.0F, 10 * (mean - 0.5F)};
}

double sigmoid(double logit) { return 1 / (1 + std::exp(-logit)); }

SweepPlan plan_for(const filter::Operation& operation) {
  SweepPlan plan;
  plan.labels = reported(paper_card());
  plan.chain = {{&operation, {0, 0}}};
  plan.settings = {0.1, 0.2, 0.3};
  return plan;
}

OpenPicture flat(float value) {
  Image image(8, 8);
  for (float& each : image.values()) each = value;
  return {std::move(image), 8};
}

TEST(Sweep, OfOnePictureIsTheModelsOwnAnswerAtEachSetting) {
  const auto operation = adding(false);
  Runner runner(std::make_unique<Sweep>(plan_for(operation)), paper_card(), flat(0.41F), films());
  EXPECT_EQ(runner.total(), 4U);
  ASSERT_TRUE(play(runner, 3, brightness));
  const auto answers = runner.answer();
  ASSERT_EQ(answers.size(), 2U);
  const auto& curve = std::get<Curve>(answers[0].form);
  ASSERT_EQ(curve.lines.size(), 1U);
  EXPECT_EQ(curve.lines[0].of.label, "B");
  EXPECT_NEAR(*curve.lines[0].untouched.value, sigmoid(-0.9), 1e-6);
  for (std::size_t i = 0; i < 3; ++i) {
    const auto& point = curve.lines[0].points[i];
    EXPECT_NEAR(*point.y.value, sigmoid(10 * (0.41 + point.x - 0.5)), 1e-5);
    EXPECT_FALSE(point.y.low);
    EXPECT_EQ(point.y.n, 1U);
  }
  const auto& table = std::get<Table>(answers[1].form);
  ASSERT_EQ(table.rows.size(), 4U);
  EXPECT_EQ(table.rows[0][2], "untouched");
  EXPECT_NEAR(table.rows[3].back().get<double>(), sigmoid(2.1) - sigmoid(-0.9), 1e-5);
  EXPECT_NE(answers[0].says.find("0.29 untouched"), std::string::npos) << answers[0].says;
}

TEST(Sweep, ARandomOperationGivesMeanAndSpreadOverSeeds) {
  const auto operation = adding(true);
  auto plan = plan_for(operation);
  plan.seed = 1;
  plan.seeds = 5;
  Runner runner(std::make_unique<Sweep>(std::move(plan)), paper_card(), flat(0.4F), films());
  EXPECT_EQ(runner.total(), 16U);
  ASSERT_TRUE(play(runner, 4, brightness));
  const auto curve = std::get<Curve>(runner.answer()[0].form);
  std::vector<double> expected;
  for (int seed = 1; seed <= 5; ++seed) expected.push_back(sigmoid(10 * (0.4 + 0.1 + seed / 1000.0 - 0.5)));
  const double mean = std::accumulate(expected.begin(), expected.end(), 0.0) / 5;
  double sum = 0;
  for (const double value : expected) sum += (value - mean) * (value - mean);
  const auto& first = curve.lines[0].points[0].y;
  EXPECT_EQ(first.n, 5U);
  EXPECT_NEAR(*first.value, mean, 1e-6);
  EXPECT_NEAR(*first.high - *first.value, std::sqrt(sum / 4), 1e-6);
}

/// Films of which the truth is known; the network is told it through the pixels of a stand-in.
SweepPlan on_films(const filter::Operation& operation, std::size_t count) {
  auto plan = plan_for(operation);
  const nlohmann::json asked = {{"films", count}, {"mechanisms", {"exposure"}}};
  plan.films = *held_out(Reader(asked), paper_card());
  for (auto& spec : plan.films.specs) spec.size = 32;
  return plan;
}

TEST(Sweep, OnFilmsItIsTheAreaOfItsOwnScoresWithDeLongsInterval) {
  const auto operation = adding(false);
  auto plan = on_films(operation, 12);
  const auto records = plan.films.records;
  Runner runner(std::make_unique<Sweep>(std::move(plan)), paper_card(), std::nullopt, films());
  EXPECT_EQ(runner.total(), 48U);
  // Seen from outside: the same scores, kept by whoever runs the network.
  std::vector<double> untouched;
  std::size_t turn = 0;
  ASSERT_TRUE(play(runner, 5, [&](std::span<const float> pixels) {
    auto logits = brightness(pixels);
    if (turn++ % 4 == 0) untouched.push_back(logits[1]);
    return logits;
  }));
  std::vector<double> positives, negatives;
  for (std::size_t i = 0; i < records.size(); ++i)
    (records[i].cohort == phantom::Cohort::b ? positives : negatives).push_back(untouched[i]);
  const auto known = auc(positives, negatives);
  const auto answers = runner.answer();
  const auto& line = std::get<Curve>(answers[0].form).lines[0];
  EXPECT_EQ(line.untouched.n, 12U);
  EXPECT_EQ(line.untouched.positives, positives.size());
  EXPECT_DOUBLE_EQ(*line.untouched.value, known->value);
  EXPECT_DOUBLE_EQ(*line.untouched.low, known->low);
  const auto& roc = std::get<Roc>(answers.back().form);
  ASSERT_EQ(roc.lines.size(), 4U);
  EXPECT_EQ(roc.lines[0].points.back()[0], 1);
}

TEST(Sweep, HalfWayItAnswersForTheFilmsItHasSeen) {
  const auto operation = adding(false);
  Runner runner(std::make_unique<Sweep>(on_films(operation, 12)), paper_card(), std::nullopt, films());
  const auto nothing = std::get<Curve>(runner.answer()[0].form);
  EXPECT_FALSE(nothing.lines[0].untouched.value);
  EXPECT_EQ(nothing.lines[0].points.size(), 3U);
  ASSERT_TRUE(play(runner, 4, brightness, 4 * 9 + 2));
  const auto half = std::get<Curve>(runner.answer()[0].form);
  EXPECT_EQ(half.lines[0].untouched.n, 10U);
  EXPECT_EQ(half.lines[0].points[0].y.n, 10U);
  EXPECT_EQ(half.lines[0].points[2].y.n, 9U);
}

TEST(Sweep, BatchesOfAnySizeGiveTheSame) {
  const auto operation = adding(false);
  std::vector<nlohmann::json> said;
  for (const std::size_t at_once : {1U, 7U, 64U}) {
    Runner runner(std::make_unique<Sweep>(on_films(operation, 6)), paper_card(), std::nullopt, films());
    ASSERT_TRUE(play(runner, at_once, brightness));
    auto all = nlohmann::json::array();
    for (const auto& each : runner.answer()) all.push_back(to_json(each));
    said.push_back(std::move(all));
  }
  EXPECT_EQ(said[0], said[1]);
  EXPECT_EQ(said[0], said[2]);
}

nlohmann::json own_films_of(const std::vector<const char*>& cohorts) {
  auto truths = nlohmann::json::array();
  for (const auto* cohort : cohorts)
    truths.push_back(*cohort == '\0' ? nlohmann::json::object() : nlohmann::json{{"cohort", cohort}});
  return {{"operation", "low-pass"},
          {"settings", nlohmann::json::array({20})},
          {"subject", "own"},
          {"truths", std::move(truths)}};
}

Result<std::unique_ptr<Job>> begin_on_own(const nlohmann::json& parameters) {
  return begin("sweep", {parameters, paper_card()});
}

TEST(Sweep, OnTheVisitorsOwnFilmsAsksForEachOnceAndCountsThoseWhoseTruthIsKnown) {
  const auto asked = own_films_of({"B", "A", "", "B", "A"});
  auto job = begin_on_own(asked);
  ASSERT_TRUE(job) << message(job.error());
  Runner runner(std::move(*job), paper_card(), std::nullopt, films());
  EXPECT_EQ(runner.total(), 10U);
  const std::vector<float> shades{0.8F, 0.2F, 0.55F, 0.3F, 0.6F};
  std::vector<std::size_t> asked_for;
  while (runner.done() < runner.total()) {
    const auto batch = runner.next(3);
    ASSERT_TRUE(batch);
    if (!batch->dims.empty()) {
      ASSERT_TRUE(runner.absorb(answered(*batch, brightness)));
    } else {
      ASSERT_TRUE(runner.needs());
      asked_for.push_back(*runner.needs());
      runner.give(flat(shades[*runner.needs()]));
    }
  }
  EXPECT_EQ(asked_for, (std::vector<std::size_t>{0, 1, 2, 3, 4}));
  const auto answers = runner.answer();
  const auto& line = std::get<Curve>(answers[0].form).lines[0];
  EXPECT_EQ(line.untouched.n, 4U);
  EXPECT_EQ(line.untouched.positives, 2U);
  EXPECT_DOUBLE_EQ(*line.untouched.value, 0.75);  // of four pairs of a B and an A three are in order
  EXPECT_NE(answers[0].says.find("4 films of your own (2 with it)"), std::string::npos);
}

TEST(Sweep, OnTheVisitorsOwnFilmsRefusesByNameWhatSaysNothing) {
  const auto code = [](const nlohmann::json& parameters) { return begin_on_own(parameters).error().code; };
  EXPECT_EQ(code(own_films_of({})), Code::experiment_empty);
  EXPECT_EQ(code(own_films_of({"A", "A", ""})), Code::experiment_empty);
  EXPECT_EQ(code(own_films_of({"A", "C"})), Code::experiment_parameter);
  auto strange = own_films_of({"A", "B"});
  strange["truths"][1] = {{"age", "old"}};
  EXPECT_EQ(code(strange), Code::experiment_parameter);
  strange["truths"] = {1, 2};
  EXPECT_EQ(code(strange), Code::experiment_parameter);
  strange["truths"] = nlohmann::json::array();
  for (int i = 0; i <= 2000; ++i) strange["truths"].push_back({{"cohort", i % 2 == 0 ? "A" : "B"}});
  EXPECT_EQ(code(strange), Code::experiment_parameter);
}

TEST(Runner, TakesNoNumbersThatDoNotFit) {
  const auto operation = adding(false);
  Runner runner(std::make_unique<Sweep>(plan_for(operation)), paper_card(), flat(0.4F), films());
  EXPECT_EQ(runner.absorb(std::vector<float>{1, 2}).error().code, Code::outputs_count);
  ASSERT_TRUE(runner.next(2));
  EXPECT_EQ(runner.absorb(std::vector<float>{1, 2, 3}).error().code, Code::outputs_count);
  EXPECT_EQ(runner.absorb(std::vector<float>{1, 2, 2, 3, 3, 4}).error().code, Code::outputs_count);
  EXPECT_EQ(runner.absorb(std::vector<float>{1, 2, NAN, 3}).error().code, Code::outputs_not_finite);
  EXPECT_EQ(runner.done(), 0U);
  ASSERT_TRUE(runner.absorb(std::vector<float>{1, 2, 2, 3}));
  EXPECT_EQ(runner.done(), 2U);
}

TEST(Runner, MakesABatchWhileTheNetworkIsBusyWithAnother) {
  const auto operation = adding(false);
  Runner one(std::make_unique<Sweep>(on_films(operation, 6)), paper_card(), std::nullopt, films());
  Runner two(std::make_unique<Sweep>(on_films(operation, 6)), paper_card(), std::nullopt, films());
  ASSERT_TRUE(play(one, 5, brightness));
  auto ahead = two.next(5);
  ASSERT_TRUE(ahead);
  while (!ahead->dims.empty()) {
    auto after = two.next(5);
    ASSERT_TRUE(after);
    ASSERT_TRUE(two.absorb(answered(*ahead, brightness)));
    ahead = std::move(after);
  }
  EXPECT_EQ(two.done(), two.total());
  EXPECT_EQ(to_json(two.answer()[0]), to_json(one.answer()[0]));
}

TEST(Runner, PutsTheEndOfAChainBetweenBlackAndWhite) {
  const auto operation = adding(false);
  auto plan = plan_for(operation);
  plan.settings = {0.9};
  Runner runner(std::make_unique<Sweep>(std::move(plan)), paper_card(), flat(0.4F), films());
  const auto batch = runner.next(2);
  ASSERT_TRUE(batch);
  EXPECT_FLOAT_EQ(batch->data.front(), 0.4F);
  EXPECT_EQ(batch->data.back(), 1.0F);
}

}  // namespace
}  // namespace unseen::experiment
