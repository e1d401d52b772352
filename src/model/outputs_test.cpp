#include "model/outputs.h"

#include <cmath>
#include <limits>
#include <numeric>

#include <gtest/gtest.h>

#include "model/output_watch.h"

namespace unseen {
namespace {

Head head(const char* id, Activation activation, std::size_t labels) {
  Head head{.id = id, .title = id, .activation = activation, .chance = {}, .labels = {}};
  for (std::size_t i = 0; i < labels; ++i) head.labels.push_back({std::to_string(i), "", "#000000", false});
  return head;
}

Card card(std::vector<Head> heads, bool activated = false) {
  return {.id = "test", .heads = std::move(heads), .activated = activated, .input = HistogramInput{"x", 2}};
}

std::vector<double> scores(std::vector<float> logits, const Card& card) {
  return activate(logits, card)->scores;
}
Code refusal(std::vector<float> logits, const Card& card) {
  const auto refused = activate(logits, card);
  EXPECT_FALSE(refused);
  return refused.error().code;
}

TEST(Outputs, SoftmaxWithinEachHeadSigmoidEachValuesAsTheyAre) {
  const auto three = card({head("a", Activation::softmax, 2), head("b", Activation::sigmoid, 2),
                           head("c", Activation::value, 1)});
  const auto found = scores({1, 3, 0, -2, 57.5F}, three);
  EXPECT_NEAR(found[0], 1 / (1 + std::exp(2.0)), 1e-15);
  EXPECT_NEAR(found[0] + found[1], 1, 1e-15);
  EXPECT_EQ(found[2], 0.5);
  EXPECT_NEAR(found[3], 1 / (1 + std::exp(2.0)), 1e-15);
  EXPECT_EQ(found[4], 57.5);
}

TEST(Outputs, StayFiniteForHugeLogits) {
  const auto found = scores({1e30F, -1e30F, 3e38F, -3e38F},
                            card({head("a", Activation::softmax, 2), head("b", Activation::sigmoid, 2)}));
  EXPECT_EQ(found, (std::vector<double>{1, 0, 1, 0}));
}

TEST(Outputs, TheStudysPublishedScoresComeFromItsLogits) {
  // LogSoftmax is the network's last layer: softmax of log-probabilities gives the probabilities back.
  const std::vector<double> published{8.456e-6, 2.0567e-4, 0.9997858};
  std::vector<float> logits;
  logits.reserve(published.size());
  for (const double score : published) logits.push_back(static_cast<float>(std::log(score)));
  const auto found = scores(logits, card({head("race", Activation::softmax, 3)}));
  for (std::size_t i = 0; i < 3; ++i) EXPECT_NEAR(found[i] / published[i], 1, 1e-5);
}

TEST(Outputs, AreKeptWhereTheCardSaysActivated) {  // pain 100
  const auto already = card({head("a", Activation::softmax, 2), head("b", Activation::sigmoid, 1)}, true);
  EXPECT_EQ(scores({0.25F, 0.75F, 0.5F}, already), (std::vector<double>{0.25, 0.75, 0.5}));
  EXPECT_EQ(refusal({1, 3, 0.5F}, already), Code::outputs_not_activated);
  EXPECT_EQ(refusal({0.25F, 0.75F, 1.5F}, already), Code::outputs_not_activated);
  EXPECT_EQ(refusal({0.25F, 0.25F, 0.5F}, already), Code::outputs_not_activated);
}

TEST(Outputs, OfAFailedRunAreRefused) {  // pain 52
  const auto two = card({head("a", Activation::softmax, 2)});
  constexpr float nan = std::numeric_limits<float>::quiet_NaN();
  constexpr float infinity = std::numeric_limits<float>::infinity();
  EXPECT_EQ(refusal({nan, 1}, two), Code::outputs_not_finite);
  EXPECT_EQ(refusal({0, infinity}, two), Code::outputs_not_finite);
  EXPECT_EQ(refusal({0, -infinity}, two), Code::outputs_not_finite);
  EXPECT_EQ(refusal({0, 0}, two), Code::outputs_equal);
  EXPECT_EQ(refusal({0.5F, 0.5F}, two), Code::outputs_equal);
  EXPECT_EQ(refusal({1, 2, 3}, two), Code::outputs_count);
  EXPECT_EQ(refusal({}, two), Code::outputs_count);
  EXPECT_EQ(refusal({0}, card({head("a", Activation::sigmoid, 1)})), Code::outputs_equal);
  EXPECT_EQ(scores({0}, card({head("age", Activation::value, 1)})), std::vector<double>{0});
}

TEST(OutputWatch, SpeaksAfterThreeDifferentTensorsWithEqualOutputs) {  // pain 42
  OutputWatch watch;
  const std::vector<float> same{1, 2};
  EXPECT_EQ(watch.note(1, same), "");
  EXPECT_EQ(watch.note(1, same), "");  // the same image again proves nothing
  EXPECT_EQ(watch.note(2, same), "");
  EXPECT_NE(watch.note(3, same), "");
  EXPECT_EQ(watch.note(4, std::vector<float>{1, 2.5F}), "");
  EXPECT_EQ(watch.note(5, same), "");
}

TEST(OutputWatch, TellsTensorsApart) {
  const std::vector<float> one{0, 1};
  const std::vector<float> other{1, 0};
  EXPECT_NE(fingerprint(one), fingerprint(other));
  EXPECT_EQ(fingerprint(one), fingerprint(std::vector<float>{0, 1}));
}

}  // namespace
}  // namespace unseen
