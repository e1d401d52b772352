#include <algorithm>
#include <array>
#include <cstddef>
#include <vector>

#include "filter/blur/median.h"

namespace unseen::filter {
namespace {

constexpr std::size_t lane = 8;  // pixels at once
using Lane = std::array<float, lane>;

// A picture with its edge repeated, and room behind each row for a whole lane.
struct Continued {
  std::size_t stride;
  std::vector<float> values;

  Continued(const Image& image, int radius)
      : stride(static_cast<std::size_t>(image.width() + 2 * radius) + lane),
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

inline void exchange(Lane& one, Lane& two) {
  for (std::size_t i = 0; i < lane; ++i) {
    const float low = one[i] < two[i] ? one[i] : two[i];
    two[i] = one[i] < two[i] ? two[i] : one[i];
    one[i] = low;
  }
}

inline void load(Lane& to, const float* from) { std::copy(from, from + lane, to.begin()); }

// The median is neither the least nor the greatest of any 1 + ⌈n/2⌉ of the n values: these two are forgotten,
// the next value takes a place, and so on until three are left.
template <std::size_t width>
Lane median_at(const float* corner, std::size_t stride) {
  constexpr std::size_t all = width * width;
  constexpr std::size_t held = all / 2 + 2;
  std::array<Lane, held> kept;
  for (std::size_t i = 0; i < held; ++i) load(kept[i], corner + (i / width) * stride + i % width);
  std::size_t next = held;
  for (std::size_t count = held; count >= 3; --count) {
    for (std::size_t i = 0; i < count / 2; ++i) exchange(kept[i], kept[count - 1 - i]);
    for (std::size_t i = 1; i < (count + 1) / 2; ++i) exchange(kept[0], kept[i]);
    for (std::size_t i = count / 2; i < count - 1; ++i) exchange(kept[i], kept[count - 1]);
    if (count == 3) break;
    load(kept[0], corner + (next / width) * stride + next % width);
    ++next;
  }
  return kept[1];
}

template <class At>
Image everywhere(const Image& image, int radius, At at) {
  const Continued continued(image, radius);
  Image out(image.width(), image.height());
  for (int y = 0; y < image.height(); ++y) {
    const float* from = continued.values.data() + static_cast<std::size_t>(y) * continued.stride;
    const auto to = out.row(y);
    for (std::size_t x = 0; x < to.size(); x += lane) {
      const Lane found = at(from + x, continued.stride);
      std::copy_n(found.begin(), std::min(lane, to.size() - x), to.begin() + static_cast<std::ptrdiff_t>(x));
    }
  }
  return out;
}

}  // namespace

Image median_of_9(const Image& image) { return everywhere(image, 1, median_at<3>); }
Image median_of_25(const Image& image) { return everywhere(image, 2, median_at<5>); }

}  // namespace unseen::filter
