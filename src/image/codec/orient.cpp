#include "image/codec/orient.h"

#include <algorithm>
#include <utility>

namespace unseen::codec {
namespace {

void mirror(Image& image) {
  for (int y = 0; y < image.height(); ++y) std::reverse(image.row(y).begin(), image.row(y).end());
}

void flip(Image& image) {
  for (int y = 0; y < image.height() / 2; ++y)
    std::swap_ranges(image.row(y).begin(), image.row(y).end(), image.row(image.height() - 1 - y).begin());
}

// In square tiles, so that neither side of the copy strides through all of memory.
Image transposed(const Image& image) {
  constexpr int tile = 32;
  Image result(image.height(), image.width());
  for (int top = 0; top < image.height(); top += tile) {
    const int bottom = std::min(top + tile, image.height());
    for (int left = 0; left < image.width(); left += tile) {
      const int right = std::min(left + tile, image.width());
      for (int y = top; y < bottom; ++y) {
        const std::span<const float> row = image.row(y);
        for (int x = left; x < right; ++x)
          result.row(x)[static_cast<std::size_t>(y)] = row[static_cast<std::size_t>(x)];
      }
    }
  }
  return result;
}

}  // namespace

Image turned(Image image, int orientation) {
  if (orientation >= 5) image = transposed(image);
  if (orientation == 2 || orientation == 3 || orientation == 6 || orientation == 7) mirror(image);
  if (orientation == 3 || orientation == 4 || orientation == 7 || orientation == 8) flip(image);
  return image;
}

}  // namespace unseen::codec
