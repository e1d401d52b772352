#include "model/gate.h"

#include <cmath>
#include <filesystem>
#include <fstream>
#include <sstream>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "model/card.h"

namespace unseen {
namespace {

std::string read(const std::string& path) {
  std::ifstream file(std::filesystem::path(UNSEEN_SOURCE_DIR) / path, std::ios::binary);
  std::stringstream text;
  text << file.rdbuf();
  return text.str();
}

/// A picture made of whole numbers only: waves by a small generator, no libm.
Image picture(int width, int height, std::uint32_t seed) {
  Image image(width, height);
  for (int y = 0; y < height; ++y) {
    for (int x = 0; x < width; ++x) {
      seed = seed * 1664525U + 1013904223U;
      const int ramp = (x * 3 + y * 2) % 200;
      image.at(x, y) = static_cast<float>(ramp + static_cast<int>(seed >> 27U)) / 256.0F;
    }
  }
  return image;
}

/// A router with two kinds that goes by one value: the share of white pixels.
SharedGate two_kinds() {
  SharedGate gate;
  gate.kinds = {{"dark", "a dark picture", "Make it lighter.", true},
                {"light", "a light picture", "Make it darker.", false}};
  gate.mean.assign(sign_count(), 0);
  gate.scale.assign(sign_count(), 1);
  gate.hidden.assign(sign_count(), 0);
  gate.hidden[sign_count() - 2] = 1;
  gate.hidden_bias = {0};
  gate.output = {-4, 4};
  gate.output_bias = {2, -2};
  return gate;
}

Card card_of(const char* fixture) {
  return *parse_card(read(std::string("contract/fixtures/card/valid/") + fixture));
}

Card dark_only() {
  auto card = card_of("gated.json");
  card.gate = CardGate{"dark pictures", {"dark"}, 1, -1, std::nullopt};
  return card;
}

/// A ramp with a share of white below it.
Image ramp_and_white(int white) {
  Image image(100, 100);
  for (int y = 0; y < 100; ++y) {
    for (int x = 0; x < 100; ++x) image.at(x, y) = y < white ? 1.0F : 0.2F + static_cast<float>(x) / 500;
  }
  return image;
}

GateVerdict judged(const Card& card, int white, double colour = 0) {
  return judge(two_kinds(), card, image_signs(ramp_and_white(white), colour), {}, false);
}

TEST(GateSigns, CountAndGoldenSum) {
  const auto signs = image_signs(picture(300, 257, 7), 0);
  ASSERT_EQ(signs.values.size(), sign_count());
  EXPECT_FALSE(signs.blank);
  double sum = 0;
  double squares = 0;
  for (std::size_t i = 0; i < signs.values.size(); ++i) {
    const auto value = static_cast<double>(signs.values[i]);
    ASSERT_TRUE(std::isfinite(value));
    sum += value * static_cast<double>(i + 1);
    squares += value * value;
  }
  // The same to the last bit native and as WebAssembly: no libm, no fused arithmetic, a fixed order of sums.
  EXPECT_EQ(sum, 168759.19197433293);
  EXPECT_EQ(squares, 656.31147793367222);
}

TEST(GateSigns, OfAnySizeAreFinite) {
  for (const auto& [width, height] : {std::pair{1, 1}, {1, 300}, {3, 2}, {63, 65}, {64, 64}, {1000, 5}}) {
    const auto signs = image_signs(picture(width, height, 1), 0);
    for (const float value : signs.values) EXPECT_TRUE(std::isfinite(value)) << width << "x" << height;
  }
}

TEST(GateSigns, EvenPicturesAreBlank) {  // pain 34
  Image image(200, 100);
  EXPECT_TRUE(image_signs(image, 0).blank);
  for (float& value : image.values()) value = 0.5F;
  EXPECT_TRUE(image_signs(image, 0).blank);
  const auto verdict = judge(two_kinds(), dark_only(), image_signs(image, 0), {}, false);
  EXPECT_EQ(verdict.verdict, Verdict::out);
  ASSERT_EQ(verdict.reasons.size(), 1U);
  EXPECT_EQ(verdict.reasons[0].id, "blank");
}

TEST(GateSigns, NotANumberIsTakenAsBlack) {
  auto image = picture(80, 80, 3);
  image.at(4, 4) = std::nanf("");
  for (const float value : image_signs(image, 0).values) EXPECT_FALSE(std::isnan(value));
}

TEST(Gate, MarginDecides) {
  const auto in = judged(dark_only(), 5);
  EXPECT_EQ(in.verdict, Verdict::in);
  EXPECT_TRUE(in.reasons.empty());
  EXPECT_EQ(in.kind, "dark");
  ASSERT_TRUE(in.score && in.threshold);
  EXPECT_LE(*in.score, *in.threshold);

  const auto unknown = judged(dark_only(), 50);
  EXPECT_EQ(unknown.verdict, Verdict::unknown);
  EXPECT_EQ(unknown.reasons.at(0).id, "not-sure");

  const auto out = judged(dark_only(), 95);
  EXPECT_EQ(out.verdict, Verdict::out);
  EXPECT_EQ(out.kind, "light");
  EXPECT_EQ(out.reasons.at(0).id, "other-kind");
  EXPECT_EQ(out.reasons.at(0).sentence,
            "This looks like a light picture; the model was trained on dark pictures. Make it darker.");
}

TEST(Gate, PlainSignsAreUnknownAtLeast) {  // pains 51, 103
  EXPECT_EQ(judged(dark_only(), 5, 0.24).verdict, Verdict::in);
  const auto coloured = judged(dark_only(), 5, 0.6);
  EXPECT_EQ(coloured.verdict, Verdict::unknown);
  EXPECT_EQ(coloured.reasons.at(0).id, "coloured");
  EXPECT_EQ(judged(dark_only(), 95, 0.6).verdict, Verdict::out);
  const auto judged_size = [](int width, int height) {
    return judge(two_kinds(), dark_only(), image_signs(picture(width, height, 2), 0), {}, false);
  };
  EXPECT_EQ(judged_size(100, 47).reasons.at(0).id, "too-small");
  EXPECT_EQ(judged_size(300, 140).reasons.at(0).id, "strip");
}

TEST(Gate, FeaturesFarFromTrainingAreNotIn) {
  auto card = dark_only();
  // Two channels; variance 4 along the first, 1 beside it.
  card.gate->features = FeatureGate{{1, 1}, {1, 2}, {1, 0}, {4}, 1, 2, 3};
  const auto at = [&](float a, float b) {
    const std::vector<float> features{a, b};
    return judge(two_kinds(), card, image_signs(ramp_and_white(5), 0), features, false);
  };
  EXPECT_EQ(at(1, 1).verdict, Verdict::in);
  EXPECT_EQ(*at(1, 1).score, 0);
  EXPECT_DOUBLE_EQ(*at(3, 1).score, std::sqrt(0.5));
  EXPECT_EQ(at(1, 7).verdict, Verdict::unknown);
  EXPECT_EQ(at(1, 7).reasons.at(0).id, "unlike-training");
  EXPECT_EQ(at(1, 11).verdict, Verdict::out);
  EXPECT_EQ(at(1, 11).reasons.at(0).id, "far-from-training");
}

TEST(Gate, ModelOfRecordedFactsNeedsThem) {
  auto card = card_of("recorded-facts.json");
  card.gate = dark_only().gate;
  const auto signs = image_signs(ramp_and_white(5), 0);
  const auto out = judge(two_kinds(), card, signs, {}, false);
  EXPECT_EQ(out.verdict, Verdict::out);
  EXPECT_EQ(out.reasons.at(0).id, "no-covariates");
  EXPECT_EQ(judge(two_kinds(), card, signs, {}, true).verdict, Verdict::in);
}

TEST(Gate, WithoutACardsPartOnlyWhatIsNotMedicalIsOut) {
  auto card = dark_only();
  card.gate.reset();
  EXPECT_EQ(judged(card, 5).verdict, Verdict::unknown);
  EXPECT_EQ(judged(card, 5).reasons.at(0).id, "no-gate");
  EXPECT_EQ(judged(card, 95).verdict, Verdict::out);
}

TEST(Gate, PooledIsTheMeanOfEachChannel) {
  EXPECT_EQ(pooled(std::vector<float>{1, 3, 10, 20}, 2), (std::vector<float>{2, 15}));
  EXPECT_TRUE(pooled({}, 0).empty());
}

TEST(SharedGateFile, IsReadAndNamesEveryMistake) {
  const auto text = read("models/gate/gate.json");
  const auto shipped = parse_shared_gate(text);
  ASSERT_TRUE(shipped) << message(shipped.error());
  EXPECT_EQ(shipped->mean.size(), sign_count());
  EXPECT_EQ(shipped->output.size(), shipped->kinds.size() * shipped->hidden_bias.size());

  const auto refused = [&](const char* patch) {
    auto json = nlohmann::json::parse(text);
    json.merge_patch(nlohmann::json::parse(patch));
    const auto gate = parse_shared_gate(json.dump());
    return gate ? std::string("read") : std::string(id(gate.error().code)) + " " + gate.error().detail;
  };
  EXPECT_EQ(parse_shared_gate("{").error().code, Code::card_not_json);
  EXPECT_TRUE(refused(R"({"schema": 9})").starts_with("card-newer")) << refused(R"({"schema": 9})");
  EXPECT_NE(refused(R"({"units": null})").find("the gate's units"), std::string::npos);
  EXPECT_NE(refused(R"({"hidden": "AAAA"})").find("the gate's hidden: expected"), std::string::npos);
  EXPECT_NE(refused(R"({"steps": [1]})").find("the gate's steps"), std::string::npos);
  EXPECT_NE(refused(R"({"more": 1})").find("the gate's more"), std::string::npos);
}

}  // namespace
}  // namespace unseen
