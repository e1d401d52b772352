#include <algorithm>
#include <cmath>

#include "filter/arithmetic.h"
#include "filter/noise/seed.h"
#include "filter/operation.h"
#include "filter/random.h"

namespace unseen::filter {
namespace {

// The least count whose cumulative probability reaches `share`: summed up for few photons, by Cornish and
// Fisher's expansion to the third order for many, where it is off by one count in less than 1 draw of 100.
double poisson_quantile(double mean, double share) {
  if (mean < 30) {
    double probability = exponential(-mean);
    double sum = probability;
    double count = 0;
    while (sum < share && count < 200) {
      count += 1;
      probability *= mean / count;
      sum += probability;
    }
    return count;
  }
  const double z = normal_quantile(share);
  const double spread = std::sqrt(mean);
  const double at = mean + spread * z + (z * z - 1) / 6 + (z - z * z * z) / (72 * spread);
  return std::max(std::ceil(at - 0.5), 0.0);
}

Image apply(const Image& image, const Settings& settings) {
  const double photons = settings[0];
  const Draws draws(settings[1], Purpose::poisson_noise);
  Image out(image.width(), image.height());
  const auto from = image.values();
  const auto to = out.values();
  for (std::size_t i = 0; i < from.size(); ++i) {
    const double mean = static_cast<double>(from[i]) * photons;
    to[i] = mean > 0 ? finite(poisson_quantile(mean, draws.uniform(i)) / photons) : 0;
  }
  return out;
}

}  // namespace

Operation poisson_noise() {
  return {
      .id = "poisson-noise",
      .group = "noise",
      .title = "Photon noise",
      .help =
          "Takes every grey value as an expected number of photons and draws the number that arrives: "
          "noise grows with the square root of brightness. Values below 0 count as none.",
      .parameters = {{.id = "photons",
                      .title = "Photons at white",
                      .help = "How many photons a white pixel receives on average; fewer mean more noise.",
                      .unit = "photons",
                      .min = 1,
                      .max = 100000,
                      .initial = 200,
                      .step = 1,
                      .scale = Scale::logarithmic},
                     seed()},
      .example =
          "200 photons: grey 0.5 is 100 photons, give or take 10, so it ends between 0.45 and 0.55 two "
          "times in three.",
      .random = true,
      .apply = apply};
}

}  // namespace unseen::filter
