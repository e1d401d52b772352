#include "lab/permalink.h"

#include <array>
#include <cstdint>

#include "lab/deflate.h"
#include "lab/fields.h"
#include "lab/json.h"

namespace unseen::lab {
namespace {

constexpr std::string_view alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
constexpr std::size_t longest = 65'536;

std::string encode(std::string_view bytes) {
  std::string text;
  std::uint32_t pending = 0;
  int bits = 0;
  for (const char byte : bytes) {
    pending = pending << 8 | static_cast<unsigned char>(byte);
    for (bits += 8; bits >= 6; bits -= 6) text += alphabet[pending >> (bits - 6) & 63];
  }
  if (bits > 0) text += alphabet[pending << (6 - bits) & 63];
  return text;
}

Result<std::string> decode(std::string_view text) {
  std::string bytes;
  std::uint32_t pending = 0;
  int bits = 0;
  for (const char letter : text) {
    const auto value = alphabet.find(letter);
    if (value == std::string_view::npos) return refuse(Code::broken_link);
    pending = pending << 6 | static_cast<std::uint32_t>(value);
    bits += 6;
    if (bits >= 8) bytes += static_cast<char>(pending >> (bits -= 8) & 255);
  }
  if (bytes.empty()) return refuse(Code::broken_link);
  return bytes;
}

// A parameter that says nothing new need not travel: restore() fills it in, a seed with the state's.
void drop_initial(json& step, const State& state, const Catalogue& catalogue) {
  const Operation* operation = catalogue.operation(step.at("op"));
  if (!operation) return;
  for (const Parameter& parameter : operation->parameters) {
    const bool drawn = operation->random && parameter.id == "seed";
    const double usual = drawn ? static_cast<double>(state.seed) : parameter.initial;
    if (step.contains(parameter.id) && step[parameter.id] == usual) step.erase(parameter.id);
  }
}

std::string permalink_text(const State& state, const Catalogue& catalogue) {
  json value = to_json(state, Link);
  const json initial = to_json(State{}, Link);
  for (const auto& item : initial.items())
    if (item.key() != "version" && value[item.key()] == item.value()) value.erase(item.key());
  if (value.contains("chain"))
    for (json& step : value["chain"]) drop_initial(step, state, catalogue);
  return encode(deflate(value.dump()));
}

}  // namespace

Permalink permalink(const State& state, const Catalogue& catalogue) {
  Permalink link{permalink_text(state, catalogue), {}};
  if (link.text.size() <= link_limit) return link;
  State less = state;
  for (Step& step : less.chain) step.strokes.clear();
  if (less.chain != state.chain) {
    link = {permalink_text(less, catalogue), {"the brush strokes"}};
    if (link.text.size() <= link_limit) return link;
  }
  less.chain.clear();
  return {permalink_text(less, catalogue), {"the chain of operations"}};
}

Result<json> read_permalink(std::string_view text) {
  if (text.empty() || text.size() > longest) return refuse(Code::broken_link);
  auto bytes = decode(text);
  if (!bytes) return tl::unexpected<Refusal>(bytes.error());
  // Until links were packed they began with JSON's brace, which no zlib stream does.
  if (bytes->front() != '{') {
    auto unpacked = inflate(*bytes, longest);
    if (!unpacked) return refuse(Code::broken_link);
    bytes = std::move(*unpacked);
  }
  json value = json::parse(*bytes, nullptr, false);
  if (!value.is_object()) return refuse(Code::broken_link);
  return value;
}

}  // namespace unseen::lab
