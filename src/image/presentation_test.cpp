#include "image/presentation.h"

#include <cmath>

#include <gtest/gtest.h>

namespace unseen {
namespace {

Image row(std::initializer_list<float> values) {
  Image image(static_cast<int>(values.size()), 1);
  std::copy(values.begin(), values.end(), image.values().begin());
  return image;
}

std::vector<double> shown(const Image& stored, const Presentation& presentation, Window own,
                          std::optional<Window> window = {}) {
  const Image image = present(stored, presentation, own, window);
  return {image.values().begin(), image.values().end()};
}

// Pain 28: modality, VOI, polarity, each once and in this order; every combination against the formula
// written out.
TEST(Presentation, OrderOfSteps) {
  const Image stored = row({0, 100, 500, 1000, 2000, 4095});
  for (const double slope : {1.0, 0.684, -10.0})
    for (const double intercept : {0.0, 200.0, -1024.0})
      for (const bool inverted : {false, true})
        for (const auto function : {VoiFunction::linear, VoiFunction::linear_exact, VoiFunction::sigmoid}) {
          Presentation presentation;
          presentation.modality = {slope, intercept};
          presentation.function = function;
          presentation.inverted = inverted;
          const Window window{300, 900};
          const auto found = shown(stored, presentation, window);
          for (std::size_t i = 0; i < found.size(); ++i) {
            const double x = static_cast<double>(stored.values()[i]) * slope + intercept;
            double y = 0;
            if (function == VoiFunction::sigmoid)
              y = 1 / (1 + std::exp(-4 * (x - 300) / 900));
            else if (function == VoiFunction::linear_exact)
              y = x <= 300 - 450 ? 0 : x > 300 + 450 ? 1 : (x - 300) / 900 + 0.5;
            else
              y = x <= 299.5 - 449.5 ? 0 : x > 299.5 + 449.5 ? 1 : (x - 299.5) / 899 + 0.5;
            ASSERT_NEAR(found[i], inverted ? 1 - y : y, 6e-8) << slope << " " << intercept << " " << i;
          }
        }
}

// Pain 32: the table wins over the film's window, and an asked window over the table.
TEST(Presentation, TableBeforeWindow) {
  Presentation presentation;
  presentation.voi = LookupTable{-1, 12, {0, 1000, 4095}};
  const Image stored = row({-5, -1, 0, 1, 9});
  const auto through = shown(stored, presentation, {0, 2});
  const std::vector<double> expected{0, 0, 1000.0 / 4095, 1, 1};
  for (std::size_t i = 0; i < expected.size(); ++i) EXPECT_NEAR(through[i], expected[i], 6e-8) << i;
  EXPECT_EQ(shown(stored, presentation, {0, 2}, Window{4.5, 1}), (std::vector<double>{0, 0, 0, 0, 1}));
}

TEST(Presentation, ModalityTableTakesThePlaceOfTheSlope) {
  Presentation presentation;
  presentation.modality = {5, 7, LookupTable{10, 8, {0, 128, 255}}};
  EXPECT_EQ(presentation.modality(9), 0);
  EXPECT_EQ(presentation.modality(11), 128);
  EXPECT_EQ(presentation.modality(500), 255);
}

// Pain 37: padding is background, whatever the polarity.
TEST(Presentation, PaddingIsBlack) {
  Presentation presentation;
  presentation.padding = Padding{-2000, -1990};
  presentation.inverted = true;
  EXPECT_EQ(shown(row({-2000, -1995, -1990, 0}), presentation, {0, 100}),
            (std::vector<double>{0, 0, 0, shown(row({0}), presentation, {0, 100})[0]}));
  EXPECT_GT(shown(row({0}), presentation, {0, 100})[0], 0);
}

// Few values go through a table, many or broken ones one by one: the answers are the same.
TEST(Presentation, TableOfTonesChangesNothing) {
  Presentation presentation;
  presentation.modality = {0.5, -3};
  Image many(300, 300);
  for (std::size_t i = 0; i < many.size(); ++i) many.values()[i] = static_cast<float>(i % 4096);
  Image broken = many.clone();
  broken.values()[0] = 0.25F;
  const Image one = present(many, presentation, {900, 700}, {});
  const Image other = present(broken, presentation, {900, 700}, {});
  for (std::size_t i = 1; i < many.size(); ++i) ASSERT_EQ(one.values()[i], other.values()[i]);
}

// Pain 31.
TEST(Presentation, NamesOfFunctions) {
  EXPECT_EQ(voi_function(""), VoiFunction::linear);
  EXPECT_EQ(voi_function(" linear "), VoiFunction::linear);
  EXPECT_EQ(voi_function("LINEAR_EXACT "), VoiFunction::linear_exact);
  EXPECT_EQ(voi_function("Sigmoid\\LINEAR"), VoiFunction::sigmoid);
  EXPECT_EQ(voi_function("S"), std::nullopt);
  EXPECT_EQ(voi_function("CUBIC"), std::nullopt);
}

}  // namespace
}  // namespace unseen
