#pragma once
// The picture every room works on: one channel of float, height × width, row-major.

#include <cassert>
#include <cstddef>
#include <span>
#include <vector>

namespace unseen {

/// A grey picture, height × width, row-major, no padding between rows. What the values mean is said by
/// whoever hands it over: stored values right after decoding, [0,1] after the window. Move-only; a copy is
/// spelled clone().
class Image {
 public:
  Image() = default;
  /// All zero. Both sides must be at least 1.
  Image(int width, int height)
      : width_(width),
        height_(height),
        values_(static_cast<std::size_t>(width) * static_cast<std::size_t>(height)) {
    assert(width > 0 && height > 0);
  }
  Image(Image&&) noexcept = default;
  Image& operator=(Image&&) noexcept = default;
  Image(const Image&) = delete;
  Image& operator=(const Image&) = delete;

  Image clone() const {
    Image copy;
    copy.width_ = width_;
    copy.height_ = height_;
    copy.values_ = values_;
    return copy;
  }

  int width() const { return width_; }
  int height() const { return height_; }
  std::size_t size() const { return values_.size(); }
  bool empty() const { return values_.empty(); }

  std::span<float> values() { return values_; }
  std::span<const float> values() const { return values_; }
  std::span<float> row(int y) { return values().subspan(offset(y), static_cast<std::size_t>(width_)); }
  std::span<const float> row(int y) const {
    return values().subspan(offset(y), static_cast<std::size_t>(width_));
  }
  float& at(int x, int y) { return row(y)[index(x)]; }
  float at(int x, int y) const { return row(y)[index(x)]; }

 private:
  std::size_t index(int x) const {
    assert(x >= 0 && x < width_);
    return static_cast<std::size_t>(x);
  }
  std::size_t offset(int y) const {
    assert(y >= 0 && y < height_);
    return static_cast<std::size_t>(y) * static_cast<std::size_t>(width_);
  }

  int width_ = 0;
  int height_ = 0;
  std::vector<float> values_;
};

}  // namespace unseen
