#pragma once
// What is to be painted in one frame, for whoever owns a graphics context. Device pixels, y downwards.

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace unseen::ui {

enum class Texture { glyphs, film };

/// One colour and texture coordinate a vertex: x, y, u, v as float, then red, green, blue, alpha as bytes,
/// not premultiplied; 20 bytes.
inline constexpr std::size_t vertex_size = 20;

/// `count` indices from `first` on, cut off at the rectangle from (left, top) to (right, bottom).
struct Batch {
  Texture texture;
  int left, top, right, bottom;
  std::size_t first, count;
};

/// Valid until the next frame.
struct Drawing {
  int width = 0, height = 0;
  std::span<const std::byte> vertices;
  std::span<const std::uint16_t> indices;
  std::vector<Batch> batches;
  bool film_signed = false;   ///< 128 is no change, above orange, below blue; else grey
  bool film_nearest = false;  ///< the film's pixels are large enough to be seen one by one
};

/// The glyphs' texture: how much of a pixel is covered, one byte a pixel.
struct Glyphs {
  int width = 0, height = 0;
  std::span<const std::uint8_t> coverage;
};

}  // namespace unseen::ui
