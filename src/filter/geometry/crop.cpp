#include <algorithm>
#include <cmath>

#include "filter/operation.h"

namespace unseen::filter {
namespace {

// A share that means whole pixels may fall short of them by its rounding.
int pixels(double share, int size) { return static_cast<int>(std::floor(share * size + 1e-9)); }

Image apply(const Image& image, const Settings& settings) {
  const int left = pixels(settings[0], image.width());
  const int right = pixels(settings[1], image.width());
  const int top = pixels(settings[2], image.height());
  const int bottom = pixels(settings[3], image.height());
  Image out(image.width() - left - right, image.height() - top - bottom);
  for (int y = 0; y < out.height(); ++y)
    std::copy_n(image.row(top + y).begin() + left, out.width(), out.row(y).begin());
  return out;
}

Parameter side(std::string_view id, std::string_view title, std::string_view help) {
  return {.id = id,
          .title = title,
          .help = help,
          .unit = "",
          .min = 0,
          .max = 0.45,
          .neutral = 0,
          .initial = 0.1,
          .step = 0.01};
}

}  // namespace

Operation crop() {
  return {
      .id = "crop",
      .group = "geometry",
      .title = "Crop",
      .help = "Cuts strips off the four sides; the picture becomes smaller.",
      .parameters = {side("left", "Left",
                          "The share of the width that is cut off on the left, in whole "
                          "pixels."),
                     side("right", "Right",
                          "The share of the width that is cut off on the right, in whole "
                          "pixels."),
                     side("top", "Top", "The share of the height that is cut off above, in whole pixels."),
                     side("bottom", "Bottom",
                          "The share of the height that is cut off below, in whole "
                          "pixels.")},
      .example = "0.1 on all sides: of a film of 1000 × 1000 pixels the middle 800 × 800 are left.",
      .apply = apply};
}

}  // namespace unseen::filter
