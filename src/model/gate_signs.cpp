// What the router is given: a thumbnail of the picture, the directions of its edges, its tones, how much
// there is at each scale, and how flat it is between neighbouring pixels.

#include <algorithm>
#include <array>
#include <cmath>

#include "image/resample.h"
#include "model/gate.h"

namespace unseen {
namespace {

constexpr int side = 64;
constexpr int coarse = 16;  // the thumbnail that is given as it is
constexpr int cells = 8;    // a side, for edges
constexpr int cell = side / cells;
constexpr std::size_t edge_cells = std::size_t{cells} * cells;
constexpr int tones = 16;
constexpr int scales = 5;
constexpr int fine = 4;

// Directions of edges, a half-turn in eight steps: cosine and sine of 0°, 22.5°, … 157.5°.
constexpr std::array<std::array<float, 2>, 8> directions{{{1.0F, 0.0F},
                                                          {0.9238795F, 0.3826834F},
                                                          {0.7071068F, 0.7071068F},
                                                          {0.3826834F, 0.9238795F},
                                                          {0.0F, 1.0F},
                                                          {-0.3826834F, 0.9238795F},
                                                          {-0.7071068F, 0.7071068F},
                                                          {-0.9238795F, 0.3826834F}}};

constexpr float blank_spread = 0.01F;  // of the thumbnail, where full scale is 1

struct Moments {
  float mean;
  float spread;
};

Moments moments(std::span<const float> values) {
  double sum = 0;
  double squares = 0;
  for (const float value : values) {
    const auto wide = static_cast<double>(value);
    sum += wide;
    squares += wide * wide;
  }
  const auto count = static_cast<double>(values.size());
  const double mean = sum / count;
  return {static_cast<float>(mean),
          static_cast<float>(std::sqrt(std::max(squares / count - mean * mean, 0.0)))};
}

void add_thumbnail(std::vector<float>& signs, const Image& thumbnail, Moments all) {
  const Image small = resize(thumbnail, coarse, coarse, Kernel::area);
  for (const float value : small.values()) signs.push_back((value - all.mean) / all.spread);
}

std::size_t direction(float dx, float dy) {
  std::size_t best = 0;
  float most = -1;
  for (std::size_t d = 0; d < directions.size(); ++d) {
    const float along = std::fabs(dx * directions[d][0] + dy * directions[d][1]);
    if (along > most) {
      most = along;
      best = d;
    }
  }
  return best;
}

void add_edges(std::vector<float>& signs, const Image& thumbnail) {
  std::array<float, edge_cells * directions.size()> sums{};
  float total = 0;
  for (int y = 0; y < side; ++y) {
    for (int x = 0; x < side; ++x) {
      const float dx = thumbnail.at(std::min(x + 1, side - 1), y) - thumbnail.at(std::max(x - 1, 0), y);
      const float dy = thumbnail.at(x, std::min(y + 1, side - 1)) - thumbnail.at(x, std::max(y - 1, 0));
      const float size = std::sqrt(dx * dx + dy * dy);
      const int place = (y / cell) * cells + x / cell;
      sums[static_cast<std::size_t>(place) * directions.size() + direction(dx, dy)] += size;
      total += size;
    }
  }
  const float mean = total / static_cast<float>(sums.size()) + 1e-6F;
  for (const float sum : sums) signs.push_back(std::sqrt(sum / mean));
}

void add_tones(std::vector<float>& signs, const Image& thumbnail) {
  std::array<float, tones> counts{};
  for (const float value : thumbnail.values()) {
    const int tone = std::clamp(static_cast<int>(value * tones), 0, tones - 1);
    counts[static_cast<std::size_t>(tone)] += 1;
  }
  for (const float count : counts) signs.push_back(std::sqrt(count / static_cast<float>(side * side)));
}

// How much of the picture lies between one scale and the next coarser one.
void add_scales(std::vector<float>& signs, const Image& thumbnail, Moments all) {
  Image finer = thumbnail.clone();
  for (int s = 0; s < scales; ++s) {
    const Image coarser = resize(finer, finer.width() / 2, finer.height() / 2, Kernel::area);
    double squares = 0;
    for (int y = 0; y < finer.height(); ++y) {
      for (int x = 0; x < finer.width(); ++x) {
        const auto rest = static_cast<double>(finer.at(x, y) - coarser.at(x / 2, y / 2));
        squares += rest * rest;
      }
    }
    const auto size = static_cast<float>(std::sqrt(squares / static_cast<double>(finer.size())));
    signs.push_back(std::sqrt(size / all.spread));
    finer = coarser.clone();
  }
  signs.push_back(all.mean);
  signs.push_back(all.spread);
}

// Of neighbouring pixels as they are: how many are equal, how many black and white, and how much finer than
// four pixels the picture changes. At most 128 rows are read.
void add_flatness(std::vector<float>& signs, const Image& shown) {
  constexpr float equal = 1.0F / 1024;
  constexpr float end = 1.0F / 128;
  constexpr int reach = 4;
  const int step = std::max(1, shown.height() / 128);
  double pairs = 0;
  double flat = 0;
  double black = 0;
  double white = 0;
  double near = 0;
  double wide = 1e-9;
  for (int y = 0; y < shown.height(); y += step) {
    const auto row = shown.row(y);
    for (std::size_t x = 0; x + reach < row.size(); ++x) {
      const float next = std::fabs(row[x + 1] - row[x]);
      const float far = std::fabs(row[x + reach] - row[x]);
      if (!std::isfinite(next) || !std::isfinite(far)) continue;
      pairs += 1;
      flat += next < equal ? 1 : 0;
      black += row[x] < end ? 1 : 0;
      white += row[x] > 1 - end ? 1 : 0;
      near += static_cast<double>(next);
      wide += static_cast<double>(far);
    }
  }
  pairs = std::max(pairs, 1.0);
  for (const double value : {flat / pairs, black / pairs, white / pairs, std::min(near / wide, 4.0)})
    signs.push_back(static_cast<float>(value));
}

}  // namespace

std::size_t sign_count() {
  constexpr std::size_t thumbnail = std::size_t{coarse} * coarse;
  constexpr std::size_t rest{tones + scales + 2 + fine};
  return thumbnail + edge_cells * directions.size() + rest;
}

ImageSigns image_signs(const Image& shown, double colour) {
  ImageSigns signs;
  signs.width = shown.width();
  signs.height = shown.height();
  signs.colour = colour;
  Image thumbnail = resize(shown, side, side, Kernel::area);
  for (float& value : thumbnail.values()) value = std::isfinite(value) ? std::clamp(value, 0.0F, 1.0F) : 0.0F;
  const auto all = moments(thumbnail.values());
  signs.blank = all.spread < blank_spread;
  if (signs.blank) return signs;
  signs.values.reserve(sign_count());
  add_thumbnail(signs.values, thumbnail, all);
  add_edges(signs.values, thumbnail);
  add_tones(signs.values, thumbnail);
  add_scales(signs.values, thumbnail, all);
  add_flatness(signs.values, shown);
  return signs;
}

}  // namespace unseen
