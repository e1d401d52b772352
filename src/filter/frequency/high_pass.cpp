#include "filter/frequency/fourier.h"
#include "filter/frequency/waves.h"

namespace unseen::filter {
namespace {

enum { radius, edge, offset, clip };

Image apply(const Image& image, const Settings& settings) {
  const double limit = settings[radius];
  const bool smooth = settings[edge] != 0;
  return keep_waves(image, [=](double squared) { return 1 - low_share(squared, limit, smooth); },
                    {settings[offset], settings[clip] != 0});
}

}  // namespace

Operation high_pass() {
  return {
      .id = "high-pass",
      .group = "frequency",
      .title = "High-pass",
      .help =
          "Keeps the fine: only waves that go through the picture at least as often as the radius. The "
          "picture is "
          "squashed to 224 × 224 first, as in the study.",
      .parameters = {radius_parameter("radius", "Radius", "Waves from it on stay: ρ ≥ radius.", 0, 25),
                     edge_parameter(), offset_parameter(), study_clip_parameter()},
      .example = "At radius 50 organs are gone and only faint outlines and grain are left on an even grey.",
      .figure = "Figure 1",
      .working_size = fourier_side,
      .idempotent = true,
      .apply = apply};
}

}  // namespace unseen::filter
