#include "image/resample.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <utility>
#include <vector>

namespace unseen {
namespace {

// One output value is a weighted sum of neighbouring source values: weights[first] belongs to source[start].
struct Taps {
  int start = 0;
  std::size_t first = 0;
  std::size_t count = 0;
};

struct Axis {
  std::vector<Taps> taps;  // one an output position
  std::vector<float> weights;
};

// The piece of the source axis that is resized: it may be inside the source (crop) or reach outside it (pad,
// zeros there).
struct Extent {
  int begin;
  int size;
};

// Writes the taps of one output position, given in coordinates of the extent, less those that fall outside
// the source.
void add(Axis& axis, int start, std::span<const double> weights, Extent extent, int source) {
  Taps taps{0, axis.weights.size(), 0};
  for (std::size_t i = 0; i < weights.size(); ++i) {
    const int at = extent.begin + start + static_cast<int>(i);
    if (at < 0 || at >= source) continue;
    if (taps.count == 0) taps.start = at;
    axis.weights.push_back(static_cast<float>(weights[i]));
    ++taps.count;
  }
  axis.taps.push_back(taps);
}

void normalise(std::vector<double>& weights) {
  double sum = 0;
  for (const double w : weights) sum += w;
  for (double& w : weights) w /= sum;
}

// torch's upsample_bilinear2d of a float tensor: the ratio of sizes is rounded to single precision, the rest
// is double.
int bilinear_weights(std::vector<double>& weights, int i, int size, int out) {
  const float scale = static_cast<float>(size) / static_cast<float>(out);
  const double at = std::max(static_cast<double>(scale) * (i + 0.5) - 0.5, 0.0);
  const int low = std::min(static_cast<int>(at), size - 1);
  const double share = std::clamp(at - low, 0.0, 1.0);
  if (low == size - 1) {
    weights = {1.0};
  } else {
    weights = {1 - share, share};
  }
  return low;
}

// Pillow's triangle filter with torch's rounding (_upsample_bilinear2d_aa of a float tensor): ratio, centre
// and support are single precision, and each sum with 0.5 is double.
int antialias_weights(std::vector<double>& weights, int i, int size, int out) {
  const float scale = static_cast<float>(size) / static_cast<float>(out);
  const float support = std::max(scale, 1.0f);
  const float inverse = scale >= 1.0f ? 1.0f / scale : 1.0f;
  const auto centre = static_cast<float>(static_cast<double>(scale) * (i + 0.5));
  const int low = std::max(static_cast<int>(static_cast<double>(centre - support) + 0.5), 0);
  const int high = std::min(static_cast<int>(static_cast<double>(centre + support) + 0.5), size);
  weights.clear();
  for (int x = low; x < high; ++x) {
    const double from_centre = static_cast<double>(static_cast<float>(x) - centre) + 0.5;
    const auto share = static_cast<float>(from_centre * static_cast<double>(inverse));
    weights.push_back(static_cast<double>(std::max(0.0f, 1.0f - std::abs(share))));
  }
  normalise(weights);
  return low;
}

// Overlap of [i, i+1) * size / out with each source pixel, counted in whole numbers of 1 / out.
int area_weights(std::vector<double>& weights, int i, int size, int out) {
  const std::int64_t begin = static_cast<std::int64_t>(i) * size;
  const std::int64_t end = begin + size;
  const std::int64_t low = begin / out;
  weights.clear();
  for (std::int64_t x = low; x * out < end; ++x) {
    const std::int64_t overlap = std::min((x + 1) * out, end) - std::max(x * out, begin);
    weights.push_back(static_cast<double>(overlap) / size);
  }
  return static_cast<int>(low);
}

Axis make_axis(int source, Extent extent, int out, Kernel kernel) {
  Axis axis;
  axis.taps.reserve(static_cast<std::size_t>(out));
  std::vector<double> weights;
  for (int i = 0; i < out; ++i) {
    int start = 0;
    switch (kernel) {
      case Kernel::bilinear:
        start = bilinear_weights(weights, i, extent.size, out);
        break;
      case Kernel::bilinear_antialias:
        start = antialias_weights(weights, i, extent.size, out);
        break;
      case Kernel::area:
        start = area_weights(weights, i, extent.size, out);
        break;
    }
    add(axis, start, weights, extent, source);
  }
  return axis;
}

// Vertical: whole rows are added up, so the inner loop runs along memory and vectorises.
void add_row(std::span<float> sum, std::span<const float> row, float weight) {
  const std::size_t size = sum.size();
  float* out = sum.data();
  const float* in = row.data();
  for (std::size_t x = 0; x < size; ++x) out[x] += weight * in[x];
}

Image resample(const Image& image, const Axis& horizontal, const Axis& vertical) {
  Image result(static_cast<int>(horizontal.taps.size()), static_cast<int>(vertical.taps.size()));
  std::vector<float> sum(static_cast<std::size_t>(image.width()));
  for (int y = 0; y < result.height(); ++y) {
    const Taps& rows = vertical.taps[static_cast<std::size_t>(y)];
    std::fill(sum.begin(), sum.end(), 0.0f);
    for (std::size_t i = 0; i < rows.count; ++i) {
      add_row(sum, image.row(rows.start + static_cast<int>(i)), vertical.weights[rows.first + i]);
    }
    const std::span<float> out = result.row(y);
    for (std::size_t x = 0; x < out.size(); ++x) {
      const Taps& taps = horizontal.taps[x];
      const float* in = sum.data() + taps.start;
      const float* weights = horizontal.weights.data() + taps.first;
      double value = 0;
      for (std::size_t i = 0; i < taps.count; ++i) {
        value += static_cast<double>(weights[i]) * static_cast<double>(in[i]);
      }
      out[x] = static_cast<float>(value);
    }
  }
  return result;
}

Image resample(const Image& image, Extent columns, Extent rows, int width, int height, Kernel kernel) {
  assert(!image.empty() && width > 0 && height > 0);
  return resample(image, make_axis(image.width(), columns, width, kernel),
                  make_axis(image.height(), rows, height, kernel));
}

constexpr std::array kernels{std::pair{Kernel::bilinear, "bilinear"},
                             std::pair{Kernel::bilinear_antialias, "bilinear-antialias"},
                             std::pair{Kernel::area, "area"}};
constexpr std::array fits{std::pair{Fit::squash, "squash"},
                          std::pair{Fit::centre_crop_square, "centre-crop-square"},
                          std::pair{Fit::pad, "pad"}};

template <class Table, class T>
std::string_view name_of(const Table& table, T value) {
  for (const auto& [entry, name] : table) {
    if (entry == value) return name;
  }
  return {};
}

template <class T, class Table>
std::optional<T> value_of(const Table& table, std::string_view name) {
  for (const auto& [entry, known] : table) {
    if (name == known) return entry;
  }
  return std::nullopt;
}

}  // namespace

std::string_view id(Kernel kernel) { return name_of(kernels, kernel); }
std::string_view id(Fit fit) { return name_of(fits, fit); }
std::optional<Kernel> kernel_from(std::string_view id) { return value_of<Kernel>(kernels, id); }
std::optional<Fit> fit_from(std::string_view id) { return value_of<Fit>(fits, id); }

Image resize(const Image& image, int width, int height, Kernel kernel) {
  return resample(image, Extent{0, image.width()}, Extent{0, image.height()}, width, height, kernel);
}

Image fit(const Image& image, int width, int height, Fit fit, Kernel kernel) {
  const int short_side = std::min(image.width(), image.height());
  const int long_side = std::max(image.width(), image.height());
  const auto cropped = [short_side](int side) { return Extent{side / 2 - short_side / 2, short_side}; };
  const auto padded = [long_side](int side) { return Extent{-((long_side - side) / 2), long_side}; };
  switch (fit) {
    case Fit::squash:
      break;
    case Fit::centre_crop_square:
      return resample(image, cropped(image.width()), cropped(image.height()), width, height, kernel);
    case Fit::pad:
      return resample(image, padded(image.width()), padded(image.height()), width, height, kernel);
  }
  return resize(image, width, height, kernel);
}

}  // namespace unseen
