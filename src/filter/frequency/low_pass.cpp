#include "filter/frequency/fourier.h"
#include "filter/frequency/waves.h"

namespace unseen::filter {
namespace {

enum { radius, edge, clip };

Image apply(const Image& image, const Settings& settings) {
  const double limit = settings[radius];
  const bool smooth = settings[edge] != 0;
  return keep_waves(image, [=](double squared) { return low_share(squared, limit, smooth); },
                    {.study_clip = settings[clip] != 0});
}

}  // namespace

Operation low_pass() {
  auto limit = radius_parameter("radius", "Radius", "Waves below it stay: ρ < radius.", 200, 25);
  limit.min = 1;  // the mean alone
  limit.scale = Scale::logarithmic;
  return {.id = "low-pass",
          .group = "frequency",
          .title = "Low-pass",
          .help =
              "Keeps the coarse: only waves that go through the picture fewer times than the radius. The "
              "picture is "
              "squashed to 224 × 224 first, as in the study.",
          .parameters = {limit, edge_parameter(), study_clip_parameter()},
          .example =
              "At radius 10 a chest is a grey smear: nothing finer than a twentieth of the picture is left.",
          .figure = "Figure 1",
          .working_size = fourier_side,
          .idempotent = true,
          .apply = apply};
}

}  // namespace unseen::filter
