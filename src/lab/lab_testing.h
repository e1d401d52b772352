#pragma once
// For tests only: a laboratory with a film and a model, and commands by chance.

#include <random>

#include <gtest/gtest.h>

#include "lab/lab.h"
#include "lab/testing.h"

namespace unseen::lab::testing {

using unseen::testing::fixtures;
using unseen::testing::read_json;

inline Catalogue catalogue() { return *read_catalogue(read_json(fixtures("state/catalogue.json"))); }

inline Film film(std::int64_t id, int bits = 8) {
  Film film;
  film.id = id;
  film.width = 8;
  film.height = 4;
  film.bits = bits;
  film.format = "PNG";
  film.photometric = "MONOCHROME2";
  film.window = {128, 256};
  film.highest = (1 << bits) - 1;
  return film;
}

inline Card card() {
  return {"pair", "A pair", {{"view", "View", "softmax", 0.5, {{"AP", "AP"}, {"PA", "PA"}}}}};
}

inline Lab lab_with_film() {
  Lab lab(catalogue());
  EXPECT_TRUE(lab.apply(CardLoaded{{}, card()}));
  EXPECT_TRUE(lab.apply(ImageOpened{{}, film(1)}));
  EXPECT_TRUE(lab.apply(SetModel{{}, ModelChoice{"pair", {}}}));
  return lab;
}

inline Command random_command(std::mt19937& chance) {
  const auto below = [&](int n) { return static_cast<int>(chance() % static_cast<unsigned>(n)); };
  switch (below(6)) {
    case 0:
      return SetWindow{{}, Window{1.0 * below(256), 1.0 + below(255)}};
    case 1:
      return SetView{{}, View{1.0 + below(9), below(5) / 4.0, below(5) / 4.0}};
    case 2:
      return SetSeed{{}, below(1000)};
    case 3:
      return SetChain{
          {},
          std::vector<Step>(static_cast<std::size_t>(below(33)), Step{"low-pass", {{"radius", below(113)}}})};
    case 4:
      return SetModel{{}, below(2) == 0 ? std::nullopt : std::optional(ModelChoice{"pair", {}})};
    default:
      return Reset{};
  }
}

}  // namespace unseen::lab::testing
