// models/gate/gate.json: the kinds of picture, and a small network that names them.

#include <algorithm>
#include <array>
#include <cstdint>
#include <set>

#include "model/card.h"
#include "model/field.h"
#include "model/gate.h"

namespace unseen {
namespace {

constexpr int newest = 1;
constexpr std::size_t most_units = 512;

PictureKind kind(const Field& field) {
  field.only({"id", "title", "change", "medical"});
  return {.id = field["id"].slug(),
          .title = field["title"].text(200),
          .change = field["change"].text(400),
          .medical = field["medical"].truth()};
}

std::vector<float> numbers(const Field& field, std::size_t count) {
  return field.list(count, count,
                    [](const Field& each) { return static_cast<float>(each.number(-1e6, 1e6)); });
}

int sextet(char c) {
  constexpr std::string_view alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  const auto at = alphabet.find(c);
  return at == std::string_view::npos ? -1 : static_cast<int>(at);
}

// Whole numbers from -127 to 127, a byte each, in base64 without padding.
std::vector<float> bytes(const Field& field, std::size_t count) {
  const auto text = field.text(most_text);
  std::vector<float> values;
  values.reserve(count);
  std::uint32_t held = 0;
  int bits = 0;
  for (const char c : text) {
    const int six = sextet(c);
    if (six < 0) break;
    held = (held << 6U | static_cast<std::uint32_t>(six)) & 0xffffU;
    bits += 6;
    if (bits < 8) continue;
    bits -= 8;
    values.push_back(
        static_cast<float>(static_cast<std::int8_t>(held >> static_cast<unsigned>(bits) & 0xffU)));
  }
  if (values.size() != count || text.size() != (count * 8 + 5) / 6) {
    field.fail(std::to_string(count) + " bytes in base64");
    values.assign(count, 0.0F);
  }
  return values;
}

SharedGate shared_gate(const Field& field) {
  field.only({"schema", "version", "licence", "attribution", "kinds", "units", "mean", "scale", "hidden",
              "steps", "hiddenBias", "output", "outputBias", "reproduce"});
  for (const auto* key : {"version", "licence", "reproduce"}) field[key].text();
  field["attribution"].texts(0);
  SharedGate gate;
  gate.kinds = field["kinds"].list(2, 100, kind);
  std::set<std::string_view> seen;
  for (const auto& each : gate.kinds) {
    if (!seen.insert(each.id).second) field["kinds"].fail("every id once");
  }
  const auto units = static_cast<std::size_t>(field["units"].integer(1, most_units));
  gate.mean = numbers(field["mean"], sign_count());
  gate.scale = numbers(field["scale"], sign_count());
  gate.hidden = bytes(field["hidden"], units * sign_count());
  const auto steps = numbers(field["steps"], units);
  gate.hidden_bias = numbers(field["hiddenBias"], units);
  gate.output = numbers(field["output"], units * gate.kinds.size());
  gate.output_bias = numbers(field["outputBias"], gate.kinds.size());
  if (field.failed()) return gate;
  for (std::size_t i = 0; i < gate.hidden.size(); ++i) gate.hidden[i] *= steps[i / sign_count()];
  return gate;
}

// Sums in eight lanes of their own and in a fixed order: fast, and the same everywhere.
float dot(std::span<const float> a, std::span<const float> b) {
  std::array<float, 8> lanes{};
  std::size_t i = 0;
  for (; i + lanes.size() <= a.size(); i += lanes.size()) {
    for (std::size_t l = 0; l < lanes.size(); ++l) lanes[l] += a[i + l] * b[i + l];
  }
  for (std::size_t l = 0; i < a.size(); ++i, ++l) lanes[l] += a[i] * b[i];
  return ((lanes[0] + lanes[1]) + (lanes[2] + lanes[3])) + ((lanes[4] + lanes[5]) + (lanes[6] + lanes[7]));
}

}  // namespace

Result<SharedGate> parse_shared_gate(std::string_view json) {
  return read_document(json, newest, "the gate's ", shared_gate);
}

std::vector<float> route(const SharedGate& gate, const ImageSigns& signs) {
  const auto count = gate.mean.size();
  const auto units = gate.hidden_bias.size();
  std::vector<float> given(count);
  for (std::size_t i = 0; i < count; ++i)
    given[i] = std::clamp((signs.values[i] - gate.mean[i]) * gate.scale[i], -6.0F, 6.0F);
  std::vector<float> hidden(units);
  for (std::size_t u = 0; u < units; ++u) {
    const auto row = std::span(gate.hidden).subspan(u * count, count);
    hidden[u] = std::max(dot(row, given) + gate.hidden_bias[u], 0.0F);
  }
  std::vector<float> kinds(gate.kinds.size());
  for (std::size_t k = 0; k < kinds.size(); ++k)
    kinds[k] = dot(std::span(gate.output).subspan(k * units, units), hidden) + gate.output_bias[k];
  return kinds;
}

}  // namespace unseen
