#include "experiment/shelf.h"

#include <algorithm>

#include <gtest/gtest.h>

namespace unseen::experiment {
namespace {

phantom::Spec person(std::uint64_t seed) {
  phantom::Spec spec;
  spec.seed = seed;
  spec.size = 32;
  return spec;
}

bool same(const Image& a, const Image& b) {
  const auto left = a.values(), right = b.values();
  return std::equal(left.begin(), left.end(), right.begin(), right.end());
}

constexpr std::size_t film_bytes = 32 * 32 * sizeof(float);

TEST(Shelf, GivesTheSameFilmAgainAndWhatIsAskedDifferentlyAnew) {
  Shelf shelf(8 * film_bytes);
  const auto first = shelf.film(person(1));
  ASSERT_TRUE(first);
  const auto* place = *first;
  const auto made = phantom::simulate(person(1));
  ASSERT_TRUE(made);
  EXPECT_TRUE(same(**first, made->image));
  ASSERT_TRUE(shelf.film(person(2)));
  EXPECT_EQ(*shelf.film(person(1)), place);
  EXPECT_EQ(shelf.size(), 2U);
  auto harder = person(1);
  harder.kvp = 70;
  const auto other = shelf.film(harder);
  ASSERT_TRUE(other);
  EXPECT_FALSE(same(**other, made->image));
}

TEST(Shelf, KeepsTheNewestWithinItsBytes) {
  Shelf shelf(3 * film_bytes);
  for (std::uint64_t seed = 1; seed <= 5; ++seed) ASSERT_TRUE(shelf.film(person(seed)));
  EXPECT_EQ(shelf.size(), 3U);
  const auto newest = shelf.film(person(5));
  EXPECT_EQ(shelf.size(), 3U);
  const auto oldest = shelf.film(person(1));
  ASSERT_TRUE(newest && oldest);
  EXPECT_EQ(shelf.size(), 3U);
  // One film larger than the whole shelf is given all the same.
  Shelf small(1);
  ASSERT_TRUE(small.film(person(1)));
  EXPECT_EQ(small.size(), 1U);
}

TEST(Shelf, RefusesWhatTheSimulatorRefuses) {
  Shelf shelf(film_bytes);
  auto wrong = person(1);
  wrong.kvp = 1000;
  EXPECT_EQ(shelf.film(wrong).error().code, Code::phantom_parameter);
  EXPECT_EQ(shelf.size(), 0U);
}

}  // namespace
}  // namespace unseen::experiment
