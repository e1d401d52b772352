#include "phantom/filters.h"

#include <algorithm>
#include <array>
#include <vector>

#include "phantom/arithmetic.h"

namespace unseen::phantom {
namespace {

/// Running mean over 2 radius + 1 values, along `count` values that lie `stride` apart.
void box_line(const float* from, float* to, int count, std::ptrdiff_t stride, int radius) {
  const float share = 1.0F / static_cast<float>(2 * radius + 1);
  const auto at = [&](int i) {
    return from[static_cast<std::ptrdiff_t>(std::clamp(i, 0, count - 1)) * stride];
  };
  double sum = 0;
  for (int i = -radius; i <= radius; ++i) sum += static_cast<double>(at(i));
  for (int i = 0; i < count; ++i) {
    to[static_cast<std::ptrdiff_t>(i) * stride] = static_cast<float>(sum) * share;
    sum += static_cast<double>(at(i + radius + 1)) - static_cast<double>(at(i - radius));
  }
}

void box(Image& image, Image& spare, int radius) {
  const int side = image.width();
  const std::ptrdiff_t row = side;
  for (int y = 0; y < image.height(); ++y)
    box_line(image.row(y).data(), spare.row(y).data(), side, 1, radius);
  for (int x = 0; x < side; ++x)
    box_line(spare.values().data() + x, image.values().data() + x, image.height(), row, radius);
}

/// Mean of blocks of `factor` pixels; blocks at the far edges may be smaller.
Image block_mean(const Image& image, int factor) {
  const int side = (image.width() + factor - 1) / factor;
  Image small(side, side);
  for (int y = 0; y < image.height(); ++y) {
    const auto from = image.row(y);
    const auto to = small.row(y / factor);
    for (int x = 0; x < image.width(); ++x)
      to[static_cast<std::size_t>(x / factor)] += from[static_cast<std::size_t>(x)];
  }
  for (int y = 0; y < side; ++y)
    for (int x = 0; x < side; ++x)
      small.at(x, y) /= static_cast<float>(std::min(factor, image.width() - x * factor) *
                                           std::min(factor, image.height() - y * factor));
  return small;
}

struct Between {
  int low, high;
  float share;
};

std::vector<Between> enlarging(int to, int from, int factor) {
  std::vector<Between> all(static_cast<std::size_t>(to));
  for (int i = 0; i < to; ++i) {
    const float at = clamped((static_cast<float>(i) + 0.5F) / static_cast<float>(factor) - 0.5F, 0,
                             static_cast<float>(from - 1));
    const int low = static_cast<int>(at);
    all[static_cast<std::size_t>(i)] = {low, std::min(low + 1, from - 1), at - static_cast<float>(low)};
  }
  return all;
}

Image enlarge(const Image& small, int side, int factor) {
  Image image(side, side);
  const auto places = enlarging(side, small.width(), factor);
  for (int y = 0; y < side; ++y) {
    const auto& v = places[static_cast<std::size_t>(y)];
    const auto upper = small.row(v.low);
    const auto lower = small.row(v.high);
    const auto to = image.row(y);
    for (int x = 0; x < side; ++x) {
      const auto& u = places[static_cast<std::size_t>(x)];
      const auto a = static_cast<std::size_t>(u.low);
      const auto b = static_cast<std::size_t>(u.high);
      const float top = upper[a] + (upper[b] - upper[a]) * u.share;
      const float bottom = lower[a] + (lower[b] - lower[a]) * u.share;
      to[static_cast<std::size_t>(x)] = top + (bottom - top) * v.share;
    }
  }
  return image;
}

/// Weights of a quadratic B-spline at a fraction of a cell.
std::array<float, 3> spline(float f) {
  return {0.5F * squared(1 - f), 0.75F - squared(f - 0.5F), 0.5F * f * f};
}

}  // namespace

Image broad_blur(const Image& image, float sigma) {
  const int factor = std::max(1, static_cast<int>(sigma / 6));
  Image small = block_mean(image, factor);
  Image spare(small.width(), small.height());
  const float within = sigma / static_cast<float>(factor);
  const int radius = std::max(1, nearest((std::sqrt(4 * within * within + 1) - 1) / 2));
  for (int pass = 0; pass < 3; ++pass) box(small, spare, radius);
  return enlarge(small, image.width(), factor);
}

Image narrow_blur(const Image& image, float sigma) {
  const float one = exponential(-0.5F / (sigma * sigma));
  const float two = exponential(-2.0F / (sigma * sigma));
  const float all = 1 + 2 * one + 2 * two;
  const std::array<float, 3> weight{1 / all, one / all, two / all};
  const int side = image.width();
  Image across(side, side);
  Image out(side, side);
  for (int y = 0; y < side; ++y) {
    const auto from = image.row(y);
    const auto to = across.row(y);
    const auto at = [&](int x) { return from[static_cast<std::size_t>(std::clamp(x, 0, side - 1))]; };
    for (int x = 0; x < side; ++x)
      to[static_cast<std::size_t>(x)] =
          weight[0] * at(x) + weight[1] * (at(x - 1) + at(x + 1)) + weight[2] * (at(x - 2) + at(x + 2));
  }
  for (int y = 0; y < side; ++y) {
    const auto row = [&](int of) { return across.row(std::clamp(of, 0, side - 1)); };
    const auto a = row(y - 2);
    const auto b = row(y - 1);
    const auto c = row(y);
    const auto d = row(y + 1);
    const auto e = row(y + 2);
    const auto to = out.row(y);
    for (std::size_t x = 0; x < to.size(); ++x)
      to[x] = weight[0] * c[x] + weight[1] * (b[x] + d[x]) + weight[2] * (a[x] + e[x]);
  }
  return out;
}

void add_grain(Image& onto, float cell, float amplitude, Stream& stream) {
  if (cell < 1.3F) {
    for (float& value : onto.values()) value += amplitude * stream.quick_normal();
    return;
  }
  const int side = onto.width();
  const int lattice_side = static_cast<int>(static_cast<float>(side) / cell) + 4;
  const auto columns = static_cast<std::size_t>(lattice_side);
  std::vector<float> lattice(columns * columns);
  for (float& value : lattice) value = stream.quick_normal();
  const float start_x = stream.uniform();
  const float start_y = stream.uniform();
  struct Place {
    std::size_t cell;
    std::array<float, 3> weight;
  };
  const auto place = [&](int i, float start) {
    const float at = static_cast<float>(i) / cell + start;
    const auto whole = static_cast<std::size_t>(at);
    return Place{whole, spline(at - static_cast<float>(whole))};
  };
  std::vector<Place> across(static_cast<std::size_t>(side));
  for (int x = 0; x < side; ++x) across[static_cast<std::size_t>(x)] = place(x, start_x);
  // The spline averages its lattice: its variance is about a third of the lattice's.
  const float gain = amplitude * 1.75F;
  std::vector<float> row(columns);
  for (int y = 0; y < side; ++y) {
    const auto v = place(y, start_y);
    const float* from = lattice.data() + v.cell * columns;
    for (std::size_t x = 0; x < columns; ++x)
      row[x] = gain * (v.weight[0] * from[x] + v.weight[1] * from[x + columns] +
                       v.weight[2] * from[x + 2 * columns]);
    const auto to = onto.row(y);
    for (std::size_t x = 0; x < to.size(); ++x) {
      const auto& u = across[x];
      to[x] += u.weight[0] * row[u.cell] + u.weight[1] * row[u.cell + 1] + u.weight[2] * row[u.cell + 2];
    }
  }
}

}  // namespace unseen::phantom
