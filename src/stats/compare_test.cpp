#include <cmath>
#include <limits>
#include <vector>

#include <gtest/gtest.h>

#include "stats/roc.h"

namespace unseen {
namespace {

using Values = std::vector<double>;

/// Scores of forty cases, every third a positive; ties on purpose.
struct Cases {
  Values first_positives, first_negatives, second_positives, second_negatives;
  Cases() {
    for (int i = 0; i < 40; ++i) {
      const bool positive = i % 3 == 0;
      (positive ? first_positives : first_negatives)
          .push_back(std::floor((i * 37 % 101 + (positive ? 20 : 0)) / 10.0));
      (positive ? second_positives : second_negatives)
          .push_back(std::floor((i * 53 % 97 + (positive ? 10 : 0)) / 7.0));
    }
  }
};

Result<AucDifference> compared(const Cases& of) {
  return compare(of.first_positives, of.first_negatives, of.second_positives, of.second_negatives);
}

/// One structural component by its definition.
double share(double own, const Values& others, bool above) {
  double sum = 0;
  for (const double other : others) sum += own == other ? 0.5 : (own > other) == above ? 1 : 0;
  return sum / static_cast<double>(others.size());
}

double covariance(const Values& a, const Values& b) {
  double mean_a = 0, mean_b = 0, sum = 0;
  for (std::size_t i = 0; i < a.size(); ++i) {
    mean_a += a[i] / static_cast<double>(a.size());
    mean_b += b[i] / static_cast<double>(a.size());
  }
  for (std::size_t i = 0; i < a.size(); ++i) sum += (a[i] - mean_a) * (b[i] - mean_b);
  return sum / static_cast<double>(a.size() - 1);
}

TEST(Compare, IsDeLongsCovarianceMatrix) {
  const Cases of;
  const auto components = [](const Values& own, const Values& others, bool above) {
    Values all;
    for (const double value : own) all.push_back(share(value, others, above));
    return all;
  };
  const auto a1 = components(of.first_positives, of.first_negatives, true);
  const auto a0 = components(of.first_negatives, of.first_positives, false);
  const auto b1 = components(of.second_positives, of.second_negatives, true);
  const auto b0 = components(of.second_negatives, of.second_positives, false);
  const auto entry = [&](const Values& x1, const Values& y1, const Values& x0, const Values& y0) {
    return covariance(x1, y1) / static_cast<double>(x1.size()) +
           covariance(x0, y0) / static_cast<double>(x0.size());
  };
  const double variance = entry(a1, a1, a0, a0) + entry(b1, b1, b0, b0) - 2 * entry(a1, b1, a0, b0);
  const auto found = compared(of);
  ASSERT_TRUE(found);
  EXPECT_NEAR(found->spread, std::sqrt(variance), 1e-14);
}

TEST(Compare, AgreesWithNumpyAndScipy) {
  const auto found = compared(Cases());
  ASSERT_TRUE(found);
  EXPECT_NEAR(found->first, 0.5989010989010989, 1e-12);
  EXPECT_NEAR(found->value, -0.026098901098901006, 1e-12);
  EXPECT_NEAR(found->spread, 0.12269012436925822, 1e-12);
  EXPECT_NEAR(found->z, -0.21272210157968072, 1e-10);
  EXPECT_NEAR(found->p, 0.8315437267213116, 1e-12);
}

TEST(Compare, TheSameScoresDoNotDifferAndTwoOrdersDoEntirely) {
  const Cases of;
  const auto same = compare(of.first_positives, of.first_negatives, of.first_positives, of.first_negatives);
  EXPECT_EQ(same->value, 0);
  EXPECT_EQ(same->p, 1);
  const auto turned = compare(Values{3, 4}, Values{1, 2}, Values{1, 2}, Values{3, 4});
  EXPECT_EQ(turned->value, -1);
  EXPECT_EQ(turned->p, 0);
}

TEST(Compare, RefusesUnequalLists) {
  EXPECT_EQ(compare(Values{1, 2}, Values{1, 2}, Values{1, 2, 3}, Values{1, 2}).error().code,
            Code::too_few_cases);
  EXPECT_FALSE(
      compare(Values{1, 2}, Values{1, 2}, Values{1, std::numeric_limits<double>::infinity()}, Values{1, 2}));
}

TEST(Roc, RunsFromNothingToAllAndItsTrapezoidsAreTheArea) {
  const Cases of;
  const auto curve = roc(of.first_positives, of.first_negatives);
  ASSERT_TRUE(curve);
  EXPECT_EQ(curve->front().false_positive, 0);
  EXPECT_EQ(curve->front().true_positive, 0);
  EXPECT_EQ(curve->back().false_positive, 1);
  EXPECT_EQ(curve->back().true_positive, 1);
  double sum = 0;
  for (std::size_t i = 1; i < curve->size(); ++i) {
    const auto& [threshold, right, up] = (*curve)[i];
    const auto& before = (*curve)[i - 1];
    EXPECT_LT(threshold, before.threshold);
    sum += (right - before.false_positive) * (up + before.true_positive) / 2;
  }
  EXPECT_NEAR(sum, auc(of.first_positives, of.first_negatives)->value, 1e-14);
  EXPECT_FALSE(roc(Values{1}, Values{1, 2}));
}

}  // namespace
}  // namespace unseen
