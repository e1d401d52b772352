#pragma once
// The only door to stb_image. It is given verified data only: checksums checked, scans complete, limits kept.

#include <cstdint>
#include <cstdlib>
#include <memory>
#include <span>

#include "contract/refusal.h"
#include "image/codec/bytes.h"

namespace unseen::codec {

struct Free {
  void operator()(void* memory) const { std::free(memory); }
};

/// Interleaved samples, height × width × channels, row-major, zeroed before they were written.
struct Samples {
  std::unique_ptr<void, Free> memory;
  std::size_t count = 0;

  std::span<const std::uint8_t> bytes() const {
    return {static_cast<const std::uint8_t*>(memory.get()), count};
  }
  std::span<const std::uint16_t> words() const {
    return {static_cast<const std::uint16_t*>(memory.get()), count};
  }
};

/// Unpacks a zlib stream into `out`. Refuses with png_damaged, png_length (more or fewer bytes than `out`
/// holds) or png_truncated; returns how many bytes of `stream` were used, the Adler-32 (not checked here)
/// included.
Result<std::size_t> inflate(Bytes stream, std::span<std::byte> out);

struct PngLayout {
  int width, height, channels, depth;
  bool interlaced;
};

/// Undoes filters and interlacing. `raw` has exactly the length the layout asks for and filter bytes 0 to 4
/// only. Samples of 1, 2 and 4 bits keep their values, one a byte; 16-bit samples are in this machine's byte
/// order (read words()).
Result<Samples> png_samples(std::span<std::byte> raw, const PngLayout& layout);

/// Decodes a JPEG whose every scan was walked to its end, to grey (channels 1) or RGB (channels 3).
Result<Samples> jpeg_samples(std::span<const std::uint8_t> file, int channels);

}  // namespace unseen::codec
