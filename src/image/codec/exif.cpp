#include "image/codec/exif.h"

namespace unseen::codec {
namespace {

constexpr std::uint16_t orientation_tag = 0x0112;
constexpr std::size_t entry_bytes = 12;

// The value of an entry as an integer, whatever integer type the writer chose.
std::uint32_t value_of(Bytes tiff, std::size_t entry, bool little) {
  const std::uint16_t type = little ? le16(tiff, entry + 2) : be16(tiff, entry + 2);
  const std::size_t at = entry + 8;
  switch (type) {
    case 1:  // BYTE
    case 6:  // SBYTE
    case 7:  // UNDEFINED
      return u8(tiff, at);
    case 4:  // LONG
    case 9:  // SLONG
      return little ? le32(tiff, at) : be32(tiff, at);
    default:  // SHORT, and whatever else was written where a SHORT belongs
      return little ? le16(tiff, at) : be16(tiff, at);
  }
}

}  // namespace

Exif read_exif(Bytes tiff) {
  const Exif nonsense{std::nullopt, true};
  const bool little = holds(tiff, 0, "II");
  if (tiff.size() < 8 || (!little && !holds(tiff, 0, "MM"))) return nonsense;
  const std::size_t directory = little ? le32(tiff, 4) : be32(tiff, 4);
  if (directory > tiff.size() || tiff.size() - directory < 2) return nonsense;
  const std::size_t count = little ? le16(tiff, directory) : be16(tiff, directory);
  for (std::size_t i = 0; i < count; ++i) {
    const std::size_t entry = directory + 2 + i * entry_bytes;
    if (entry + entry_bytes > tiff.size()) return nonsense;
    if ((little ? le16(tiff, entry) : be16(tiff, entry)) != orientation_tag) continue;
    const std::uint32_t value = value_of(tiff, entry, little);
    if (value < 1 || value > 8) return nonsense;
    return {static_cast<int>(value), false};
  }
  return {};
}

}  // namespace unseen::codec
