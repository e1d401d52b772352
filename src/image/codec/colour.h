#pragma once
// How much of a picture is visibly coloured.

#include <algorithm>
#include <cstddef>
#include <cstdint>

namespace unseen::codec {

/// Whether red, green and blue lie further apart than a twelfth of full scale: more than compression of a
/// grey picture leaves behind.
constexpr bool is_coloured(std::uint32_t red, std::uint32_t green, std::uint32_t blue, std::uint32_t full) {
  const auto [least, most] = std::minmax({red, green, blue});
  return (most - least) * 12 > full;
}

/// Share of coloured pixels among those counted.
class ColourShare {
 public:
  void add(bool coloured) {
    coloured_ += coloured ? 1U : 0U;
    ++pixels_;
  }
  double share() const {
    return pixels_ == 0 ? 0 : static_cast<double>(coloured_) / static_cast<double>(pixels_);
  }

 private:
  std::size_t coloured_ = 0;
  std::size_t pixels_ = 0;
};

}  // namespace unseen::codec
