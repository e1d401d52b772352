#include <algorithm>
#include <array>
#include <cstddef>
#include <cstring>
#include <span>
#include <vector>

#include "filter/blur/median.h"
#include "filter/lanes.h"

namespace unseen::filter {
namespace {

// A picture with its edge repeated, and room behind each row for a whole lane.
struct Continued {
  std::size_t stride;
  std::vector<float> values;

  Continued(const Image& image, int radius)
      : stride(static_cast<std::size_t>(image.width() + 2 * radius) + lane_width),
        values(stride * static_cast<std::size_t>(image.height() + 2 * radius)) {
    float* to = values.data();
    for (int y = -radius; y < image.height() + radius; ++y, to += stride) {
      const auto row = image.row(std::clamp(y, 0, image.height() - 1));
      std::fill(to, to + radius, row.front());
      std::copy(row.begin(), row.end(), to + radius);
      std::fill(to + radius + image.width(), to + stride, row.back());
    }
  }
};

inline void exchange(Lanes& one, Lanes& two) {
  const Lanes low = lesser(one, two);
  two = greater(one, two);
  one = low;
}

template <std::size_t count>
using Kept = std::array<Lanes, count>;

// Brings the least of the first `count` to the front and the greatest to the end.
template <std::size_t count, std::size_t held>
inline void to_the_ends(Kept<held>& kept) {
#pragma GCC unroll 16
  for (std::size_t i = 0; i < count / 2; ++i) exchange(kept[i], kept[count - 1 - i]);
#pragma GCC unroll 16
  for (std::size_t i = 1; i < (count + 1) / 2; ++i) exchange(kept[0], kept[i]);
#pragma GCC unroll 16
  for (std::size_t i = count / 2; i < count - 1; ++i) exchange(kept[i], kept[count - 1]);
}

// The median is neither the least nor the greatest of any 1 + ⌈n/2⌉ of the n values: these two are forgotten,
// the next value takes a place, and so on until three are left.
template <std::size_t width, std::size_t count, std::size_t held>
inline Lanes forget(Kept<held>& kept, const float* corner, std::size_t stride) {
  to_the_ends<count>(kept);
  if constexpr (count == 3) {
    return kept[1];
  } else {
    constexpr std::size_t next = held + (held - count);
    kept[0] = load(corner + (next / width) * stride + next % width);
    return forget<width, count - 1>(kept, corner, stride);
  }
}

template <std::size_t width>
Lanes median_at(const float* corner, std::size_t stride) {
  constexpr std::size_t held = width * width / 2 + 2;
  Kept<held> kept;
#pragma GCC unroll 16
  for (std::size_t i = 0; i < held; ++i) kept[i] = load(corner + (i / width) * stride + i % width);
  return forget<width, held>(kept, corner, stride);
}

inline Lanes middle(Lanes a, Lanes b, Lanes c) {
  exchange(a, b);
  return greater(a, lesser(b, c));
}

void put(std::span<float> to, std::size_t x, Lanes found) {
  std::memcpy(to.data() + x, &found, std::min(lane_width, to.size() - x) * sizeof(float));
}

}  // namespace

// Columns of three are sorted once and serve three windows: the median is the middle one of the greatest low,
// the middle middle and the least high.
Image median_of_9(const Image& image) {
  const Continued continued(image, 1);
  const std::size_t stride = continued.stride;
  std::vector<float> low(stride);
  std::vector<float> mid(stride);
  std::vector<float> high(stride);
  Image out(image.width(), image.height());
  for (int y = 0; y < image.height(); ++y) {
    const float* from = continued.values.data() + static_cast<std::size_t>(y) * stride;
    for (std::size_t x = 0; x + lane_width <= stride; x += lane_width) {
      Lanes a = load(from + x);
      Lanes b = load(from + stride + x);
      Lanes c = load(from + 2 * stride + x);
      exchange(a, b);
      exchange(b, c);
      exchange(a, b);
      store(low.data() + x, a);
      store(mid.data() + x, b);
      store(high.data() + x, c);
    }
    const auto at = [](const std::vector<float>& row, std::size_t x) { return load(row.data() + x); };
    const auto to = out.row(y);
    for (std::size_t x = 0; x < to.size(); x += lane_width)
      put(to, x,
          middle(greater(greater(at(low, x), at(low, x + 1)), at(low, x + 2)),
                 middle(at(mid, x), at(mid, x + 1), at(mid, x + 2)),
                 lesser(lesser(at(high, x), at(high, x + 1)), at(high, x + 2))));
  }
  return out;
}

Image median_of_25(const Image& image) {
  const Continued continued(image, 2);
  Image out(image.width(), image.height());
  for (int y = 0; y < image.height(); ++y) {
    const float* from = continued.values.data() + static_cast<std::size_t>(y) * continued.stride;
    const auto to = out.row(y);
    for (std::size_t x = 0; x < to.size(); x += lane_width)
      put(to, x, median_at<5>(from + x, continued.stride));
  }
  return out;
}

}  // namespace unseen::filter
