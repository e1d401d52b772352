#include "filter/arithmetic.h"
#include "filter/noise/seed.h"
#include "filter/operation.h"
#include "filter/random.h"

namespace unseen::filter {
namespace {

Image apply(const Image& image, const Settings& settings) {
  const double spread = settings[0];
  const Draws draws(settings[1], Purpose::gaussian_noise);
  if (spread == 0) return image.clone();
  Image out(image.width(), image.height());
  const auto from = image.values();
  const auto to = out.values();
  for (std::size_t i = 0; i < from.size(); ++i)
    to[i] = finite(static_cast<double>(from[i]) + spread * normal_quantile(draws.uniform(i)));
  return out;
}

}  // namespace

Operation gaussian_noise() {
  return {
      .id = "gaussian-noise",
      .group = "noise",
      .title = "Gaussian noise",
      .help =
          "Adds a normally distributed number to every pixel, independently of its neighbours and of how "
          "bright it is. Only the end of the chain is cut to black and white.",
      .parameters = {{.id = "spread",
                      .title = "Spread",
                      .help = "The standard deviation, as a share of the range from black to white; 0.1 in "
                              "the study's notebook.",
                      .unit = "",
                      .min = 0,
                      .max = 1,
                      .neutral = 0,
                      .initial = 0.1,
                      .step = 0.01},
                     seed()},
      .example = "Spread 0.1: of all pixels at grey 0.5, two thirds end between 0.4 and 0.6.",
      .figure = "Noise and blur",
      .random = true,
      .apply = apply};
}

}  // namespace unseen::filter
