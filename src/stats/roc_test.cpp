#include "stats/roc.h"

#include <cmath>
#include <limits>
#include <vector>

#include <gtest/gtest.h>

namespace unseen {
namespace {

using Values = std::vector<double>;

/// The definition, pair by pair.
double by_pairs(const Values& positives, const Values& negatives) {
  double sum = 0;
  for (const double p : positives)
    for (const double n : negatives) sum += p > n ? 1 : p == n ? 0.5 : 0;
  return sum / static_cast<double>(positives.size() * negatives.size());
}

/// DeLong's structural components, pair by pair.
double spread_by_pairs(const Values& positives, const Values& negatives) {
  const auto part = [](const Values& own, const Values& others, bool above) {
    Values shares;
    for (const double a : own) {
      double sum = 0;
      for (const double b : others) sum += a == b ? 0.5 : (a > b) == above ? 1 : 0;
      shares.push_back(sum / static_cast<double>(others.size()));
    }
    double mean = 0;
    for (const double share : shares) mean += share / static_cast<double>(shares.size());
    double sum = 0;
    for (const double share : shares) sum += (share - mean) * (share - mean);
    return sum / static_cast<double>(shares.size() - 1) / static_cast<double>(shares.size());
  };
  return std::sqrt(part(positives, negatives, true) + part(negatives, positives, false));
}

TEST(Auc, IsTheShareOfPairsInOrderTiesCountingHalf) {
  const Values positives{0.9, 0.8, 0.8, 0.4, 0.7};
  const Values negatives{0.1, 0.8, 0.3, 0.4};
  const auto found = auc(positives, negatives);
  ASSERT_TRUE(found);
  EXPECT_DOUBLE_EQ(found->value, by_pairs(positives, negatives));
  EXPECT_NEAR(found->spread, spread_by_pairs(positives, negatives), 1e-15);
}

TEST(Auc, AgreesWithItsDefinitionOnManyValues) {
  Values positives, negatives;
  for (int i = 0; i < 300; ++i)
    (i % 3 == 0 ? positives : negatives).push_back(std::floor((i * 37 % 101 + (i % 3 == 0 ? 20 : 0)) / 10.0));
  const auto found = auc(positives, negatives);
  EXPECT_NEAR(found->value, by_pairs(positives, negatives), 1e-12);
  EXPECT_NEAR(found->spread, spread_by_pairs(positives, negatives), 1e-12);
  EXPECT_LT(found->low, found->value);
  EXPECT_GT(found->high, found->value);
  EXPECT_NEAR(auc(negatives, positives)->value, 1 - found->value, 1e-12);
}

TEST(Auc, OfPerfectAndOfEqualScores) {
  EXPECT_EQ(auc(Values{3, 4}, Values{1, 2})->value, 1);
  EXPECT_EQ(auc(Values{3, 4}, Values{1, 2})->high, 1);
  EXPECT_EQ(auc(Values{1, 1}, Values{1, 1})->value, 0.5);
  EXPECT_EQ(auc(Values{1, 1}, Values{1, 1})->spread, 0);
}

TEST(Auc, RefusesTooFewAndWhatIsNotFinite) {
  EXPECT_EQ(auc(Values{1}, Values{1, 2}).error().code, Code::too_few_cases);
  EXPECT_EQ(auc(Values{}, Values{}).error().code, Code::too_few_cases);
  EXPECT_FALSE(auc(Values{1, std::numeric_limits<double>::quiet_NaN()}, Values{1, 2}));
}

}  // namespace
}  // namespace unseen
