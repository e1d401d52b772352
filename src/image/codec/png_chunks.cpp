#include "image/codec/png_chunks.h"

#include <algorithm>
#include <cctype>
#include <optional>
#include <string_view>

#include <fmt/core.h>

#include "image/codec/checksum.h"
#include "image/codec/colour.h"
#include "image/codec/luma.h"

namespace unseen::codec {
namespace {

using namespace std::string_view_literals;

constexpr std::string_view signature = "\x89PNG\r\n\x1a\n"sv;
constexpr std::size_t frame_bytes = 12;  // length, type and CRC around a chunk's data
constexpr std::uint32_t longest = 0x7fffffff;

struct Chunk {
  std::string type;
  Bytes data;
};

// The chunk at `at`, whole and with the right checksum.
Result<Chunk> read_chunk(Bytes file, std::size_t at) {
  if (file.size() - at < 8) return refuse(Code::png_truncated);
  Chunk chunk;
  for (std::size_t i = 4; i < 8; ++i) {
    const std::uint8_t letter = u8(file, at + i);
    if (std::isalpha(letter) == 0) return refuse(Code::png_order, "a part has no name");
    chunk.type += static_cast<char>(letter);
  }
  const std::uint32_t length = be32(file, at);
  if (length > longest)
    return refuse(Code::png_order, fmt::format("{} has an impossible length", chunk.type));
  if (file.size() - at < frame_bytes || file.size() - at - frame_bytes < length)
    return refuse(Code::png_truncated);
  if (crc32(file.subspan(at + 4, 4 + std::size_t{length})) != be32(file, at + 8 + length))
    return refuse(Code::png_checksum, chunk.type);
  chunk.data = file.subspan(at + 8, length);
  return chunk;
}

bool legal(int depth, int colour) {
  switch (colour) {
    case 0:
      return depth == 1 || depth == 2 || depth == 4 || depth == 8 || depth == 16;
    case 3:
      return depth == 1 || depth == 2 || depth == 4 || depth == 8;
    case 2:
    case 4:
    case 6:
      return depth == 8 || depth == 16;
    default:
      return false;
  }
}

Result<PngHeader> parse_header(Bytes data) {
  if (data.size() != 13) return refuse(Code::png_header, "its length");
  const std::uint32_t width = be32(data, 0);
  const std::uint32_t height = be32(data, 4);
  if (width == 0 || height == 0) return refuse(Code::png_header, "a side of nothing");
  if (width > longest || height > longest) return refuse(Code::png_header, "an impossible size");
  const int depth = u8(data, 8);
  const int colour = u8(data, 9);
  if (!legal(depth, colour))
    return refuse(Code::png_header, fmt::format("{} bits with colour type {}", depth, colour));
  if (u8(data, 10) != 0 || u8(data, 11) != 0 || u8(data, 12) > 1)
    return refuse(Code::png_header, "compression, filter or interlacing");
  return PngHeader{static_cast<int>(width), static_cast<int>(height), depth, static_cast<PngColour>(colour),
                   u8(data, 12) == 1};
}

// What the walk has met so far.
struct Walk {
  PngParts parts;
  bool data_ended = false;
  bool palette_seen = false;
  bool alpha_noted = false;
  bool colour_noted = false;
  bool frames_noted = false;
};

Result<void> take_palette(Walk& walk, Bytes data) {
  const PngHeader& header = walk.parts.header;
  if (header.colour == PngColour::grey || header.colour == PngColour::grey_alpha || data.empty() ||
      data.size() % 3 != 0 || data.size() > 768)
    return refuse(Code::png_palette);
  if (walk.palette_seen) return refuse(Code::png_order, "two colour tables");
  if (!walk.parts.data.empty()) return refuse(Code::png_order, "the colour table after the pixels");
  walk.palette_seen = true;
  if (header.colour != PngColour::palette) return {};  // a suggestion only
  walk.parts.palette_size = static_cast<int>(data.size() / 3);
  if (walk.parts.palette_size > 1 << header.depth) return refuse(Code::png_palette);
  for (std::size_t i = 0; i < data.size() / 3; ++i) {
    const auto red = u8(data, 3 * i);
    const auto green = u8(data, 3 * i + 1);
    const auto blue = u8(data, 3 * i + 2);
    walk.parts.palette[i] = static_cast<std::uint8_t>(luma(red, green, blue));
    walk.parts.palette_coloured[i] = is_coloured(red, green, blue, 255);
  }
  return {};
}

void note_once(bool& noted, std::vector<std::string>& notes, const char* sentence) {
  if (!noted) notes.emplace_back(sentence);
  noted = true;
}

void take_ancillary(Walk& walk, const Chunk& chunk) {
  PngParts& parts = walk.parts;
  if (chunk.type == "eXIf" && parts.exif.empty()) parts.exif = chunk.data;
  if (chunk.type == "tRNS")
    note_once(walk.alpha_noted, parts.notes, "Transparency is ignored: every pixel is taken as opaque.");
  if (chunk.type == "gAMA" || chunk.type == "iCCP" || chunk.type == "sRGB" || chunk.type == "cICP")
    note_once(walk.colour_noted, parts.notes,
              "The file's gamma or colour profile is not applied: stored values are kept as written.");
  if (chunk.type == "acTL")
    note_once(walk.frames_noted, parts.notes, "The file is animated; its still picture is shown.");
}

Result<void> take(Walk& walk, const Chunk& chunk) {
  PngParts& parts = walk.parts;
  if (chunk.type == "IHDR") return refuse(Code::png_order, "two headers");
  if (chunk.type == "PLTE") return take_palette(walk, chunk.data);
  if (chunk.type == "IDAT") {
    if (walk.data_ended) return refuse(Code::png_order, "the pixels are interrupted");
    if (parts.header.colour == PngColour::palette && !walk.palette_seen) return refuse(Code::png_palette);
    parts.data.push_back(chunk.data);
    return {};
  }
  if (std::isupper(static_cast<unsigned char>(chunk.type[0])) != 0)
    return refuse(Code::png_unknown_part, chunk.type);
  take_ancillary(walk, chunk);
  return {};
}

}  // namespace

int PngHeader::samples() const {
  switch (colour) {
    case PngColour::grey:
    case PngColour::palette:
      return 1;
    case PngColour::grey_alpha:
      return 2;
    case PngColour::rgb:
      return 3;
    case PngColour::rgb_alpha:
      return 4;
  }
  return 1;
}

Result<PngHeader> read_png_header(Bytes file) {
  const std::size_t compared = std::min(file.size(), signature.size());
  if (!holds(file, 0, signature.substr(0, compared)))
    return refuse(Code::png_header, "its first bytes were altered, as when a picture is sent as text");
  if (compared < signature.size()) return refuse(Code::png_truncated);
  const Result<Chunk> first = read_chunk(file, signature.size());
  if (!first) return tl::unexpected(first.error());
  if (first->type == "CgBI") return refuse(Code::png_apple);
  if (first->type != "IHDR") return refuse(Code::png_order, fmt::format("{} comes first", first->type));
  return parse_header(first->data);
}

Result<PngParts> read_png_parts(Bytes file) {
  const Result<PngHeader> header = read_png_header(file);
  if (!header) return tl::unexpected(header.error());
  Walk walk;
  walk.parts.header = *header;
  if (header->colour == PngColour::grey_alpha || header->colour == PngColour::rgb_alpha)
    note_once(walk.alpha_noted, walk.parts.notes, "Transparency is ignored: every pixel is taken as opaque.");
  for (std::size_t at = signature.size() + frame_bytes + 13;;) {
    const Result<Chunk> chunk = read_chunk(file, at);
    if (!chunk) return tl::unexpected(chunk.error());
    at += frame_bytes + chunk->data.size();
    if (chunk->type == "IEND") {
      if (walk.parts.data.empty()) return refuse(Code::png_order, "there are no pixels");
      if (at < file.size())
        walk.parts.notes.push_back(
            fmt::format("{} bytes after the end of the picture are ignored.", file.size() - at));
      return std::move(walk.parts);
    }
    if (chunk->type != "IDAT") walk.data_ended = !walk.parts.data.empty();
    if (const Result<void> taken = take(walk, *chunk); !taken) return tl::unexpected(taken.error());
  }
}

}  // namespace unseen::codec
