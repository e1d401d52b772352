#include "filter/blur/median.h"

#include "filter/operation.h"

namespace unseen::filter {
namespace {

Image apply(const Image& image, const Settings& settings) {
  const int radius = static_cast<int>(settings[0]);
  if (radius == 0) return image.clone();
  if (radius == 1) return median_of_9(image);
  return radius == 2 ? median_of_25(image) : median_of_levels(image, radius);
}

}  // namespace

Operation median() {
  return {
      .id = "median",
      .group = "blur",
      .title = "Median",
      .help =
          "Each pixel becomes the middle one of the sorted values in a square around it; beyond the edge "
          "the outermost pixels are repeated. From radius 3 on values count in 256 levels, as in OpenCV.",
      .parameters = {{.id = "radius",
                      .title = "Radius",
                      .help = "Pixels from the middle of the square to its side; the square is 2 × radius + "
                              "1 wide.",
                      .unit = "pixels",
                      .min = 0,
                      .max = 20,
                      .neutral = 0,
                      .initial = 2,
                      .step = 1}},
      .example = "Radius 1: a single white pixel is gone, an edge stays as sharp as it was.",
      .apply = apply};
}

}  // namespace unseen::filter
