#include <algorithm>
#include <cmath>

#include "filter/operation.h"
#include "image/resample.h"

namespace unseen::filter {
namespace {

struct Span {
  int begin, size;
};

Span field(double share, int size) {
  const int shown = std::max(static_cast<int>(std::floor(share * size + 0.5)), 1);
  return {size >= shown ? (size - shown) / 2 : -((shown - size) / 2), shown};
}

Image apply(const Image& image, const Settings& settings) {
  const Span across = field(settings[0], image.width());
  const Span down = field(settings[0], image.height());
  Image shown(across.size, down.size);
  const int left = std::max(across.begin, 0);
  const int right = std::min(across.begin + across.size, image.width());
  for (int y = std::max(down.begin, 0); y < std::min(down.begin + down.size, image.height()); ++y)
    std::copy_n(image.row(y).begin() + left, right - left,
                shown.row(y - down.begin).begin() + (left - across.begin));
  return resize(shown, image.width(), image.height(), Kernel::bilinear_antialias);
}

}  // namespace

Operation field_of_view() {
  return {
      .id = "field-of-view",
      .group = "geometry",
      .title = "Field of view",
      .help =
          "Shows less of the film, enlarged, or more, with black around it; the picture keeps its size. "
          "Films of different patients differ in this (Lotter 2024).",
      .parameters = {{.id = "share",
                      .title = "Field",
                      .help = "The side of the field as a share of the film's, in whole pixels; below 1 is "
                              "closer, above 1 farther away.",
                      .unit = "",
                      .min = 0.2,
                      .max = 2,
                      .neutral = 1,
                      .initial = 0.8,
                      .step = 0.01}},
      .example = "Field 0.8: a tenth is cut off on each side and the rest enlarged by a quarter.",
      .apply = apply};
}

}  // namespace unseen::filter
