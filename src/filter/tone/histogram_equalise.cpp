#include <array>
#include <cmath>
#include <cstdint>

#include "filter/operation.h"
#include "filter/pixels.h"

namespace unseen::filter {
namespace {

// OpenCV's equalizeHist, its single-precision scale and rounding to even included.
Image apply(const Image& image, const Settings& /*settings*/) {
  std::array<std::int64_t, 256> counts{};
  for (const float x : image.values()) ++counts[static_cast<std::size_t>(level(x))];
  std::size_t first = 0;
  while (counts[first] == 0) ++first;
  const auto total = static_cast<std::int64_t>(image.size());

  std::array<float, 256> table{};
  if (counts[first] == total) {
    table[first] = static_cast<float>(first) / 255;
  } else {
    const float scale = 255.0F / static_cast<float>(total - counts[first]);
    std::int64_t below = 0;
    for (std::size_t i = first + 1; i < table.size(); ++i) {
      below += counts[i];
      table[i] = std::nearbyint(static_cast<float>(below) * scale) / 255;
    }
  }
  return mapped(image, [&table](float x) { return table[static_cast<std::size_t>(level(x))]; });
}

}  // namespace

Operation histogram_equalise() {
  return {.id = "histogram-equalise",
          .group = "tone",
          .title = "Equalise the histogram",
          .help =
              "Spreads the greys so that each is about equally frequent. Works on 256 levels, as OpenCV's "
              "equalizeHist does.",
          .parameters = {},
          .example = "A film whose greys all lie between 0.4 and 0.6 afterwards uses the range from 0 to 1.",
          .apply = apply};
}

}  // namespace unseen::filter
