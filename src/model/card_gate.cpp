#include "model/card_gate.h"

#include <algorithm>

namespace unseen {
namespace {

constexpr std::int64_t many = 1'000'000'000'000;
constexpr std::size_t most_channels = 4096;
constexpr std::size_t most_rank = 256;

double any(const Field& field) { return field.number(-1e9, 1e9); }

double positive(const Field& field) {
  const auto value = field.number(0, 1e9);
  if (value <= 0) field.fail("a number above 0");
  return value;
}

FeatureGate features(const Field& field) {
  field.only({"mean", "spread", "axes", "variances", "rest", "threshold", "far"});
  FeatureGate gate;
  gate.mean = field["mean"].list(1, most_channels, any);
  const auto channels = gate.mean.size();
  gate.spread = field["spread"].list(channels, channels, positive);
  gate.variances = field["variances"].list(0, std::min(channels, most_rank), positive);
  const auto entries = channels * gate.variances.size();
  gate.axes = field["axes"].list(entries, entries, any);
  gate.rest = positive(field["rest"]);
  gate.threshold = positive(field["threshold"]);
  gate.far = positive(field["far"]);
  if (gate.far < gate.threshold) field["far"].fail("a number not below threshold");
  return gate;
}

enum class Judged { refused, detected };

int check_rate(const Field& field) {
  field.only({"kind", "on", "what", "images", "count", "rate", "low", "high"});
  field["kind"].id();
  field["on"].text();
  field["what"].choice<Judged>({{"refused", Judged::refused}, {"detected", Judged::detected}});
  const auto images = field["images"].integer(1, many);
  field["count"].integer(0, images);
  const auto rate = field["rate"].number(0, 1);
  if (field["low"].number(0, 1) > rate) field["low"].fail("a number not above rate");
  if (field["high"].number(0, 1) < rate) field["high"].fail("a number not below rate");
  return 0;
}

}  // namespace

std::optional<CardGate> card_gate(const Field& gate, const Field& outputs) {
  if (gate.is_null()) return std::nullopt;
  gate.must_be_object();
  gate.only({"about", "accepts", "pass", "refuse", "features", "measured"});
  CardGate read;
  read.about = gate["about"].text(200);
  read.accepts = gate["accepts"].list(1, 100, [](const Field& each) { return each.slug(); });
  auto sorted = read.accepts;
  std::sort(sorted.begin(), sorted.end());
  if (std::adjacent_find(sorted.begin(), sorted.end()) != sorted.end())
    gate["accepts"].fail("every kind once");
  read.pass = any(gate["pass"]);
  read.refuse = any(gate["refuse"]);
  if (read.refuse > read.pass) gate["refuse"].fail("a number not above pass");
  if (const auto part = gate["features"]; !part.is_null()) {
    read.features = features(part);
    if (outputs["features"].is_null()) part.fail("null: the network gives no features");
  }
  gate["measured"].list(0, 1000, check_rate);
  return read;
}

}  // namespace unseen
