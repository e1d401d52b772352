#include "stats/proportion.h"

#include <gtest/gtest.h>

namespace unseen {
namespace {

TEST(Proportion, IsScipysWilsonInterval) {
  // scipy.stats.binomtest(k, n).proportion_ci(method='wilson')
  const struct {
    std::uint64_t count, total;
    double low, high;
  } known[] = {
      {0, 10, 0, 0.27753279986288926},
      {7, 20, 0.1811918241010821, 0.5671457233147637},
      {20, 20, 0.8388748419471808, 1},
      {123, 400, 0.2642873977313039, 0.3543748355874003},
  };
  for (const auto& [count, total, low, high] : known) {
    const auto found = proportion(count, total);
    ASSERT_TRUE(found);
    EXPECT_NEAR(found->low, low, 1e-12) << count;
    EXPECT_NEAR(found->high, high, 1e-12) << count;
  }
}

TEST(Proportion, DifferencesAreThoseOfNewcombesTable) {
  // Newcombe 1998, table II, method 10, to its four digits.
  const auto a = difference(56, 70, 48, 80);
  EXPECT_NEAR(a->low, 0.0524, 5e-5);
  EXPECT_NEAR(a->high, 0.3339, 5e-5);
  const auto b = difference(9, 10, 3, 10);
  EXPECT_NEAR(b->low, 0.1705, 5e-5);
  EXPECT_NEAR(b->high, 0.8090, 5e-5);
  const auto c = difference(10, 10, 0, 10);
  EXPECT_NEAR(c->low, 0.6075, 5e-5);
  EXPECT_EQ(c->high, 1);
}

TEST(Proportion, RefusesNoneOfNone) {
  EXPECT_EQ(proportion(0, 0).error().code, Code::too_few_cases);
  EXPECT_FALSE(proportion(3, 2));
  EXPECT_FALSE(difference(1, 2, 0, 0));
}

}  // namespace
}  // namespace unseen
