#include <algorithm>

#include "filter/operation.h"
#include "filter/pixels.h"

namespace unseen::filter {
namespace {

Image apply(const Image& image, const Settings& settings) {
  const auto ceiling = static_cast<float>(settings[0]);
  return mapped(image, [=](float x) { return std::min(x, ceiling); });
}

}  // namespace

Operation intensity_clip() {
  return {
      .id = "intensity-clip",
      .group = "tone",
      .title = "Clip bright values",
      .help = "Everything brighter than a ceiling becomes the ceiling: dense bone loses its detail.",
      .parameters = {{.id = "ceiling",
                      .title = "Ceiling",
                      .help = "The brightest value that stays. The study clipped at 0.6 after ImageNet "
                              "normalisation, which is 0.622 here (its red channel: 0.6 × 0.229 + 0.485).",
                      .unit = "",
                      .min = 0,
                      .max = 1,
                      .neutral = 1,
                      .initial = 0.622,
                      .step = 0.001}},
      .example = "Ceiling 0.622: a rib at 0.8 and a spine at 0.9 both become 0.622, lungs at 0.3 stay.",
      .figure = "Table 2",
      .idempotent = true,
      .apply = apply};
}

}  // namespace unseen::filter
