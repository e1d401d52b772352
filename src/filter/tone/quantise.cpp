#include <cmath>

#include "filter/arithmetic.h"
#include "filter/operation.h"
#include "filter/pixels.h"

namespace unseen::filter {
namespace {

Image apply(const Image& image, const Settings& settings) {
  const double top = settings[0] - 1;
  return mapped(image, [=](float x) { return finite(std::floor(x * top + 0.5) / top); });
}

}  // namespace

Operation quantise() {
  return {
      .id = "quantise",
      .group = "tone",
      .title = "Fewer grey levels",
      .help = "Rounds every value to the nearest of a few evenly spaced greys, black and white among them.",
      .parameters = {{.id = "levels",
                      .title = "Levels",
                      .help = "How many greys are left.",
                      .unit = "levels",
                      .min = 2,
                      .max = 256,
                      .initial = 8,
                      .step = 1,
                      .scale = Scale::logarithmic}},
      .example = "2 levels: black below 0.5, white from 0.5 on.",
      .idempotent = true,
      .apply = apply};
}

}  // namespace unseen::filter
