// Contrast-limited adaptive histogram equalisation as OpenCV's CLAHE class does it on 8 bits (Zuiderveld,
// Graphics Gems IV, 1994): greys are counted in 256 levels. OpenCV rounds the result to a level; here the
// fraction stays.

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <vector>

#include "filter/operation.h"
#include "filter/pixels.h"

namespace unseen::filter {
namespace {

constexpr int levels = 256;
using Counts = std::array<int, levels>;
using Table = std::array<std::uint8_t, levels>;

// The continuation d c b | a b c d | c b a.
int mirrored(int i, int size) {
  if (size == 1) return 0;
  i %= 2 * size - 2;
  return i < size ? i : 2 * size - 2 - i;
}

void limit(Counts& counts, int most) {
  int excess = 0;
  for (int& count : counts) {
    excess += std::max(count - most, 0);
    count = std::min(count, most);
  }
  const int share = excess / levels;
  int left = excess - share * levels;
  for (int& count : counts) count += share;
  if (left == 0) return;
  const int stride = std::max(levels / left, 1);
  for (int i = 0; i < levels && left > 0; i += stride, --left) ++counts[static_cast<std::size_t>(i)];
}

struct Tiles {
  int across, width, height;  // tiles an axis, and pixels of one
};

Counts counted(const std::vector<std::uint8_t>& shown, const Image& image, const Tiles& tiles, int tile_x,
               int tile_y) {
  Counts counts{};
  const int left = tile_x * tiles.width;
  const int inside = std::clamp(image.width() - left, 0, tiles.width);
  for (int y = tile_y * tiles.height; y < (tile_y + 1) * tiles.height; ++y) {
    const std::uint8_t* row = shown.data() + static_cast<std::size_t>(mirrored(y, image.height())) *
                                                 static_cast<std::size_t>(image.width());
    for (int x = 0; x < inside; ++x) ++counts[row[left + x]];
    for (int x = std::max(inside, 0); x < tiles.width; ++x) ++counts[row[mirrored(left + x, image.width())]];
  }
  return counts;
}

// One table a tile, row by row of tiles.
std::vector<Table> tables_of(const std::vector<std::uint8_t>& shown, const Image& image, const Tiles& tiles,
                             double clip) {
  const int area = tiles.width * tiles.height;
  const int most = clip > 0 ? std::max(static_cast<int>(clip * area / levels), 1) : area;
  const float scale = static_cast<float>(levels - 1) / static_cast<float>(area);
  std::vector<Table> tables(static_cast<std::size_t>(tiles.across) * static_cast<std::size_t>(tiles.across));
  std::size_t at = 0;
  for (int y = 0; y < tiles.across; ++y) {
    for (int x = 0; x < tiles.across; ++x, ++at) {
      Counts counts = counted(shown, image, tiles, x, y);
      limit(counts, most);
      int sum = 0;
      for (std::size_t i = 0; i < counts.size(); ++i) {
        sum += counts[i];
        tables[at][i] = static_cast<std::uint8_t>(std::nearbyint(static_cast<float>(sum) * scale));
      }
    }
  }
  return tables;
}

// Between which two tiles a pixel lies, and how far it is from the first.
struct Between {
  std::size_t one, two;
  float share;
};

std::vector<Between> between(int size, int tile, int across) {
  std::vector<Between> out(static_cast<std::size_t>(size));
  const float inverse = 1.0F / static_cast<float>(tile);
  for (int i = 0; i < size; ++i) {
    const float at = static_cast<float>(i) * inverse - 0.5F;
    const float low = std::floor(at);
    const int first = static_cast<int>(low);
    out[static_cast<std::size_t>(i)] = {static_cast<std::size_t>(std::max(first, 0)),
                                        static_cast<std::size_t>(std::min(first + 1, across - 1)), at - low};
  }
  return out;
}

// OpenCV continues both axes as soon as one does not divide, the other by a whole tile too many.
Tiles tiles_of(const Image& image, int across) {
  const bool whole = image.width() % across == 0 && image.height() % across == 0;
  const auto size = [=](int pixels) { return whole ? pixels / across : pixels / across + 1; };
  return {across, size(image.width()), size(image.height())};
}

inline float blended(int one, int two, float share) {
  return static_cast<float>(one) + static_cast<float>(two - one) * share;
}

Image apply(const Image& image, const Settings& settings) {
  const Tiles tiles = tiles_of(image, static_cast<int>(settings[1]));
  std::vector<std::uint8_t> shown(image.size());
  std::transform(image.values().begin(), image.values().end(), shown.begin(),
                 [](float x) { return static_cast<std::uint8_t>(level(x)); });
  const std::vector<Table> tables = tables_of(shown, image, tiles, settings[0]);
  const std::vector<Between> columns = between(image.width(), tiles.width, tiles.across);
  const std::vector<Between> rows = between(image.height(), tiles.height, tiles.across);

  Image out(image.width(), image.height());
  const std::uint8_t* from = shown.data();
  for (int y = 0; y < image.height(); ++y) {
    const Between& down = rows[static_cast<std::size_t>(y)];
    const Table* upper = tables.data() + down.one * static_cast<std::size_t>(tiles.across);
    const Table* lower = tables.data() + down.two * static_cast<std::size_t>(tiles.across);
    float* to = out.row(y).data();
    for (const Between& right : columns) {
      const std::size_t value = *from++;
      const float above = blended(upper[right.one][value], upper[right.two][value], right.share);
      const float below = blended(lower[right.one][value], lower[right.two][value], right.share);
      *to++ = (above + (below - above) * down.share) * (1.0F / 255);
    }
  }
  return out;
}

}  // namespace

Operation clahe() {
  return {.id = "clahe",
          .group = "tone",
          .title = "Local contrast (CLAHE)",
          .help =
              "Equalises the histogram of each tile with a limit on how much contrast may grow, and blends "
              "from tile to tile. Works on 256 levels, as OpenCV's CLAHE does.",
          .parameters = {{.id = "clip-limit",
                          .title = "Clip limit",
                          .help = "How many times the average count a grey may have before the excess is "
                                  "spread over all greys; 0 is no limit.",
                          .unit = "",
                          .min = 0,
                          .max = 40,
                          .initial = 2,
                          .step = 0.1},
                         {.id = "tiles",
                          .title = "Tiles",
                          .help = "How many tiles a side.",
                          .unit = "tiles",
                          .min = 1,
                          .max = 32,
                          .initial = 8,
                          .step = 1}},
          .example =
              "Clip limit 2 with 8 tiles brings out vessels behind the heart that one curve for the "
              "whole film leaves dark.",
          .apply = apply};
}

}  // namespace unseen::filter
