#include <algorithm>
#include <cmath>

#include <gtest/gtest.h>

#include "experiment/films.h"
#include "experiment/labels.h"
#include "experiment/settings.h"
#include "experiment/testing.h"

namespace unseen::experiment {
namespace {

using nlohmann::json;

std::optional<Code> refused(std::string_view id, const json& parameters, bool open = true,
                            const Card& card = paper_card()) {
  const auto job = begin(id, {parameters, card, open});
  return job ? std::nullopt : std::optional(job.error().code);
}

/// The first operation with a number to go through, and that number.
std::pair<const filter::Operation*, const filter::Parameter*> some() {
  for (const auto& operation : filter::operations())
    for (const auto& parameter : operation.parameters)
      if (parameter.choices.empty() && parameter.id != "seed") return {&operation, &parameter};
  return {nullptr, nullptr};
}

TEST(Experiments, AreNamedOnceAndSayWhatTheyTake) {
  std::vector<std::string_view> ids;
  for (const auto& each : experiments()) {
    ids.push_back(each.id);
    EXPECT_FALSE(each.title.empty() || each.help.empty());
    for (const auto& parameter : each.parameters) EXPECT_FALSE(parameter.help.empty()) << parameter.id;
  }
  std::sort(ids.begin(), ids.end());
  EXPECT_EQ(std::adjacent_find(ids.begin(), ids.end()), ids.end());
}

TEST(Experiments, RefuseByName) {
  EXPECT_EQ(refused("no-such-thing", json::object()), Code::unknown_experiment);
  EXPECT_EQ(refused("sweep", {{"colour", "red"}}), Code::experiment_parameter);
  EXPECT_EQ(refused("sweep", json::array()), Code::experiment_parameter);
  EXPECT_EQ(refused("sweep", json::object()), Code::experiment_parameter);
  EXPECT_EQ(refused("sweep", {{"operation", 3}}), Code::experiment_parameter);
  EXPECT_EQ(refused("sweep", {{"operation", "no-such-thing"}}), Code::unknown_operation);
  auto told = paper_card();
  told.input = CovariatesInput{"facts", {{"age", "years", 0, 100}}};
  EXPECT_EQ(refused("sweep", json::object(), true, told), Code::experiment_model);
  EXPECT_EQ(refused("patches", json::object(), true, told), Code::experiment_model);
  EXPECT_EQ(refused("patches", json::object(), false), Code::experiment_empty);
}

TEST(Experiments, ASweepOverNothingIsRefused) {
  const auto [operation, parameter] = some();
  ASSERT_NE(operation, nullptr);
  json asked = {{"operation", operation->id}, {"parameter", parameter->id}};
  EXPECT_EQ(refused("sweep", asked, false), Code::experiment_empty);
  asked["settings"] = json::array();
  EXPECT_EQ(refused("sweep", asked), Code::experiment_empty);
  asked["settings"] = json::array({parameter->max * 2 + 1});
  EXPECT_EQ(refused("sweep", asked), Code::experiment_parameter);
  asked["settings"] = json::array({json()});
  EXPECT_EQ(refused("sweep", asked), Code::experiment_parameter);
  asked.erase("settings");
  asked["subject"] = "films";
  asked["films"] = 0;
  EXPECT_EQ(refused("sweep", asked), Code::experiment_empty);
  asked["films"] = 1.5;
  EXPECT_EQ(refused("sweep", asked), Code::experiment_parameter);
  asked["films"] = 4;
  asked["mechanisms"] = json::array({"no-such-thing"});
  EXPECT_EQ(refused("sweep", asked), Code::experiment_parameter);
  asked.erase("mechanisms");
  auto other = paper_card();
  other.heads[0].id = "mood";
  EXPECT_EQ(refused("sweep", asked, true, other), Code::experiment_model);
  asked["parameter"] = "no-such-thing";
  EXPECT_EQ(refused("sweep", asked), Code::experiment_parameter);
}

TEST(Experiments, EveryNumberOfEveryOperationCanBeSwept) {
  for (const auto& operation : filter::operations())
    for (const auto& parameter : operation.parameters) {
      const json asked = {{"operation", operation.id}, {"parameter", parameter.id}};
      const auto job = begin("sweep", {asked, paper_card(), true});
      ASSERT_TRUE(job) << operation.id << " " << parameter.id;
      EXPECT_GE((*job)->total(), 2U);
    }
}

TEST(Settings, CoverTheRangeOnTheParametersSteps) {
  const filter::Parameter radius{"radius", "", "", "", 1, 112, 112, 10, 1, filter::Scale::logarithmic};
  const auto settings = range_settings(radius, 9);
  EXPECT_EQ(settings.front(), 1);
  EXPECT_EQ(settings.back(), 112);
  EXPECT_TRUE(std::is_sorted(settings.begin(), settings.end()));
  for (const double value : settings) EXPECT_EQ(value, std::floor(value));
  const filter::Parameter coarse{"n", "", "", "", 0, 3, 0, 0, 1};
  EXPECT_EQ(range_settings(coarse, 9), (std::vector<double>{0, 1, 2, 3}));
  filter::Operation low_pass;
  low_pass.id = "low-pass";
  EXPECT_EQ(study_settings(low_pass, radius), (std::vector<double>{1, 5, 10, 25, 50, 75, 100}));
  low_pass.id = "invert";
  EXPECT_TRUE(study_settings(low_pass, radius).empty());
}

TEST(Films, AreNobodysTrainingAndHaveTheModelsMechanism) {
  const json asked = {{"films", 40}};
  const auto films = held_out(Reader(asked), paper_card("phantom-tissue-texture"));
  ASSERT_TRUE(films);
  EXPECT_EQ(films->specs.size(), 40U);
  EXPECT_EQ(films->specs[0].mechanisms, std::vector<std::string>{"tissue-texture"});
  EXPECT_EQ(held_out(Reader(asked), paper_card("phantom-histogram"))->specs[0].mechanisms,
            std::vector<std::string>{"diffuse"});
  const json others = {{"films", 40}, {"people", 1}};
  EXPECT_NE(held_out(Reader(others), paper_card())->specs[0].seed, films->specs[0].seed);
  // No person of the sets that models were trained, adjusted or published on (11 thousand a model).
  std::vector<std::uint64_t> used;
  for (const std::uint64_t set : {10'000U, 20'000U, 30'000U})
    for (std::uint64_t chunk = 0; chunk < 12; ++chunk)
      for (std::uint64_t i = 0; i < 1000; ++i) used.push_back(phantom::film_seed(set + chunk, i));
  std::sort(used.begin(), used.end());
  for (const auto& spec : films->specs) EXPECT_FALSE(std::binary_search(used.begin(), used.end(), spec.seed));
}

TEST(Labels, OfAPairOneIsReportedAndTheTruthIsTheFilms) {
  const auto labels = reported(paper_card());
  ASSERT_EQ(labels.size(), 1U);
  EXPECT_EQ(labels[0].output, 1U);
  phantom::Record record;
  record.cohort = phantom::Cohort::b;
  record.covariates = {{"finding", 2}};
  EXPECT_EQ(holds(labels[0].of, record), true);
  EXPECT_EQ(holds({"finding", "effusion", ""}, record), true);
  EXPECT_EQ(holds({"finding", "nodule", ""}, record), false);
  EXPECT_EQ(holds({"sex", "F", ""}, record), std::nullopt);
}

}  // namespace
}  // namespace unseen::experiment
