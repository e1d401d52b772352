#include <cmath>

#include "filter/frequency/fourier.h"
#include "filter/operation.h"

namespace unseen::filter {
namespace {

Image apply(const Image& image, const Settings&) {
  auto spectrum = transform<double>(image);
  for (int column = 0; column < fourier_side; ++column) {
    for (int v = 0; v < stored_waves; ++v) {
      const auto wave = spectrum.at(column, v);
      // Every crest in the middle of the picture instead of its corner: a wave of odd number changes its
      // sign.
      const double sign = (column + v) % 2 == 0 ? 1 : -1;
      spectrum.set(column, v, sign * std::sqrt(wave.real() * wave.real() + wave.imag() * wave.imag()));
    }
  }
  return picture_of(std::move(spectrum));
}

}  // namespace

Operation magnitude_only() {
  return {
      .id = "magnitude-only",
      .group = "frequency",
      .title = "Magnitude only",
      .help =
          "Keeps how high each wave is and lets all crests meet in the middle; mean and contrast of the "
          "picture stay. "
          "The picture is squashed to 224 × 224 first.",
      .example = "A bright dot on grey: nothing can be recognised, though every wave is as strong as before.",
      .working_size = fourier_side,
      .idempotent = true,
      .apply = apply};
}

}  // namespace unseen::filter
