// Perreault and Hébert, "Median filtering in constant time", IEEE Trans. Image Processing 16, 2007: a
// histogram a column, and one of the window that moves along, each in a coarse and a fine copy.

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "filter/blur/median.h"
#include "filter/pixels.h"

namespace unseen::filter {
namespace {

constexpr std::size_t parts = 16;  // coarse bins, and fine bins in each
using Part = std::array<std::uint16_t, parts>;

struct Histogram {
  Part coarse{};
  std::array<Part, parts> fine{};

  void count(std::uint8_t value, int by) {
    std::uint16_t& whole = coarse[value / parts];
    std::uint16_t& part = fine[value / parts][value % parts];
    whole = static_cast<std::uint16_t>(whole + by);
    part = static_cast<std::uint16_t>(part + by);
  }
};

inline void add(Part& to, const Part& from) {
  for (std::size_t i = 0; i < parts; ++i) to[i] = static_cast<std::uint16_t>(to[i] + from[i]);
}
inline void take(Part& to, const Part& from) {
  for (std::size_t i = 0; i < parts; ++i) to[i] = static_cast<std::uint16_t>(to[i] - from[i]);
}

// The bin that the rank falls into; the rank becomes one within the bin.
inline std::size_t bin_of(const Part& counts, int& rank) {
  std::size_t bin = 0;
  while (rank >= counts[bin]) rank -= counts[bin++];
  return bin;
}

class Window {
 public:
  Window(const std::vector<Histogram>& columns, int radius)
      : columns_(columns),
        width_(static_cast<std::size_t>(2 * radius + 1)),
        rank_(2 * radius * (radius + 1)) {
    for (std::size_t i = 0; i < width_; ++i) add(window_.coarse, columns_[i].coarse);
  }

  int median_at(std::size_t x) {
    if (x > 0) {
      add(window_.coarse, columns_[x + width_ - 1].coarse);
      take(window_.coarse, columns_[x - 1].coarse);
    }
    int rank = rank_;
    const std::size_t bin = bin_of(window_.coarse, rank);
    bring_up(bin, x);
    const std::size_t fine = bin_of(window_.fine[bin], rank);
    return static_cast<int>(bin * parts + fine);
  }

 private:
  // Fine bins are brought up to the column only where they are asked for.
  void bring_up(std::size_t bin, std::size_t x) {
    Part& fine = window_.fine[bin];
    std::size_t& until = until_[bin];  // columns before this one are counted in
    if (until < x + width_ / 2 + 1) {
      fine = {};
      for (std::size_t i = x; i < x + width_; ++i) add(fine, columns_[i].fine[bin]);
    } else {
      for (std::size_t i = until; i < x + width_; ++i) {
        add(fine, columns_[i].fine[bin]);
        take(fine, columns_[i - width_].fine[bin]);
      }
    }
    until = x + width_;
  }

  const std::vector<Histogram>& columns_;
  std::size_t width_;
  int rank_;
  Histogram window_;
  std::array<std::size_t, parts> until_{};
};

// A strip of columns at a time: their histograms stay in the processor's cache.
constexpr int strip = 256;

void median_of_strip(const std::vector<std::uint8_t>& shown, int left, int radius, Image& out) {
  const int width = out.width();
  const int height = out.height();
  const int inside = std::min(strip, width - left);
  std::vector<Histogram> columns(static_cast<std::size_t>(inside) + 2 * static_cast<std::size_t>(radius));
  const auto count = [&](int y, int by) {
    const std::uint8_t* row = shown.data() + static_cast<std::size_t>(std::clamp(y, 0, height - 1)) *
                                                 static_cast<std::size_t>(width);
    int x = left - radius;
    for (Histogram& column : columns) column.count(row[std::clamp(x++, 0, width - 1)], by);
  };
  for (int y = -radius; y < radius; ++y) count(y, 1);
  for (int y = 0; y < height; ++y) {
    count(y + radius, 1);
    Window window(columns, radius);
    const auto to = out.row(y).subspan(static_cast<std::size_t>(left), static_cast<std::size_t>(inside));
    for (std::size_t x = 0; x < to.size(); ++x) to[x] = static_cast<float>(window.median_at(x)) / 255;
    count(y - radius, -1);
  }
}

}  // namespace

Image median_of_levels(const Image& image, int radius) {
  std::vector<std::uint8_t> shown(image.size());
  std::transform(image.values().begin(), image.values().end(), shown.begin(),
                 [](float x) { return static_cast<std::uint8_t>(level(x)); });
  Image out(image.width(), image.height());
  for (int left = 0; left < image.width(); left += strip) median_of_strip(shown, left, radius, out);
  return out;
}

}  // namespace unseen::filter
