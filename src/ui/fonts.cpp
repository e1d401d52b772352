#include "ui/fonts.h"

#include <algorithm>
#include <cstdint>
#include <cstring>
#include <iterator>
#include <optional>
#include <string_view>

namespace unseen::ui {
namespace {

using Bytes = std::span<const std::byte>;

// What fonts.py leaves in the files; numbers need but a few signs of it.
constexpr ImWchar words[] = {0x20,   0x17F,  0x2010, 0x2022, 0x2026, 0x2026, 0x2039, 0x203A, 0x20AC,
                             0x20AC, 0x2190, 0x2193, 0x2212, 0x2212, 0x2248, 0x2265, 0};
constexpr ImWchar numbers[] = {0x20, 0x7E, 0x2013, 0x2013, 0x2026, 0x2026, 0x2212, 0x2212, 0};

struct Kind {
  double size;
  bool semibold;
  const ImWchar* signs;
};
constexpr Kind kinds[] = {{13, false, words}, {15, false, words}, {15, true, words}, {18, true, numbers}};

std::uint32_t big_endian(Bytes bytes, std::size_t at, std::size_t count) {
  std::uint32_t value = 0;
  for (std::size_t i = 0; i < count; ++i) value = value << 8 | std::to_integer<std::uint32_t>(bytes[at + i]);
  return value;
}

// An OpenType table, when it lies inside the file and holds at least `least` bytes.
std::optional<Bytes> table(Bytes font, std::string_view tag, std::size_t least) {
  if (font.size() < 12) return std::nullopt;
  const std::size_t count = big_endian(font, 4, 2);
  for (std::size_t i = 0; i < count && 12 + 16 * (i + 1) <= font.size(); ++i) {
    const std::size_t at = 12 + 16 * i;
    if (std::memcmp(font.data() + at, tag.data(), 4) != 0) continue;
    const std::size_t offset = big_endian(font, at + 8, 4), length = big_endian(font, at + 12, 4);
    if (offset > font.size() || length > font.size() - offset || length < least) return std::nullopt;
    return font.subspan(offset, length);
  }
  return std::nullopt;
}

bool is_font(Bytes bytes) {
  return bytes.size() >= 4 && std::memcmp(bytes.data(), "OTTO", 4) == 0 && table(bytes, "head", 54) &&
         table(bytes, "hhea", 36) && table(bytes, "CFF ", 4) && table(bytes, "cmap", 4) &&
         table(bytes, "hmtx", 4) && table(bytes, "maxp", 6);
}

// Dear ImGui's sizes are ascent minus descent; ours are ems.
double ems(Bytes font) {
  const auto signed_at = [&](const char* tag, std::size_t at) {
    return static_cast<double>(static_cast<std::int16_t>(big_endian(*table(font, tag, at + 2), at, 2)));
  };
  return (signed_at("hhea", 4) - signed_at("hhea", 6)) / signed_at("head", 18);
}

}  // namespace

Result<FontFiles> read_fonts(Bytes bytes) {
  FontFiles files;
  for (auto* file : {&files.regular, &files.semibold}) {
    std::uint32_t length = 0;
    if (bytes.size() < sizeof length) return refuse(Code::bad_request, "fonts");
    std::memcpy(&length, bytes.data(), sizeof length);
    bytes = bytes.subspan(sizeof length);
    if (length > bytes.size() || !is_font(bytes.first(length))) return refuse(Code::bad_request, "fonts");
    file->assign(bytes.begin(), bytes.begin() + length);
    bytes = bytes.subspan(length);
  }
  return files;
}

void Fonts::build(ImFontAtlas& atlas, const FontFiles& files, double ratio) {
  atlas.Clear();
  atlas.Flags |= ImFontAtlasFlags_NoMouseCursors;
  for (std::size_t i = 0; i < std::size(kinds); ++i) {
    const auto& file = kinds[i].semibold ? files.semibold : files.regular;
    ImFontConfig config;
    config.FontData = const_cast<std::byte*>(file.data());
    config.FontDataSize = static_cast<int>(file.size());
    config.FontDataOwnedByAtlas = false;
    config.SizePixels = static_cast<float>(kinds[i].size * ems(file) * ratio);
    config.OversampleH = ratio < 2 ? 2 : 1;
    config.OversampleV = 1;
    config.GlyphRanges = kinds[i].signs;
    faces_[i] = atlas.AddFont(&config);
  }
  atlas.Build();
}

}  // namespace unseen::ui
