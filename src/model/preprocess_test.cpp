#include "model/preprocess.h"

#include <array>
#include <fstream>
#include <sstream>

#include <gtest/gtest.h>

namespace unseen {
namespace {

Card card(const char* name) {
  std::ifstream file(std::string(UNSEEN_SOURCE_DIR) + "/contract/fixtures/card/valid/" + name + ".json");
  std::stringstream text;
  text << file.rdbuf();
  return *parse_card(text.str());
}

ImageInput& input(Card& card) { return std::get<ImageInput>(card.input); }

/// 6 × 4, rising from 0 to 1.
Image ramp() {
  Image image(6, 4);
  for (std::size_t i = 0; i < image.size(); ++i) image.values()[i] = static_cast<float>(i) / 23;
  return image;
}

TEST(Preprocess, MapsStoredZeroAndFullScaleAsTheCardSays) {
  const auto tensor = preprocess(ramp(), 8, card("two-heads"));  // its own size, so nothing is resampled
  ASSERT_TRUE(tensor);
  EXPECT_EQ(tensor->dims, (std::vector<std::int64_t>{1, 4, 6, 1}));
  EXPECT_FLOAT_EQ(tensor->data.front(), -1024);
  EXPECT_FLOAT_EQ(tensor->data.back(), 1024);
}

TEST(Preprocess, TakesTheRangeOfTheDepthNeverOfTheImage) {  // pain 43
  auto card = unseen::card("two-heads");
  input(card).range16 = Range{0, 2};
  Image image(6, 4);
  image.at(3, 2) = 0.5F;  // the image's own maximum is half of full scale
  EXPECT_EQ(facts(preprocess(image, 8, card)->data).maximum, 0.0);
  EXPECT_EQ(facts(preprocess(image, 1, card)->data).maximum, 0.0);
  EXPECT_EQ(facts(preprocess(image, 16, card)->data).maximum, 1.0);
  EXPECT_EQ(facts(preprocess(image, 9, card)->data).maximum, 1.0);
}

TEST(Preprocess, RefusesADepthWithoutARange) {  // pain 43
  const auto refused = preprocess(ramp(), 12, card("two-heads"));
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, Code::card_depth);
  EXPECT_EQ(refused.error().detail, "12");
  EXPECT_FALSE(preprocess(ramp(), 0, card("two-heads")));
  EXPECT_FALSE(preprocess(ramp(), 17, card("two-heads")));
}

TEST(Preprocess, CopiesTheGreyChannelAndNormalisesEach) {
  auto card = unseen::card("study-race-resnet34");
  input(card).height = 4;
  input(card).width = 4;
  const auto tensor = preprocess(ramp(), 8, card);
  ASSERT_TRUE(tensor);
  EXPECT_EQ(tensor->dims, (std::vector<std::int64_t>{1, 3, 4, 4}));
  // Centre crop of 6 × 4 begins in column 1: the first value is 1/23.
  for (std::size_t c = 0; c < 3; ++c)
    EXPECT_NEAR(tensor->data[c * 16], (1.0 / 23 - input(card).mean[c]) / input(card).spread[c], 1e-6);

  auto beside = card;
  input(beside).layout = Layout::nhwc;
  const auto interleaved = preprocess(ramp(), 8, beside);
  EXPECT_EQ(interleaved->dims, (std::vector<std::int64_t>{1, 4, 4, 3}));
  for (std::size_t c = 0; c < 3; ++c)
    for (std::size_t i = 0; i < 16; ++i) EXPECT_EQ(interleaved->data[i * 3 + c], tensor->data[c * 16 + i]);
}

TEST(Preprocess, TheThreeKernelsGiveThreeTensors) {  // pain 44
  auto card = unseen::card("squash-128");
  input(card).height = 2;
  input(card).width = 2;
  Image dot(9, 9);
  dot.at(4, 4) = 1;
  std::vector<std::vector<float>> seen;
  for (const auto kernel : {Kernel::bilinear, Kernel::bilinear_antialias, Kernel::area}) {
    input(card).kernel = kernel;
    seen.push_back(preprocess(dot, 8, card)->data);
  }
  EXPECT_NE(seen[0], seen[1]);
  EXPECT_NE(seen[1], seen[2]);
  EXPECT_NE(seen[0], seen[2]);
}

TEST(Preprocess, CountsGreyLevelsAsShares) {
  auto card = unseen::card("grey-levels");
  std::get<HistogramInput>(card.input).bins = 4;
  Image image(5, 2);  // six at 0, and one each in or at the edge of the bins; 1 belongs to the last
  const std::array values{0.25F, 0.5F, 1.0F, 1.5F};
  std::copy(values.begin(), values.end(), image.values().begin());
  const auto tensor = preprocess(image, 16, card);
  ASSERT_TRUE(tensor);
  EXPECT_EQ(tensor->dims, (std::vector<std::int64_t>{1, 4}));
  EXPECT_EQ(tensor->data, (std::vector<float>{0.6F, 0.1F, 0.1F, 0.2F}));
}

TEST(Preprocess, GivesRecordedFactsInTheCardsOrder) {
  auto card = unseen::card("recorded-facts");
  auto& fields = std::get<CovariatesInput>(card.input).fields;
  fields.push_back({"bmi", "kg/m²", 10, 50});
  const auto tensor = preprocess(Recorded{{"bmi", 31.5}, {"age", 64}, {"other", 1}}, card);
  ASSERT_TRUE(tensor);
  EXPECT_EQ(tensor->dims, (std::vector<std::int64_t>{1, 2}));
  EXPECT_EQ(tensor->data, (std::vector<float>{64, 31.5F}));
  EXPECT_TRUE(has_covariates({{"bmi", 31.5}, {"age", 64}}, card));
}

TEST(Preprocess, PutsTheMiddleWhereNothingWasRecorded) {
  const auto card = unseen::card("recorded-facts");  // age, 0 to 120
  EXPECT_EQ(preprocess(Recorded{}, card)->data, std::vector<float>{60});
  EXPECT_FALSE(has_covariates({}, card));
  EXPECT_TRUE(has_covariates({}, unseen::card("squash-128")));
}

TEST(Preprocess, RefusesWhatTheCardIsNotGiven) {
  const auto picture = preprocess(ramp(), 8, card("recorded-facts"));
  ASSERT_FALSE(picture);
  EXPECT_EQ(picture.error().code, Code::card_input_kind);
  const auto facts = preprocess(Recorded{}, card("squash-128"));
  ASSERT_FALSE(facts);
  EXPECT_EQ(facts.error().code, Code::card_input_kind);
}

TEST(TensorFacts, AreMinimumMaximumAndMean) {  // pain 48
  const std::vector<float> values{-1, 0, 4};
  const auto found = facts(values);
  EXPECT_EQ(found.minimum, -1);
  EXPECT_EQ(found.maximum, 4);
  EXPECT_EQ(found.mean, 1);
}

TEST(TensorFacts, ThatDoNotFitTheCardAreDoubted) {  // pain 42
  auto card = unseen::card("squash-128");           // 0 to 1, mean 0.5, spread 0.25: −2 to 2
  const auto& wanted = input(card);
  EXPECT_TRUE(doubts({-2, 2, 0}, wanted, 8).empty());
  EXPECT_EQ(doubts({-2, 1018, 300}, wanted, 8).size(), 1U);     // never divided by 255
  EXPECT_EQ(doubts({-2, -1.98, -1.99}, wanted, 8).size(), 1U);  // divided twice
  // The right card's tensor under a wrong card.
  auto wrong = card;
  input(wrong).range8 = Range{0, 1.0 / 255};
  const auto tensor = preprocess(ramp(), 8, card);
  EXPECT_TRUE(doubts(facts(tensor->data), wanted, 8).empty());
  EXPECT_EQ(doubts(facts(tensor->data), input(wrong), 8).size(), 1U);
}

}  // namespace
}  // namespace unseen
