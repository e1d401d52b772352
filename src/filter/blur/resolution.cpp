#include "image/resample.h"

#include <algorithm>

#include "filter/operation.h"

namespace unseen::filter {
namespace {

constexpr double full = 512;

Image apply(const Image& image, const Settings& settings) {
  const int side = static_cast<int>(settings[0]);
  const int width = std::min(side, image.width());
  const int height = std::min(side, image.height());
  if (settings[0] >= full || (width == image.width() && height == image.height())) return image.clone();
  const Image small = resize(image, width, height, Kernel::bilinear_antialias);
  return resize(small, image.width(), image.height(), Kernel::bilinear);
}

}  // namespace

Operation resolution() {
  return {
      .id = "resolution",
      .group = "blur",
      .title = "Resolution",
      .help =
          "Shrinks the picture to a square of a few pixels and enlarges it again: everything finer is "
          "gone. Shrinks with a bilinear filter that widens (antialiased), enlarges bilinearly.",
      .parameters = {{.id = "side",
                      .title = "Pixels a side",
                      .help =
                          "Pixels a side in between; whether the study trained anew for each, its readable "
                          "text does not say. 512 stands for full resolution.",
                      .unit = "pixels",
                      .min = 1,
                      .max = full,
                      .neutral = full,
                      .initial = 32,
                      .step = 1,
                      .scale = Scale::logarithmic}},
      .example =
          "4 pixels a side: sixteen grey values, blended into each other, are all that is left of "
          "the film.",
      .figure = "Resolution",
      .apply = apply};
}

}  // namespace unseen::filter
