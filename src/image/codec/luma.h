#pragma once
// Colour → grey.

#include <cstdint>

namespace unseen::codec {

/// BT.601 luma in 16-bit fixed point, the same to the last unit as Pillow's convert('L'); for samples of 8 or
/// 16 bits.
constexpr std::uint32_t luma(std::uint32_t red, std::uint32_t green, std::uint32_t blue) {
  return (red * 19595U + green * 38470U + blue * 7471U + 0x8000U) >> 16;
}

}  // namespace unseen::codec
