#include "lab/permalink.h"

#include <array>
#include <cstdint>

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
  return bytes;
}

}  // namespace

std::string permalink(const State& state) {
  json value = to_json(state, Link);
  const json initial = to_json(State{}, Link);
  for (const auto& item : initial.items())
    if (item.key() != "version" && value[item.key()] == item.value()) value.erase(item.key());
  return encode(value.dump());
}

Result<json> read_permalink(std::string_view text) {
  if (text.empty() || text.size() > longest) return refuse(Code::broken_link);
  const auto bytes = decode(text);
  if (!bytes) return tl::unexpected<Refusal>(bytes.error());
  json value = json::parse(*bytes, nullptr, false);
  if (!value.is_object()) return refuse(Code::broken_link);
  return value;
}

}  // namespace unseen::lab
