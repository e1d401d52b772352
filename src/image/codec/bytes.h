#pragma once
// Reading numbers out of a file. Callers check sizes first; an index outside the span is a bug.

#include <cassert>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <span>
#include <string_view>

namespace unseen::codec {

using Bytes = std::span<const std::byte>;

inline std::uint8_t u8(Bytes bytes, std::size_t at) {
  assert(at < bytes.size());
  return std::to_integer<std::uint8_t>(bytes[at]);
}
inline std::uint16_t be16(Bytes bytes, std::size_t at) {
  return static_cast<std::uint16_t>(u8(bytes, at) << 8 | u8(bytes, at + 1));
}
inline std::uint32_t be32(Bytes bytes, std::size_t at) {
  return static_cast<std::uint32_t>(be16(bytes, at)) << 16 | be16(bytes, at + 2);
}
inline std::uint16_t le16(Bytes bytes, std::size_t at) {
  return static_cast<std::uint16_t>(u8(bytes, at + 1) << 8 | u8(bytes, at));
}
inline std::uint32_t le32(Bytes bytes, std::size_t at) {
  return static_cast<std::uint32_t>(le16(bytes, at + 2)) << 16 | le16(bytes, at);
}

/// IEEE 754, by its bits.
inline float float_of(std::uint32_t bits) {
  float value = 0;
  std::memcpy(&value, &bits, sizeof value);
  return value;
}
inline double double_of(std::uint64_t bits) {
  double value = 0;
  std::memcpy(&value, &bits, sizeof value);
  return value;
}

/// Whether `text` stands at `at`; false where the bytes end before.
inline bool holds(Bytes bytes, std::size_t at, std::string_view text) {
  if (at > bytes.size() || text.size() > bytes.size() - at) return false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (u8(bytes, at + i) != static_cast<std::uint8_t>(text[i])) return false;
  }
  return true;
}

}  // namespace unseen::codec
