// NumPy arrays (NEP 1): whole numbers from 0 to 65535 as they are, numbers from 0 to 1 as 16 bits. One
// picture: height × width, or one of three colours.

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <cstring>

#include <fmt/core.h>

#include "image/codec/colour.h"
#include "image/codec/luma.h"
#include "image/codec/npy_header.h"
#include "image/format/format.h"

namespace unseen::format {
namespace {

using namespace codec;

bool recognises(Bytes file) { return holds(file, 0, "\x93NUMPY"); }

struct Layout {
  std::size_t height = 0, width = 0, colours = 1;
};

std::string in_words(const std::vector<std::size_t>& shape) {
  std::string words;
  for (const auto length : shape) words += fmt::format("{}{}", words.empty() ? "" : " × ", length);
  return words.empty() ? "a single number" : words;
}

/// Height × width, with a first or last axis of one where there is such; or height × width × 3.
Result<Layout> layout(const NpyHeader& header) {
  const auto refused = refuse(Code::npy_shape, in_words(header.shape));
  auto shape = header.shape;
  if (shape.size() == 3 && shape.front() == 1) shape.erase(shape.begin());
  if (shape.size() == 3 && shape.back() == 1) shape.pop_back();
  const bool coloured = shape.size() == 3 && shape.back() == 3;
  if (shape.size() != 2 && !coloured) return refused;
  constexpr std::size_t most = 1U << 30U;
  if (shape[0] == 0 || shape[1] == 0 || shape[0] > most || shape[1] > most) return refused;
  return Layout{shape[0], shape[1], coloured ? std::size_t{3} : std::size_t{1}};
}

/// Bits of a stored value: 8 for bytes, 16 for everything else.
int bits_of(const NpyHeader& npy) { return npy.kind != 'f' && npy.bytes == 1 ? 8 : 16; }

Result<Header> header(Bytes file) {
  const auto npy = read_npy_header(file);
  if (!npy) return tl::unexpected(npy.error());
  const auto lies = layout(*npy);
  if (!lies) return tl::unexpected(lies.error());
  return Header{static_cast<int>(lies->width), static_cast<int>(lies->height),
                static_cast<int>(lies->colours), bits_of(*npy)};
}

double number(Bytes file, std::size_t at, const NpyHeader& npy) {
  std::uint64_t raw = 0;
  for (std::size_t i = 0; i < npy.bytes; ++i)
    raw |= std::uint64_t{u8(file, at + i)} << 8 * (npy.big ? npy.bytes - 1 - i : i);
  if (npy.kind == 'f')
    return npy.bytes == 4 ? double{std::bit_cast<float>(static_cast<std::uint32_t>(raw))}
                          : std::bit_cast<double>(raw);
  if (npy.kind == 'u') return static_cast<double>(raw);
  const auto unused = 64 - 8 * static_cast<int>(npy.bytes);
  return static_cast<double>(static_cast<std::int64_t>(raw << unused) >> unused);
}

/// Where the numbers of one pixel stand: of which the first, and how far to the next colour.
struct Places {
  Layout lies;
  bool columns;
  std::size_t at(std::size_t y, std::size_t x, std::size_t colour) const {
    return columns ? y + lies.height * (x + lies.width * colour)
                   : colour + lies.colours * (x + lies.width * y);
  }
};

Result<Picture> pixels(Bytes file, const Header& wanted) {
  const auto npy = read_npy_header(file);
  if (!npy) return tl::unexpected(npy.error());
  const auto lies = layout(*npy);
  if (!lies) return tl::unexpected(lies.error());
  // No overflow: the limits hold the number of pixels, and a number has at most eight bytes.
  const std::size_t count = lies->height * lies->width * lies->colours;
  if (count > (file.size() - npy->data) / npy->bytes)
    return refuse(Code::npy_truncated,
                  fmt::format("{} numbers of {}", (file.size() - npy->data) / npy->bytes, count));

  Picture picture;
  picture.bits = wanted.bits;
  picture.photometric = lies->colours == 3 ? "RGB" : "MONOCHROME2";
  picture.stored = Image(wanted.width, wanted.height);
  const double full = picture.bits == 8 ? 255 : 65535;
  const double scale = npy->kind == 'f' ? full : 1;
  const Places places{*lies, npy->columns};
  ColourShare colour;
  auto out = picture.stored.values().begin();
  for (std::size_t y = 0; y < lies->height; ++y)
    for (std::size_t x = 0; x < lies->width; ++x) {
      std::array<std::uint32_t, 3> stored{};
      for (std::size_t c = 0; c < lies->colours; ++c) {
        const double value = number(file, npy->data + npy->bytes * places.at(y, x, c), *npy);
        if (!(value >= 0 && value * scale <= full))
          return refuse(Code::npy_values, fmt::format("{:g}", value));
        stored[c] = static_cast<std::uint32_t>(std::lround(value * scale));
      }
      if (lies->colours == 3) {
        *out++ = static_cast<float>(luma(stored[0], stored[1], stored[2]));
        colour.add(is_coloured(stored[0], stored[1], stored[2], static_cast<std::uint32_t>(full)));
      } else {
        *out++ = static_cast<float>(stored[0]);
      }
    }
  picture.coloured = lies->colours == 3 ? colour.share() : 0;
  if (npy->kind == 'f')
    picture.notes.emplace_back("The file holds numbers from 0 to 1; they are kept as 16 bits, rounded.");
  return picture;
}

}  // namespace

const Format npy{"npy",
                 "NumPy",
                 "arrays of height × width (× 3): whole numbers from 0 to 65535, or numbers from 0 to 1",
                 recognises,
                 header,
                 pixels};

}  // namespace unseen::format
