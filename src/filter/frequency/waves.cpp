#include "filter/frequency/waves.h"

#include <algorithm>

#include "filter/frequency/fourier.h"

namespace unseen::filter {
namespace {

// ImageNet's, of the first channel.
constexpr float mean = 0.485F;
constexpr float spread = 0.229F;

}  // namespace

double low_share(double squared, double radius, bool smooth) {
  const double limit = radius * radius;
  if (!smooth) return squared < limit ? 1 : 0;
  if (limit <= 0) return 0;
  const double ratio = squared / limit;
  return 1 / (1 + ratio * ratio);
}

Image keep_waves(const Image& image, const std::function<double(double squared)>& keep,
                 const Filtering& filtering) {
  auto spectrum = transform<float>(image);
  for (int column = 0; column < fourier_side; ++column) {
    const double u = wave(column);
    for (int v = 0; v < stored_waves; ++v) spectrum.scale(column, v, static_cast<float>(keep(u * u + v * v)));
  }
  auto picture = picture_of(std::move(spectrum));
  const auto removed = static_cast<float>(1 - keep(0));
  if (filtering.study_clip) {
    for (float& value : picture.values()) value = std::min(value + mean * removed, mean + spread);
  } else if (removed > 0) {
    const float added = static_cast<float>(filtering.offset) * removed;
    for (float& value : picture.values()) value += added;
  }
  return picture;
}

Parameter radius_parameter(std::string_view id, std::string_view title, std::string_view help, double neutral,
                           double initial) {
  return {.id = id,
          .title = title,
          .help = help,
          .unit = "cycles per image",
          .min = 0,
          .max = 200,
          .neutral = neutral,
          .initial = initial,
          .step = 1};
}

Parameter edge_parameter() {
  return {.id = "edge",
          .title = "Edge",
          .help =
              "Hard, as in the study, leaves ripples beside edges; smooth lets a wave of exactly the radius "
              "through by "
              "half (Butterworth, order 2).",
          .min = 0,
          .max = 1,
          .neutral = 0,
          .initial = 0,
          .step = 1,
          .choices = {"Hard", "Smooth"}};
}

Parameter offset_parameter() {
  return {.id = "offset",
          .title = "Grey level",
          .help = "What takes the place of the mean where the filter removes it; 0 as in the study.",
          .min = 0,
          .max = 1,
          .initial = 0.5,
          .step = 0.01};
}

Parameter study_clip_parameter() {
  return {.id = "study-clip",
          .title = "The study's clip",
          .help =
              "Cut above 1 after ImageNet's normalisation (that is above grey 0.714), as the study's code "
              "does; a removed "
              "mean becomes grey 0.485 then.",
          .min = 0,
          .max = 1,
          .neutral = 0,
          .initial = 0,
          .step = 1,
          .choices = {"Off", "On"}};
}

}  // namespace unseen::filter
