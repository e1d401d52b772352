#include <algorithm>
#include <cmath>

#include "filter/operation.h"
#include "filter/patches/cells.h"

namespace unseen::filter {
namespace {

Image apply(const Image& image, const Settings& settings) {
  const auto size = [&](int side) { return static_cast<int>(std::floor(settings[0] * side + 0.5)); };
  const int width = size(image.width());
  const int height = size(image.height());
  const int left = (image.width() - width) / 2;
  const int top = (image.height() - height) / 2;
  const auto fill = static_cast<float>(settings[2]);
  const bool rest = settings[1] != 0;
  Image out = image.clone();
  for (int y = 0; y < out.height(); ++y) {
    const auto row = out.row(y);
    const bool beside = y < top || y >= top + height;
    if (!rest && !beside) std::fill_n(row.begin() + left, width, fill);
    if (rest) {
      std::fill(row.begin(), beside ? row.end() : row.begin() + left, fill);
      std::fill(row.begin() + left + width, row.end(), fill);
    }
  }
  return out;
}

}  // namespace

Operation centre_mask() {
  return {.id = "centre-mask",
          .group = "patches",
          .title = "Mask the centre",
          .help = "Covers the middle of the film with a plain grey, or all but the middle.",
          .parameters = {{.id = "share",
                          .title = "Size",
                          .help = "The middle's sides as a share of the film's, in whole pixels.",
                          .unit = "",
                          .min = 0,
                          .max = 1,
                          .neutral = 0,
                          .initial = 0.5,
                          .step = 0.01},
                         {.id = "cover",
                          .title = "Cover",
                          .help = "What is covered.",
                          .unit = "",
                          .min = 0,
                          .max = 1,
                          .neutral = 0,
                          .initial = 0,
                          .step = 1,
                          .choices = {"the middle", "the rest"}},
                         fill_parameter()},
          .example = "Size 0.5: a quarter of the film's area, in the middle, is black.",
          .idempotent = true,
          .apply = apply};
}

}  // namespace unseen::filter
