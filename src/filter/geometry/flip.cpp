#include <algorithm>

#include "filter/operation.h"

namespace unseen::filter {
namespace {

Image apply(const Image& image, const Settings& settings) {
  const bool sideways = settings[0] == 0;
  Image out(image.width(), image.height());
  for (int y = 0; y < out.height(); ++y) {
    const auto from = image.row(sideways ? y : image.height() - 1 - y);
    const auto to = out.row(y);
    if (sideways)
      std::reverse_copy(from.begin(), from.end(), to.begin());
    else
      std::copy(from.begin(), from.end(), to.begin());
  }
  return out;
}

}  // namespace

Operation flip() {
  return {.id = "flip",
          .group = "geometry",
          .title = "Flip",
          .help = "Mirrors the film.",
          .parameters = {{.id = "axis",
                          .title = "What changes places",
                          .help = "Left and right, as a film hung the wrong way round, or top and bottom.",
                          .unit = "",
                          .min = 0,
                          .max = 1,
                          .initial = 0,
                          .step = 1,
                          .choices = {"left and right", "top and bottom"}}},
          .example = "Left and right: the heart points to the other side.",
          .apply = apply};
}

}  // namespace unseen::filter
