#include "filter/arithmetic.h"
#include "filter/blur/separable.h"
#include "filter/operation.h"

namespace unseen::filter {
namespace {

Image apply(const Image& image, const Settings& settings) {
  const double amount = settings[0];
  if (amount == 0) return image.clone();
  Image out = convolved(image, gaussian_half(settings[1]));
  const auto from = image.values();
  const auto to = out.values();
  for (std::size_t i = 0; i < from.size(); ++i) {
    const auto x = static_cast<double>(from[i]);
    to[i] = finite(x + amount * (x - static_cast<double>(to[i])));
  }
  return out;
}

}  // namespace

Operation sharpen() {
  return {.id = "sharpen",
          .group = "blur",
          .title = "Sharpen",
          .help = "Adds what a Gaussian blur would take away (unsharp mask), without clipping.",
          .parameters = {{.id = "amount",
                          .title = "Amount",
                          .help = "How many times what the blur takes away is added.",
                          .unit = "",
                          .min = 0,
                          .max = 5,
                          .neutral = 0,
                          .initial = 1,
                          .step = 0.1},
                         {.id = "sigma",
                          .title = "Sigma",
                          .help = "How coarse the structures are that are strengthened.",
                          .unit = "pixels",
                          .min = 0.5,
                          .max = 20,
                          .initial = 2,
                          .step = 0.1}},
          .example = "Amount 1: an edge gets a bright seam on its bright side and a dark one on the other.",
          .apply = apply};
}

}  // namespace unseen::filter
