#include <algorithm>
#include <cmath>

#include "filter/frequency/fourier.h"
#include "filter/operation.h"

namespace unseen::filter {
namespace {

// A wave weaker than this share of the strongest is rounding: it has no phase worth keeping.
constexpr double weakest = 1e-7;

// hypot's last bit is libm's own business; this one's is not.
double height(std::complex<double> wave) {
  return std::sqrt(wave.real() * wave.real() + wave.imag() * wave.imag());
}

template <class Visit>
void each_wave_but_the_mean(Visit visit) {
  for (int column = 0; column < fourier_side; ++column)
    for (int v = 0; v < stored_waves; ++v)
      if (column != 0 || v != 0) visit(column, v);
}

Image apply(const Image& image, const Settings&) {
  auto spectrum = transform<double>(image);
  double strongest = height(spectrum.at(0, 0));
  each_wave_but_the_mean(
      [&](int column, int v) { strongest = std::max(strongest, height(spectrum.at(column, v))); });
  const double least = weakest * strongest;

  double energy = 0;
  double count = 0;
  each_wave_but_the_mean([&](int column, int v) {
    const double h = height(spectrum.at(column, v));
    if (h <= least) return;
    const double times = v == 0 || v == fourier_side / 2 ? 1 : 2;  // with its mirror, which is not stored
    energy += times * h * h;
    count += times;
  });
  const double common = count > 0 ? std::sqrt(energy / count) : 0;
  each_wave_but_the_mean([&](int column, int v) {
    const double h = height(spectrum.at(column, v));
    spectrum.scale(column, v, h <= least ? 0 : common / h);
  });
  return picture_of(std::move(spectrum));
}

}  // namespace

Operation phase_only() {
  return {.id = "phase-only",
          .group = "frequency",
          .title = "Phase only",
          .help =
              "Keeps where each wave's crests lie and makes all waves equally high; mean and contrast of the "
              "picture stay. "
              "The picture is squashed to 224 × 224 first.",
          .example = "Outlines stay where they were and stand out of noise: form is in the phases.",
          .working_size = fourier_side,
          .idempotent = true,
          .apply = apply};
}

}  // namespace unseen::filter
