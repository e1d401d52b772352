// What holds for every operation of the registry, whichever it is.
#include <algorithm>
#include <cmath>
#include <map>
#include <set>

#include <gtest/gtest.h>

#include "filter/chain.h"
#include "image/resample.h"

namespace unseen::filter {
namespace {

/// A soft shape with grain on it; the values do not repeat, so that a sort or a flip cannot hide.
Image drawn(int width, int height) {
  Image image(width, height);
  std::uint32_t state = 7;
  for (int y = 0; y < height; ++y) {
    for (int x = 0; x < width; ++x) {
      state = state * 1664525U + 1013904223U;
      const float u = (static_cast<float>(x) + 0.5F) / static_cast<float>(width) - 0.5F;
      const float v = (static_cast<float>(y) + 0.5F) / static_cast<float>(height) - 0.4F;
      const float shape = 0.8F / (1 + 6 * (u * u + 2 * v * v));
      image.at(x, y) = 0.05F + shape + 0.1F * static_cast<float>(state >> 8U) / 16777216.0F;
    }
  }
  return image;
}

std::vector<Stroke> strokes_for(const Operation& operation) {
  if (!operation.strokes) return {};
  return {{0.05, {{0.3, 0.3}, {0.6, 0.4}}}, {0.02, {{0.9, 0.9}}}, {0.1, {}}};
}

Step step_of(const Operation& operation, double Parameter::*value) {
  Step step{&operation, {}, strokes_for(operation)};
  for (const auto& parameter : operation.parameters) step.values.push_back(parameter.*value);
  return step;
}

bool same_bits(const Image& one, const Image& other) {
  return one.width() == other.width() && one.height() == other.height() &&
         std::equal(one.values().begin(), one.values().end(), other.values().begin());
}

double farthest(const Image& one, const Image& other) {
  if (one.width() != other.width() || one.height() != other.height()) return 1e9;
  double gap = 0;
  for (std::size_t i = 0; i < one.size(); ++i)
    gap = std::max(gap,
                   std::abs(static_cast<double>(one.values()[i]) - static_cast<double>(other.values()[i])));
  return gap;
}

void expect_finite(const Image& image, const Step& step) {
  ASSERT_GE(image.width(), 1);
  ASSERT_GE(image.height(), 1);
  const auto fine = [](float value) { return std::isfinite(value); };
  EXPECT_TRUE(std::all_of(image.values().begin(), image.values().end(), fine))
      << step.operation->id << " " << testing::PrintToString(step.values);
}

bool kebab(std::string_view id) {
  return !id.empty() && id.front() != '-' && id.back() != '-' &&
         std::all_of(id.begin(), id.end(),
                     [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-'; });
}

class EveryOperation : public testing::TestWithParam<const Operation*> {
 protected:
  const Operation& operation() const { return *GetParam(); }
};

TEST_P(EveryOperation, SaysAllThatPagesNeed) {
  const auto& of = operation();
  static const std::set<std::string_view> groups{"frequency", "blur",    "noise",    "tone",
                                                 "geometry",  "patches", "scramble", "marks"};
  EXPECT_TRUE(kebab(of.id)) << of.id;
  EXPECT_EQ(groups.count(of.group), 1U) << of.group;
  EXPECT_FALSE(of.title.empty() || of.help.empty() || of.example.empty());
  EXPECT_TRUE(of.help.ends_with('.')) << of.help;
  EXPECT_TRUE(of.example.ends_with('.') || of.example.ends_with('?')) << of.example;
  ASSERT_NE(of.apply, nullptr);
  std::set<std::string_view> ids{"op", "strokes", "bypass", "solo"};
  for (const auto& each : of.parameters) {
    EXPECT_TRUE(kebab(each.id) && ids.insert(each.id).second) << each.id;
    EXPECT_FALSE(each.title.empty() || each.help.empty()) << each.id;
    EXPECT_TRUE(each.help.ends_with('.')) << each.id;
    EXPECT_LT(each.min, each.max) << each.id;
    EXPECT_TRUE(each.initial >= each.min && each.initial <= each.max) << each.id;
    EXPECT_TRUE(std::isnan(each.neutral) || (each.neutral >= each.min && each.neutral <= each.max))
        << each.id;
    EXPECT_GT(each.step, 0) << each.id;
    EXPECT_TRUE(each.scale == Scale::linear || each.min > 0) << each.id;
    if (!each.choices.empty()) {
      EXPECT_TRUE(each.min == 0 && each.step == 1) << each.id;
      EXPECT_EQ(each.choices.size(), static_cast<std::size_t>(each.max) + 1) << each.id;
    }
    const bool whole = each.step == 1;
    EXPECT_TRUE(!whole || each.initial == std::floor(each.initial)) << each.id;
  }
  EXPECT_EQ(ids.count("seed") == 1, of.random) << "what draws at random has a seed, and nothing else has";
}

class WithNeutralValues : public EveryOperation {};

TEST_P(WithNeutralValues, LeaveThePictureAloneThere) {
  auto step = step_of(operation(), &Parameter::initial);
  for (std::size_t i = 0; i < step.values.size(); ++i)
    if (const double neutral = operation().parameters[i].neutral; !std::isnan(neutral))
      step.values[i] = neutral;
  step.strokes.clear();
  const auto image = drawn(64, 48);
  const int side = operation().working_size;
  const auto expected = side == 0 ? image.clone() : resize(image, side, side, Kernel::bilinear_antialias);
  EXPECT_LE(farthest(apply_step(image, step), expected), side == 0 ? 1e-6 : 2e-6);
}

TEST_P(EveryOperation, EndsWithinBoundsAndTheSameEachTime) {
  const auto image = drawn(64, 48);
  const std::vector<Step> chain{step_of(operation(), &Parameter::initial)};
  const auto end = apply_chain(image, chain);
  expect_finite(end, chain[0]);
  const auto [least, most] = std::minmax_element(end.values().begin(), end.values().end());
  EXPECT_GE(*least, 0);
  EXPECT_LE(*most, 1);
  EXPECT_TRUE(same_bits(end, apply_chain(image, chain)));
}

class SaidToBeIdempotent : public EveryOperation {};

TEST_P(SaidToBeIdempotent, IsTwiceWhatItIsOnce) {
  const auto step = step_of(operation(), &Parameter::initial);
  const auto once = apply_step(drawn(64, 48), step);
  EXPECT_LE(farthest(apply_step(once, step), once), 1e-5);
}

TEST_P(EveryOperation, DrawsAtRandomFromItsSeedAlone) {
  auto step = step_of(operation(), &Parameter::initial);
  const auto image = drawn(64, 48);
  const auto first = apply_step(image, step);
  EXPECT_TRUE(same_bits(first, apply_step(image, step)));
  if (!operation().random) return;
  for (std::size_t i = 0; i < step.values.size(); ++i)
    if (operation().parameters[i].id == "seed") step.values[i] += 1;
  EXPECT_FALSE(same_bits(first, apply_step(image, step)));
}

/// Every combination of least, initial and greatest values, as far as there are not more than 3⁵; then each
/// by itself.
std::vector<std::vector<double>> corners(const Operation& operation) {
  const auto& parameters = operation.parameters;
  std::vector<std::vector<double>> all{{}};
  for (std::size_t i = 0; i < parameters.size(); ++i) {
    const auto& of = parameters[i];
    std::set<double> values{of.min, of.initial, of.max};
    if (i >= 5) values = {of.min, of.max};
    std::vector<std::vector<double>> longer;
    for (const auto& each : all)
      for (const double value : values) {
        longer.push_back(each);
        longer.back().push_back(value);
      }
    all = std::move(longer);
  }
  return all;
}

TEST_P(EveryOperation, TakesAnyPictureAtAnyCorner) {
  // A working size makes all pictures one size, so that one small and one large say it all.
  std::vector<Image> pictures;
  pictures.push_back(drawn(1, 1));
  pictures.push_back(drawn(64, 48));
  if (operation().working_size == 0) {
    pictures.push_back(drawn(1, 7));
    pictures.push_back(drawn(5, 1));
    pictures.push_back(drawn(3, 3));
  }
  for (const auto& picture : pictures)
    for (auto& values : corners(operation())) {
      const Step step{&operation(), values, strokes_for(operation())};
      expect_finite(apply_step(picture, step), step);
    }
}

TEST_P(EveryOperation, KeepsWhatLeftTheBoundsFinite) {
  auto image = drawn(31, 17);
  for (float& value : image.values()) value = value * 40 - 20;
  const auto step = step_of(operation(), &Parameter::initial);
  expect_finite(apply_step(image, step), step);
}

std::vector<const Operation*> those(bool (*chosen)(const Operation&)) {
  std::vector<const Operation*> list;
  for (const auto& each : operations())
    if (chosen(each)) list.push_back(&each);
  return list;
}

bool any(const Operation&) { return true; }
bool idempotent(const Operation& operation) { return operation.idempotent; }
bool has_neutral_values(const Operation& operation) {
  return operation.strokes || std::any_of(operation.parameters.begin(), operation.parameters.end(),
                                          [](const Parameter& each) { return !std::isnan(each.neutral); });
}

const auto named = [](const auto& instance) {
  std::string name(instance.param->id);
  std::replace(name.begin(), name.end(), '-', '_');
  return name;
};

INSTANTIATE_TEST_SUITE_P(Registry, EveryOperation, testing::ValuesIn(those(any)), named);
INSTANTIATE_TEST_SUITE_P(Registry, WithNeutralValues, testing::ValuesIn(those(has_neutral_values)), named);
INSTANTIATE_TEST_SUITE_P(Registry, SaidToBeIdempotent, testing::ValuesIn(those(idempotent)), named);

TEST(Registry, HasEachIdOnce) {
  std::set<std::string_view> ids;
  for (const auto& each : operations()) {
    EXPECT_TRUE(ids.insert(each.id).second) << each.id;
    EXPECT_EQ(find(each.id), &each);
  }
  EXPECT_EQ(find("no-such-thing"), nullptr);
}

/// The two together give the plain resize back.
void expect_complements(std::string_view one, std::string_view other, const std::vector<double>& values) {
  const auto image = drawn(64, 48);
  const auto apply = [&](std::string_view id) {
    Step step{find(id), values};
    if (step.operation->parameters.size() > step.values.size()) step.values.push_back(0);
    return apply_step(image, step);
  };
  const auto a = apply(one);
  const auto b = apply(other);
  const auto plain = resize(image, 224, 224, Kernel::bilinear_antialias);
  for (std::size_t i = 0; i < plain.size(); ++i)
    ASSERT_NEAR(a.values()[i] + b.values()[i], plain.values()[i], 1e-5) << one << " at " << i;
}

// Radii, then the edge, and 0 for the offset and the clip.
TEST(Registry, LowAndHighPassAreTheOriginal) {
  for (const double radius : {1, 2, 10, 25, 100, 158, 200})
    for (const double edge : {0, 1}) expect_complements("low-pass", "high-pass", {radius, edge, 0});
}

TEST(Registry, BandPassAndNotchAreTheOriginal) {
  for (const auto& [inner, outer] : {std::pair{0, 10}, {10, 25}, {25, 10}, {50, 200}, {0, 0}})
    for (const double edge : {0, 1})
      expect_complements("band-pass", "notch",
                         {static_cast<double>(inner), static_cast<double>(outer), edge, 0, 0});
}

}  // namespace
}  // namespace unseen::filter
