#include <array>
#include <cmath>
#include <limits>

#include <gtest/gtest.h>

#include "phantom/phantom.h"

namespace unseen::phantom {
namespace {

Spec spec_of(std::uint64_t seed, std::vector<std::string> mechanisms = {}, int size = 96) {
  Spec spec;
  spec.seed = seed;
  spec.mechanisms = std::move(mechanisms);
  spec.size = size;
  return spec;
}

/// FNV-1a of the 16-bit pixels.
std::uint32_t checksum(const Image& image) {
  std::uint32_t hash = 2166136261U;
  for (const float value : image.values()) {
    const auto stored = static_cast<std::uint32_t>(std::lround(value * 65535));
    for (const unsigned shift : {0U, 8U}) hash = (hash ^ ((stored >> shift) & 0xFFU)) * 16777619U;
  }
  return hash;
}

TEST(Simulate, OneSpecGivesTheSamePixelsTwice) {
  const auto spec = spec_of(7, {"diffuse"});
  EXPECT_EQ(checksum(simulate(spec)->image), checksum(simulate(spec)->image));
  EXPECT_NE(checksum(simulate(spec)->image), checksum(simulate(spec_of(8, {"diffuse"}))->image));
}

// The same numbers stand for the native program and for WebAssembly, which runs this test too.
TEST(Simulate, PixelsAreTheSameOnEveryMachine) {
  struct Golden {
    Spec spec;
    std::uint32_t checksum;
  };
  std::vector<Golden> all{{spec_of(1, {"diffuse"}, 224), 274007650U},
                          {spec_of(2, {"bone-density", "tissue-texture"}, 160), 3597764048U},
                          {spec_of(4294967295U, {"shape", "exposure", "corner-marker"}, 128), 2275744343U},
                          {spec_of(3, {"diffuse"}, 128), 2671810738U},
                          {spec_of(4, {"diffuse"}, 128), 2864678122U}};
  all[1].spec.covariates = {{"view", 1}, {"finding", 2}};
  all[1].spec.kvp = 72;
  all[3].spec.body = Body::hand;
  all[3].spec.kvp = 55;
  all[4].spec.covariates = {{"view", 2}};
  for (const auto& golden : all)
    EXPECT_EQ(checksum(simulate(golden.spec)->image), golden.checksum) << golden.spec.seed;
}

TEST(Simulate, ValuesAreWhole65535ths) {
  const auto film = simulate(spec_of(5));
  for (const float value : film->image.values()) {
    ASSERT_GE(value, 0);
    ASSERT_LE(value, 1);
    ASSERT_EQ(value, static_cast<float>(std::lround(value * 65535)) / 65535);
  }
}

TEST(Simulate, RecordIsWhatTheFilmWasMadeFrom) {
  const auto spec = spec_of(5, {"diffuse"});
  const auto film = simulate(spec);
  const auto alone = record(spec);
  EXPECT_EQ(film->record.covariates, alone->covariates);
  EXPECT_EQ(film->record.hidden, alone->hidden);
  EXPECT_EQ(film->record.cohort, alone->cohort);
  for (const auto& covariate : covariates()) {
    const auto value = alone->covariates.find(std::string(covariate.id));
    ASSERT_NE(value, alone->covariates.end()) << covariate.id;
    EXPECT_GE(value->second, covariate.min);
    EXPECT_LE(value->second, covariate.max);
  }
}

TEST(Simulate, GivenCovariatesAreKeptAndLeaveTheOthers) {
  auto spec = spec_of(12);
  const auto drawn = record(spec);
  spec.covariates = {{"bmi", 33.0}};
  const auto given = record(spec);
  for (const auto& [id, value] : drawn->covariates)
    EXPECT_EQ(given->covariates.at(id), id == "bmi" ? 33 : value);
  EXPECT_EQ(given->hidden, drawn->hidden);
}

struct Group {
  double sum = 0, squares = 0, n = 0;
  void add(double x) {
    sum += x;
    squares += x * x;
    ++n;
  }
  double mean() const { return sum / n; }
  double sd() const { return std::sqrt(std::max(0.0, squares / n - mean() * mean())); }
};

/// Distance of the cohorts' means, in sd within a cohort, over `count` people.
double distance(const Spec& spec, std::string_view id, bool hidden, std::uint64_t count) {
  std::array<Group, 2> groups;
  for (std::uint64_t i = 0; i < count; ++i) {
    auto one = spec;
    one.seed = film_seed(4, i);
    const auto of = record(one);
    const auto& values = hidden ? of->hidden : of->covariates;
    groups[of->cohort == Cohort::b ? 1 : 0].add(values.at(std::string(id)));
  }
  return (groups[1].mean() - groups[0].mean()) /
         std::sqrt(0.5 * (std::pow(groups[0].sd(), 2) + std::pow(groups[1].sd(), 2)));
}

TEST(Cohorts, RecordedCovariatesAreMatched) {
  for (const auto& covariate : covariates())
    EXPECT_NEAR(distance(spec_of(1, {"diffuse"}), covariate.id, false, 3000), 0, 0.12) << covariate.id;
}

TEST(Cohorts, ConfoundingSeparatesTheCovariateThatWasNamedAndNoOther) {
  auto spec = spec_of(1, {"diffuse"});
  spec.confounding = Confounding{"age", 0.8};
  EXPECT_NEAR(distance(spec, "age", false, 3000), 0.8, 0.15);
  EXPECT_NEAR(distance(spec, "bmi", false, 3000), 0, 0.12);
}

TEST(Cohorts, AMechanismShiftsWhatItSaysAndStrengthScalesIt) {
  auto spec = spec_of(1, {"bone-density"});
  EXPECT_NEAR(distance(spec, "bone-density", true, 2000), 3, 0.25);
  EXPECT_NEAR(distance(spec, "vessel-radius", true, 2000), 0, 0.15);
  spec.strength = 0.5;
  EXPECT_NEAR(distance(spec, "bone-density", true, 2000), 1.5, 0.2);
  spec.strength = 0;
  EXPECT_NEAR(distance(spec, "bone-density", true, 2000), 0, 0.15);
}

TEST(Cohorts, NoHiddenParameterTellsTheDiffuseCohortsMuch) {
  const auto one = record(spec_of(1));
  for (const auto& [id, value] : one->hidden)
    EXPECT_LT(std::fabs(distance(spec_of(1, {"diffuse"}), id, true, 1500)), 1.35) << id;
}

TEST(Cohorts, HalfAndHalfUnlessSaid) {
  Group group;
  for (std::uint64_t i = 0; i < 4000; ++i)
    group.add(record(spec_of(film_seed(9, i)))->cohort == Cohort::b ? 1 : 0);
  EXPECT_NEAR(group.mean(), 0.5, 0.03);
  auto spec = spec_of(3);
  for (const auto cohort : {Cohort::a, Cohort::b}) {
    spec.cohort = cohort;
    EXPECT_EQ(record(spec)->cohort, cohort);
  }
}

TEST(Cohorts, TheSamePersonInBothHasTheSameCovariates) {
  for (const auto& mechanism : mechanisms()) {
    auto spec = spec_of(21, {std::string(mechanism.id)});
    spec.cohort = Cohort::a;
    const auto a = record(spec);
    spec.cohort = Cohort::b;
    EXPECT_EQ(a->covariates, record(spec)->covariates);
  }
}

float most(const Image& image) {
  float found = 0;
  for (const float value : image.values()) found = std::max(found, std::fabs(value));
  return found;
}

TEST(Truth, IsBLessA) {
  auto spec = spec_of(31, {"bone-density"});
  const auto map = truth(spec);
  spec.cohort = Cohort::b;
  const auto b = simulate(spec);
  spec.cohort = Cohort::a;
  const auto a = simulate(spec);
  for (std::size_t i = 0; i < map->size(); ++i)
    ASSERT_EQ(map->values()[i], b->image.values()[i] - a->image.values()[i]);
  EXPECT_GT(most(*map), 0.01F);
}

TEST(Truth, IsZeroWithoutAMechanismOrWithoutStrength) {
  EXPECT_EQ(most(*truth(spec_of(31))), 0);
  auto spec = spec_of(31, {"diffuse"});
  spec.strength = 0;
  EXPECT_EQ(most(*truth(spec)), 0);
}

TEST(Truth, OfTheMarkerLiesInTheUpperCorners) {
  int changed = 0;
  for (std::uint64_t seed = 1; seed <= 4; ++seed) {
    const auto map = truth(spec_of(seed, {"corner-marker"}));
    const int side = map->width();
    for (int y = 0; y < side; ++y)
      for (int x = 0; x < side; ++x) {
        if (map->at(x, y) == 0) continue;
        ++changed;
        EXPECT_LT(y, side / 5);
        EXPECT_TRUE(x < side / 5 || x >= side - side / 5) << x;
      }
  }
  EXPECT_GT(changed, 20);
}

TEST(Truth, OfTheExposureLeavesUnattenuatedAirBlack) {
  auto spec = spec_of(3, {"exposure"});
  EXPECT_GT(most(*truth(spec)), 0.03F);
}

void expect_refused(const Spec& spec, std::string_view about) {
  const auto made = simulate(spec);
  ASSERT_FALSE(made) << about;
  EXPECT_EQ(made.error().code, Code::phantom_parameter);
  EXPECT_EQ(made.error().detail.rfind(about, 0), 0U) << made.error().detail;
  EXPECT_FALSE(truth(spec));
  EXPECT_FALSE(record(spec));
}

TEST(Refused, SettingsOutsideTheirRange) {
  const double nan = std::numeric_limits<double>::quiet_NaN();
  for (const double value : {-0.01, 2.01, nan}) {
    auto spec = spec_of(1);
    spec.strength = value;
    expect_refused(spec, "strength");
  }
  for (const int value : {-1, 0, 31, 1025}) expect_refused(spec_of(1, {}, value), "size");
  for (const double value : {49.9, 151.0, nan}) {
    auto spec = spec_of(1);
    spec.kvp = value;
    expect_refused(spec, "kvp");
  }
  for (const double value : {0.0, -1.0, 20.5, nan}) {
    auto spec = spec_of(1);
    spec.mas = value;
    expect_refused(spec, "mas");
  }
}

TEST(Refused, WhatDoesNotExist) {
  expect_refused(spec_of(1, {"bone"}), "mechanisms");
  auto spec = spec_of(1);
  spec.covariates = {{"weight", 3}};
  expect_refused(spec, "covariates.weight");
  spec = spec_of(1);
  spec.confounding = Confounding{"view", 1};
  expect_refused(spec, "confounding");
  spec.confounding = Confounding{"race", 1};
  expect_refused(spec, "confounding");
  spec.confounding = Confounding{"age", 5};
  expect_refused(spec, "confounding");
}

TEST(Refused, EveryCovariateOutsideItsRange) {
  for (const auto& covariate : covariates())
    for (const double value :
         {covariate.min - 1, covariate.max + 1, std::numeric_limits<double>::quiet_NaN()}) {
      auto spec = spec_of(1);
      spec.covariates = {{std::string(covariate.id), value}};
      expect_refused(spec, covariate.id);
    }
  auto spec = spec_of(1);
  spec.covariates = {{"finding", 1.5}};
  expect_refused(spec, "finding");
}

TEST(Refused, NothingWithinTheRanges) {
  for (const auto& covariate : covariates())
    for (const double value : {covariate.min, covariate.max}) {
      auto spec = spec_of(17, {"diffuse"}, 64);
      spec.strength = 2;
      spec.covariates = {{std::string(covariate.id), value}};
      const auto film = simulate(spec);
      ASSERT_TRUE(film) << covariate.id << ' ' << value << ": " << film.error().detail;
      for (const float pixel : film->image.values()) ASSERT_TRUE(std::isfinite(pixel));
    }
  for (const int size : {32, 33, 1024}) ASSERT_TRUE(simulate(spec_of(1, {}, size)));
}

// The same seed has the same noise, so that films of one person differ by its size alone.
TEST(Hand, IsAnotherBodyWithTheSameMachinery) {
  for (const auto& mechanism : mechanisms()) {
    auto spec = spec_of(8, {std::string(mechanism.id)});
    spec.body = Body::hand;
    spec.kvp = 55;
    EXPECT_GT(most(*truth(spec)), 0.002F) << mechanism.id;
  }
  auto spec = spec_of(8);
  spec.body = Body::hand;
  const auto hand = simulate(spec);
  EXPECT_EQ(checksum(hand->image), checksum(simulate(spec)->image));
  EXPECT_NE(checksum(hand->image), checksum(simulate(spec_of(8))->image));
  const auto own = hand->record.hidden;
  EXPECT_EQ(own.count("finger-length"), 1U);
  EXPECT_EQ(own.count("lung-height"), 0U);
  EXPECT_EQ(record(spec_of(8))->hidden.count("finger-length"), 0U);
  EXPECT_EQ(hand->record.covariates.at("view"), 0);
}

TEST(Lateral, IsGivenAndNeverDrawn) {
  auto spec = spec_of(6, {"diffuse"});
  for (std::uint64_t i = 0; i < 500; ++i) EXPECT_LT(record(spec_of(i))->covariates.at("view"), 2);
  const auto front = simulate(spec);
  spec.covariates = {{"view", 2}};
  const auto side = simulate(spec);
  EXPECT_EQ(side->record.covariates.at("view"), 2);
  EXPECT_EQ(side->record.hidden, front->record.hidden);
  EXPECT_NE(checksum(side->image), checksum(front->image));
  EXPECT_EQ(checksum(side->image), checksum(simulate(spec)->image));
}

TEST(Hand, HasNeitherViewsNorFindings) {
  for (const std::string id : {"view", "finding"}) {
    auto spec = spec_of(8);
    spec.body = Body::hand;
    spec.covariates = {{id, 1}};
    expect_refused(spec, id);
  }
}

TEST(Physics, FewerPhotonsAreMoreNoise) {
  auto spec = spec_of(2, {}, 128);
  const auto film = [&](double mas) {
    spec.mas = mas;
    return std::move(simulate(spec)->image);
  };
  const Image clean = film(20);
  const auto noise = [&](double mas) {
    const Image image = film(mas);
    double total = 0;
    for (std::size_t i = 0; i < image.size(); ++i)
      total += std::pow(static_cast<double>(image.values()[i]) - static_cast<double>(clean.values()[i]), 2);
    return total;
  };
  EXPECT_GT(noise(0.1), 5 * noise(2.5));
  EXPECT_GT(noise(2.5), 0);
}

// Bone stands out less from soft tissue where the tube's voltage is higher.
TEST(Physics, HigherVoltageShowsLessOfBone) {
  auto spec = spec_of(2, {"bone-density"}, 128);
  const auto shown = [&](double kvp) {
    spec.kvp = kvp;
    return most(*truth(spec));
  };
  EXPECT_GT(shown(60), shown(140));
}

}  // namespace
}  // namespace unseen::phantom
