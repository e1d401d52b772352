#include "stats/bootstrap.h"

#include <limits>
#include <vector>

#include <gtest/gtest.h>

#include "stats/roc.h"

namespace unseen {
namespace {

/// Scores of that many patients, each so many times.
std::vector<Row> rows(std::size_t patients, std::size_t images) {
  std::vector<Row> all;
  for (std::size_t i = 0; i < patients; ++i)
    for (std::size_t k = 0; k < images; ++k)
      all.push_back({static_cast<double>(i * 37 % 101 + (i % 2 == 0 ? 25 : 0)), i % 2 == 0, 1000 + i});
  return all;
}

TEST(Bootstrap, ItsValueIsTheArea) {
  const auto all = rows(100, 1);
  std::vector<double> positives, negatives;
  for (const auto& row : all) (row.positive ? positives : negatives).push_back(row.score);
  const auto found = bootstrap_auc(all, 10, 1);
  ASSERT_TRUE(found);
  EXPECT_NEAR(found->value, auc(positives, negatives)->value, 1e-14);
  EXPECT_EQ(found->patients, 100U);
}

TEST(Bootstrap, AgreesWithDeLongWhereRowsAreIndependent) {
  const auto all = rows(200, 1);
  std::vector<double> positives, negatives;
  for (const auto& row : all) (row.positive ? positives : negatives).push_back(row.score);
  const auto delong = auc(positives, negatives);
  const auto found = bootstrap_auc(all, 4000, 7);
  EXPECT_NEAR(found->low, delong->low, 0.01);
  EXPECT_NEAR(found->high, delong->high, 0.01);
}

TEST(Bootstrap, RepeatedImagesOfAPatientNarrowNothing) {
  const auto once = bootstrap_auc(rows(60, 1), 1000, 3);
  const auto often = bootstrap_auc(rows(60, 5), 1000, 3);
  EXPECT_NEAR(often->low, once->low, 1e-12);
  EXPECT_NEAR(often->high, once->high, 1e-12);
}

TEST(Bootstrap, OneSeedGivesOneIntervalAndAnotherAnother) {
  const auto all = rows(50, 2);
  EXPECT_EQ(bootstrap_auc(all, 300, 5)->low, bootstrap_auc(all, 300, 5)->low);
  EXPECT_NE(bootstrap_auc(all, 300, 5)->low, bootstrap_auc(all, 300, 6)->low);
}

TEST(Bootstrap, DrawsEvenly) {
  std::vector<int> counts(10);
  for (std::uint64_t n = 0; n < 100'000; ++n) ++counts[drawn(1, 2, n) % 10];
  for (const int count : counts) EXPECT_NEAR(count, 10'000, 400);
}

TEST(Bootstrap, RefusesTooFew) {
  EXPECT_EQ(bootstrap_auc({}, 10, 1).error().code, Code::too_few_cases);
  EXPECT_FALSE(bootstrap_auc(rows(4, 1), 0, 1));
  auto one = rows(4, 1);
  for (auto& row : one) row.patient = 1;
  EXPECT_FALSE(bootstrap_auc(one, 10, 1));
  auto broken = rows(4, 1);
  broken[0].score = std::numeric_limits<double>::quiet_NaN();
  EXPECT_FALSE(bootstrap_auc(broken, 10, 1));
}

}  // namespace
}  // namespace unseen
