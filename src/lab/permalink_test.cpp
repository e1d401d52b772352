#include "lab/permalink.h"

#include <random>

#include <gtest/gtest.h>

#include "lab/fields.h"
#include "lab/json.h"
#include "lab/lab_testing.h"
#include "lab/restore.h"

namespace unseen::lab {
namespace {

using testing::catalogue;
using testing::lab_with_film;
using testing::random_command;

TEST(Permalink, BringsBackWhatTravelsAndNothingElse) {
  std::mt19937 chance(11);
  for (int round = 0; round < 60; ++round) {
    Lab lab = lab_with_film();
    for (int i = 0; i < 10; ++i) ASSERT_TRUE(lab.apply(random_command(chance)));
    const auto value = read_permalink(permalink(lab.state(), lab.catalogue()).text);
    ASSERT_TRUE(value);
    EXPECT_FALSE(value->contains("image"));
    EXPECT_FALSE(value->contains("result"));
    const auto restored = restore(*value, lab.catalogue());
    ASSERT_TRUE(restored);
    EXPECT_TRUE(restored->dropped.empty());
    Lab other = lab_with_film();
    ASSERT_TRUE(other.apply(restored->command));
    EXPECT_EQ(to_json(other.state(), Link), to_json(lab.state(), Link));
  }
}

TEST(Permalink, AnyDamageIsRefusedOrHarmless) {
  Lab lab = lab_with_film();
  ASSERT_TRUE(lab.apply(SetWindow{{}, Window{10, 20}}));
  const std::string good = permalink(lab.state(), lab.catalogue()).text;
  std::mt19937 chance(3);
  for (int round = 0; round < 3000; ++round) {
    std::string text = good;
    text[chance() % text.size()] = static_cast<char>(chance() % 128);
    if (chance() % 4 == 0) text.resize(chance() % text.size());
    const auto value = read_permalink(text);
    if (!value) continue;
    if (const auto restored = restore(*value, lab.catalogue())) (void)lab.apply(restored->command);
  }
}

Phantom recipe() { return {2203, "chest", {"diffuse"}, 1.5, "B", {{"bmi", 31.5}}, 512, 110, 2.5}; }

TEST(Permalink, AFullChainOfOddNumbersFits) {
  Lab lab = lab_with_film();
  std::mt19937 chance(17);
  std::vector<Step> chain;
  for (int i = 0; i < 32; ++i)
    chain.push_back({"gaussian-noise", {{"amount", static_cast<double>(chance()) / 4294967296.0}}});
  ASSERT_TRUE(lab.apply(SetChain{{}, chain}));
  const Permalink link = permalink(lab.state(), lab.catalogue());
  EXPECT_LE(link.text.size(), link_limit);
  EXPECT_TRUE(link.left_out.empty());
  const auto value = read_permalink(link.text);
  ASSERT_TRUE(value);
  Lab other = lab_with_film();
  ASSERT_TRUE(other.apply(restore(*value, lab.catalogue())->command));
  EXPECT_EQ(other.state().chain, lab.state().chain);
}

TEST(Permalink, StrokesThatDoNotFitAreLeftOutAndNamed) {
  Lab lab = lab_with_film();
  State painted = lab.state();
  std::mt19937 chance(23);
  Stroke stroke{0.02, {}};
  for (int i = 0; i < 1000; ++i)
    stroke.points.emplace_back(static_cast<double>(chance() % 10000) / 1e4,
                               static_cast<double>(chance() % 10000) / 1e4);
  painted.chain = {{"low-pass", {{"radius", 10}}, {stroke}}};
  const Permalink link = permalink(painted, lab.catalogue());
  EXPECT_LE(link.text.size(), link_limit);
  EXPECT_EQ(link.left_out, std::vector<std::string>{"the brush strokes"});
  const auto value = read_permalink(link.text);
  ASSERT_TRUE(value);
  EXPECT_EQ((*value)["chain"], json::array({{{"op", "low-pass"}, {"radius", 10}}}));
}

TEST(Permalink, ASimulatedFilmTravelsAsItsRecipe) {
  Lab lab = lab_with_film();
  Film film = *lab.state().image;
  film.id = 7;
  film.phantom = recipe();
  ASSERT_TRUE(lab.apply(ImageOpened{{}, film}));
  EXPECT_EQ(lab.state().phantom, recipe());
  ASSERT_TRUE(lab.apply(SetWindow{{}, Window{100, 50}}));
  ASSERT_TRUE(lab.apply(Reset{}));
  EXPECT_EQ(lab.state().phantom, recipe()) << "a reset is about settings, not about the film";
  ASSERT_TRUE(lab.apply(SetWindow{{}, Window{100, 50}}));
  const auto value = read_permalink(permalink(lab.state(), lab.catalogue()).text);
  ASSERT_TRUE(value);

  Lab other(catalogue());
  ASSERT_TRUE(other.apply(CardLoaded{{}, Card{"pair", "A pair", {}}}));
  ASSERT_TRUE(other.apply(restore(*value, lab.catalogue())->command));
  EXPECT_EQ(other.state().phantom, recipe()) << "wished for, not yet open";
  film.id = 1;
  ASSERT_TRUE(other.apply(ImageOpened{{}, film}));
  EXPECT_EQ(other.state().window, lab.state().window) << "the link's window waits for the link's film";
  film.id = 2;
  film.phantom->seed = 5;
  ASSERT_TRUE(other.apply(ImageOpened{{}, film}));
  EXPECT_FALSE(other.state().window) << "another film, another window";
  EXPECT_EQ(other.state().phantom->seed, 5);
}

TEST(Permalink, SettingsAloneDoNotForgetWhichFilmIsOpen) {
  Lab lab = lab_with_film();
  Film film = *lab.state().image;
  film.id = 7;
  film.phantom = recipe();
  ASSERT_TRUE(lab.apply(ImageOpened{{}, film}));
  ASSERT_TRUE(lab.apply(restore({{"version", 1}, {"seed", 3}}, lab.catalogue())->command));
  EXPECT_EQ(lab.state().phantom, recipe());
}

}  // namespace
}  // namespace unseen::lab
