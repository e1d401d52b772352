#pragma once
// The parts of a PNG, walked and checked: order, checksums, palette. No pixel is unpacked here.

#include <array>
#include <cstdint>
#include <string>
#include <vector>

#include "contract/refusal.h"
#include "image/codec/bytes.h"

namespace unseen::codec {

enum class PngColour : std::uint8_t { grey = 0, rgb = 2, palette = 3, grey_alpha = 4, rgb_alpha = 6 };

/// IHDR.
struct PngHeader {
  int width = 0;
  int height = 0;
  int depth = 0;
  PngColour colour = PngColour::grey;
  bool interlaced = false;

  /// Samples a pixel in the data: 1 for a palette.
  int samples() const;
};

struct PngParts {
  PngHeader header;
  std::vector<Bytes> data;                  ///< the IDAT pieces, in order
  std::array<std::uint8_t, 256> palette{};  ///< each entry's luma
  std::array<bool, 256> palette_coloured{};
  int palette_size = 0;
  Bytes exif;
  std::vector<std::string> notes;
};

/// Signature and IHDR. Sides may be up to 2^31 - 1: the caller holds them against its limits.
Result<PngHeader> read_png_header(Bytes file);

/// Every chunk up to IEND.
Result<PngParts> read_png_parts(Bytes file);

}  // namespace unseen::codec
