#pragma once
// The lateral view of organs that are known ray by ray from the front: where along z each begins and ends is
// summed up across the body.

#include <algorithm>
#include <vector>

#include "image/image.h"
#include "phantom/projection.h"

namespace unseen::phantom {

/// cm of one tissue along x, on a grid of z and y.
class SideView {
 public:
  SideView() : sums_(columns * rows) {}

  /// Asks for every place of the front view, x and y in cm; `each(x, y, add)` calls add(from, to, weight) for
  /// what lies there between two depths z.
  template <class Each>
  void fill(Each each) {
    for (std::size_t row = 0; row < rows; ++row) {
      float* const line = sums_.data() + row * columns;
      const auto add = [&](float from, float to, float weight) {
        if (to <= from) return;
        begin(line, from, weight * step);
        begin(line, to, -weight * step);
      };
      for (int i = 0; i < samples; ++i)
        each((static_cast<float>(i) + 0.5F) * step - reach, static_cast<float>(row) * cell - reach, add);
      // Beginnings and ends become lengths.
      for (std::size_t z = 1; z < columns; ++z) line[z] += line[z - 1];
    }
  }

  /// Bilinear.
  float at(float z, float y) const {
    const float u = clamped((z + reach) / cell - 0.5F, 0, static_cast<float>(columns) - 2);
    const float v = clamped((y + reach) / cell, 0, static_cast<float>(rows) - 2);
    const auto column = static_cast<std::size_t>(u);
    const auto row = static_cast<std::size_t>(v);
    const float* const upper = sums_.data() + row * columns + column;
    const float* const lower = upper + columns;
    const float s = u - static_cast<float>(column);
    const float t = v - static_cast<float>(row);
    return std::max(0.0F,
                    (upper[0] * (1 - s) + upper[1] * s) * (1 - t) + (lower[0] * (1 - s) + lower[1] * s) * t);
  }

 private:
  static constexpr float reach = 26, cell = 0.2F, step = 0.25F;
  static constexpr int samples = 208;
  static constexpr std::size_t columns = 261, rows = 261;

  static void begin(float* line, float z, float weight) {
    const float at = clamped((z + reach) / cell, 0, static_cast<float>(columns) - 2);
    const auto whole = static_cast<std::size_t>(at);
    const float part = at - static_cast<float>(whole);
    line[whole] += weight * (1 - part);
    line[whole + 1] += weight * part;
  }

  std::vector<float> sums_;
};

/// Sets every pixel of a lateral film to what `value(z, y)` says of the ray through it.
template <class Value>
void for_each_side_ray(Image& map, const Projection& projection, Value value) {
  const auto plane = projection.plane(0);
  for (int row = 0; row < projection.size(); ++row) {
    const auto out = map.row(row);
    for (int column = 0; column < projection.size(); ++column) {
      const auto at = plane.at(column, row);
      out[static_cast<std::size_t>(column)] = value(-at.x, at.y);
    }
  }
}

}  // namespace unseen::phantom
