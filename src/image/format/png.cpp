// PNG (ISO/IEC 15948): 1 to 16 bits, grey, colour, palette, alpha, interlaced. The chunks are walked and the
// checksums checked here; stb inflates and unfilters.

#include <algorithm>
#include <array>
#include <cstring>
#include <limits>

#include <fmt/core.h>

#include "image/codec/checksum.h"
#include "image/codec/colour.h"
#include "image/codec/exif.h"
#include "image/codec/luma.h"
#include "image/codec/png_chunks.h"
#include "image/codec/stb.h"
#include "image/format/format.h"

namespace unseen::format {
namespace {

using namespace codec;

// Also a signature that lost its high bit or was sent as text, so that it is refused for that.
bool recognises(Bytes file) { return holds(file, 1, "PNG") && file.size() >= 4; }

Result<Header> header(Bytes file) {
  const Result<PngHeader> png = read_png_header(file);
  if (!png) return tl::unexpected(png.error());
  return Header{png->width, png->height, png->samples(), png->depth};
}

// A rectangle of rows in the unpacked data: the whole picture, or one of the seven passes of Adam7.
struct Pass {
  std::size_t width, height;
};

std::vector<Pass> passes(const PngHeader& png) {
  const auto width = static_cast<std::size_t>(png.width);
  const auto height = static_cast<std::size_t>(png.height);
  if (!png.interlaced) return {{width, height}};
  constexpr std::array<std::array<std::size_t, 4>, 7> adam7{
      // first column, first row, step across, step down
      {{0, 0, 8, 8}, {4, 0, 8, 8}, {0, 4, 4, 8}, {2, 0, 4, 4}, {0, 2, 2, 4}, {1, 0, 2, 2}, {0, 1, 1, 2}}};
  std::vector<Pass> list;
  for (const auto& [x, y, across, down] : adam7) {
    if (x < width && y < height)
      list.push_back({(width - x + across - 1) / across, (height - y + down - 1) / down});
  }
  return list;
}

std::size_t row_bytes(const PngHeader& png, std::size_t width) {
  return 1 + (width * static_cast<std::size_t>(png.samples()) * static_cast<std::size_t>(png.depth) + 7) / 8;
}

// Each row begins with the number of its filter; stb is only shown rows whose number exists.
bool filters_exist(const PngHeader& png, Bytes raw) {
  std::size_t at = 0;
  for (const Pass& pass : passes(png)) {
    const std::size_t step = row_bytes(png, pass.width);
    for (std::size_t y = 0; y < pass.height; ++y, at += step) {
      if (u8(raw, at) > 4) return false;
    }
  }
  return true;
}

struct Inflated {
  std::vector<std::byte> raw;
  std::size_t unused = 0;
};

// The IDAT pieces as one zlib stream, unpacked to exactly the length the header asks for, Adler-32 checked.
Result<Inflated> inflated(const PngParts& parts) {
  std::vector<std::byte> joined;
  Bytes stream = parts.data.front();
  if (parts.data.size() > 1) {
    std::size_t total = 0;
    for (const Bytes piece : parts.data) total += piece.size();
    joined.reserve(total);
    for (const Bytes piece : parts.data) joined.insert(joined.end(), piece.begin(), piece.end());
    stream = joined;
  }
  std::size_t length = 0;
  for (const Pass& pass : passes(parts.header)) length += row_bytes(parts.header, pass.width) * pass.height;
  Inflated result;
  result.raw.resize(length);
  const Result<std::size_t> used = inflate(stream, result.raw);
  if (!used) return tl::unexpected(used.error());
  if (adler32(result.raw) != be32(stream, *used - 4)) return refuse(Code::png_checksum, "of the pixels");
  result.unused = stream.size() - *used;
  return result;
}

// Gives the share of coloured pixels.
template <class T>
double to_grey(std::span<const T> samples, int channels, std::span<float> grey) {
  const auto step = static_cast<std::size_t>(channels);
  if (channels < 3) {
    for (std::size_t i = 0; i < grey.size(); ++i) grey[i] = static_cast<float>(samples[i * step]);
    return 0;
  }
  ColourShare colour;
  for (std::size_t i = 0; i < grey.size(); ++i) {
    const T* p = samples.data() + i * step;
    grey[i] = static_cast<float>(luma(p[0], p[1], p[2]));
    colour.add(is_coloured(p[0], p[1], p[2], std::numeric_limits<T>::max()));
  }
  return colour.share();
}

// Palette numbers to luma. A number beyond the table is shown black, as libpng does; gives how many there
// were.
std::size_t look_up(std::span<const std::uint8_t> indices, const PngParts& parts, Picture& picture) {
  const std::span<float> grey = picture.stored.values();
  std::size_t beyond = 0;
  ColourShare colour;
  for (std::size_t i = 0; i < grey.size(); ++i) {
    grey[i] = static_cast<float>(parts.palette[indices[i]]);
    colour.add(parts.palette_coloured[indices[i]]);
    beyond += indices[i] >= parts.palette_size ? 1U : 0U;
  }
  picture.coloured = colour.share();
  return beyond;
}

std::string photometric(PngColour colour) {
  switch (colour) {
    case PngColour::grey:
    case PngColour::grey_alpha:
      return "MONOCHROME2";
    case PngColour::palette:
      return "PALETTE COLOR";
    case PngColour::rgb:
    case PngColour::rgb_alpha:
      return "RGB";
  }
  return {};
}

void turn_by_exif(Bytes tiff, Picture& picture) {
  const Exif exif = read_exif(tiff);
  picture.orientation = exif.orientation.value_or(1);
  if (exif.malformed) picture.notes.emplace_back("The EXIF block could not be read and is ignored.");
}

Result<Picture> pixels(Bytes file, const Header&, int) {
  Result<PngParts> parts = read_png_parts(file);
  if (!parts) return tl::unexpected(parts.error());
  const PngHeader& png = parts->header;
  Result<Inflated> data = inflated(*parts);
  if (!data) return tl::unexpected(data.error());
  if (!filters_exist(png, data->raw)) return refuse(Code::png_damaged);
  const Result<Samples> samples =
      png_samples(data->raw, {png.width, png.height, png.samples(), png.depth, png.interlaced});
  if (!samples) return tl::unexpected(samples.error());
  data->raw = {};  // before the image takes its own memory

  Picture picture;
  picture.stored = Image(png.width, png.height);
  picture.bits = png.colour == PngColour::palette ? 8 : png.depth;
  picture.photometric = photometric(png.colour);
  picture.notes = std::move(parts->notes);
  const std::span<float> grey = picture.stored.values();
  if (png.colour == PngColour::palette) {
    if (const std::size_t beyond = look_up(samples->bytes(), *parts, picture); beyond > 0)
      picture.notes.push_back(
          fmt::format("{} pixels name a colour the table lacks; they are black.", beyond));
  } else if (png.depth == 16) {
    picture.coloured = to_grey(samples->words(), png.samples(), grey);
  } else {
    picture.coloured = to_grey(samples->bytes(), png.samples(), grey);
  }
  if (data->unused > 0)
    picture.notes.push_back(fmt::format("{} bytes after the compressed pixels are ignored.", data->unused));
  if (!parts->exif.empty()) turn_by_exif(parts->exif, picture);
  return picture;
}

}  // namespace

const Format png{
    "png",      "PNG",  "1, 2, 4, 8 and 16 bits; grey, colour, palette, transparency, interlaced",
    recognises, header, pixels};

}  // namespace unseen::format
