#pragma once
// Small things that many operations do to pixels.

#include <cstddef>

#include "image/image.h"

namespace unseen::filter {

/// Every pixel on its own: `change` takes a float and gives one.
template <class Change>
Image mapped(const Image& image, Change change) {
  Image out(image.width(), image.height());
  const auto from = image.values();
  const auto to = out.values();
  for (std::size_t i = 0; i < from.size(); ++i) to[i] = change(from[i]);
  return out;
}

inline float to_unit(float x) { return x < 0 ? 0 : (x > 1 ? 1 : x); }
/// The level of 256 that a grey value is shown with; values beyond [0,1] get the nearest.
inline int level(float x) { return static_cast<int>(to_unit(x) * 255 + 0.5F); }

/// The pixel an index beyond the edge stands for when the picture is continued as d c b a | a b c d | d c b a
/// (scipy's mode "reflect"), however far beyond.
inline int reflected(int i, int size) {
  const int period = 2 * size;
  i %= period;
  if (i < 0) i += period;
  return i < size ? i : period - 1 - i;
}

}  // namespace unseen::filter
