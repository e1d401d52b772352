#include "filter/noise/seed.h"
#include "filter/operation.h"
#include "filter/random.h"

namespace unseen::filter {
namespace {

Image apply(const Image& image, const Settings& settings) {
  const double share = settings[0];
  const Draws draws(settings[1], Purpose::salt_and_pepper);
  Image out = image.clone();
  const auto to = out.values();
  for (std::size_t i = 0; i < to.size(); ++i) {
    const double draw = draws.uniform(i);
    if (draw < share) to[i] = draw < share / 2 ? 0 : 1;
  }
  return out;
}

}  // namespace

Operation salt_and_pepper() {
  return {.id = "salt-and-pepper",
          .group = "noise",
          .title = "Salt and pepper",
          .help =
              "Replaces pixels, drawn at random, by black or white with equal chance, as dead detector "
              "elements do.",
          .parameters = {{.id = "share",
                          .title = "Share",
                          .help = "The share of pixels that are replaced.",
                          .unit = "",
                          .min = 0,
                          .max = 1,
                          .neutral = 0,
                          .initial = 0.05,
                          .step = 0.01},
                         seed()},
          .example = "Share 0.05: of 100 pixels about five are lost; a median of radius 1 brings most back.",
          .random = true,
          .idempotent = true,
          .apply = apply};
}

}  // namespace unseen::filter
