#pragma once
// From a file's bytes to an image, or to the reason why not. First bytes decide what a file is; names and
// types are not asked.

#include <cstddef>
#include <cstdint>
#include <span>

#include "contract/refusal.h"
#include "image/facts.h"
#include "image/image.h"

namespace unseen {

/// What a file may ask for. Its header is held against them before anything is allocated.
struct Limits {
  std::int64_t pixels = 64'000'000;
  int side = 16'384;
  std::int64_t bytes = std::int64_t{256} << 20;  ///< of the file itself, and of its samples unpacked
};

struct Decoded {
  Image stored;  ///< stored values as written, one channel, turned as the file asks
  Facts facts;
};

/// The size a file declares, read without its pixels.
struct Header {
  int width = 0;  ///< as stored, before orientation
  int height = 0;
  int channels = 0;
  int bits = 0;  ///< of a sample: 1, 2, 4, 8 or 16
};

/// PNG (1 to 16 bits; grey, colour, palette, alpha, interlaced) and JPEG (baseline, extended 8-bit,
/// progressive; grey and three components) and NumPy arrays (height × width, or × 3). Colour becomes grey by BT.601 luma as Pillow's convert('L');
/// alpha, gamma and colour profiles are not applied, and the notes say so. The same bytes give the same
/// answer each time. Every refusal of cause bad-file, unsupported or over-limit has its own code; one of
/// cause internal is a fault of ours.
Result<Decoded> decode(std::span<const std::byte> file, Limits limits = {});

/// The header alone, limits checked.
Result<Header> describe_header(std::span<const std::byte> file, Limits limits = {});

}  // namespace unseen
