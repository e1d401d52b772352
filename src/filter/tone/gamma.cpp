#include "filter/arithmetic.h"
#include "filter/operation.h"
#include "filter/pixels.h"

namespace unseen::filter {
namespace {

// Values below 0 are bent as their mirror images are, so that nothing becomes undefined.
Image apply(const Image& image, const Settings& settings) {
  const double exponent = settings[0];
  if (exponent == 1) return image.clone();
  return mapped(image, [=](float x) {
    const float size = finite(power(x < 0 ? -static_cast<double>(x) : x, exponent));
    return x < 0 ? -size : size;
  });
}

}  // namespace

Operation gamma() {
  return {.id = "gamma",
          .group = "tone",
          .title = "Gamma",
          .help =
              "Raises every grey value to a power: middle greys become darker or brighter, black and white "
              "stay.",
          .parameters = {{.id = "exponent",
                          .title = "Exponent",
                          .help = "The power; above 1 the picture becomes darker, below 1 brighter.",
                          .unit = "",
                          .min = 0.2,
                          .max = 5,
                          .neutral = 1,
                          .initial = 2,
                          .step = 0.01,
                          .scale = Scale::logarithmic}},
          .example = "Exponent 2: grey 0.5 becomes 0.25.",
          .apply = apply};
}

}  // namespace unseen::filter
