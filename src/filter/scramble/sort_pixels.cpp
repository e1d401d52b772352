#include <array>
#include <cstdint>
#include <cstring>
#include <utility>
#include <vector>

#include "filter/operation.h"

namespace unseen::filter {
namespace {

// A whole number that orders as the float does, -0 before 0; and back.
std::uint32_t key_of(float x) {
  std::uint32_t bits = 0;
  std::memcpy(&bits, &x, sizeof bits);
  return (bits >> 31U) != 0 ? ~bits : bits | 0x80000000U;
}
float value_of(std::uint32_t key) {
  const std::uint32_t bits = (key >> 31U) != 0 ? key & 0x7FFFFFFFU : ~key;
  float x = 0;
  std::memcpy(&x, &bits, sizeof x);
  return x;
}

// Three passes of 11 bits, from the lowest.
void sort(std::vector<std::uint32_t>& keys) {
  constexpr std::uint32_t digits = 1U << 11U;
  std::vector<std::uint32_t> other(keys.size());
  for (std::uint32_t shift = 0; shift < 32; shift += 11) {
    std::array<std::size_t, digits> starts{};
    for (const std::uint32_t key : keys) ++starts[(key >> shift) % digits];
    std::size_t sum = 0;
    for (std::size_t& start : starts) sum += std::exchange(start, sum);
    for (const std::uint32_t key : keys) other[starts[(key >> shift) % digits]++] = key;
    keys.swap(other);
  }
}

Image apply(const Image& image, const Settings& /*settings*/) {
  std::vector<std::uint32_t> keys;
  keys.reserve(image.size());
  for (const float x : image.values()) keys.push_back(key_of(x));
  sort(keys);
  Image out(image.width(), image.height());
  const auto to = out.values();
  for (std::size_t i = 0; i < keys.size(); ++i) to[i] = value_of(keys[i]);
  return out;
}

}  // namespace

Operation sort_pixels() {
  return {.id = "sort-pixels",
          .group = "scramble",
          .title = "Sort pixels",
          .help = "Sorts all pixels from dark to bright, row by row: the histogram alone, as a picture.",
          .parameters = {},
          .example = "The darkest pixel is at the top left, the brightest at the bottom right.",
          .idempotent = true,
          .apply = apply};
}

}  // namespace unseen::filter
