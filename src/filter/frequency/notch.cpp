#include <algorithm>

#include "filter/frequency/fourier.h"
#include "filter/frequency/waves.h"

namespace unseen::filter {
namespace {

enum { inner, outer, edge, offset, clip };

Image apply(const Image& image, const Settings& settings) {
  const double from = settings[inner];
  const double to = settings[outer];
  const bool smooth = settings[edge] != 0;
  return keep_waves(image,
                    [=](double squared) {
                      return 1 -
                             std::max(0.0, low_share(squared, to, smooth) - low_share(squared, from, smooth));
                    },
                    {settings[offset], settings[clip] != 0});
}

}  // namespace

Operation notch() {
  return {.id = "notch",
          .group = "frequency",
          .title = "Notch",
          .help =
              "Drops a ring of waves, the one that a band-pass of the same radii keeps. The picture is "
              "squashed to 224 × "
              "224 first, as in the study.",
          .parameters = {radius_parameter("inner", "Inner radius", "Waves from it on are dropped: inner ≤ ρ.",
                                          no_neutral, 10),
                         radius_parameter(
                             "outer", "Outer radius",
                             "Waves below it are dropped: ρ < outer; at or below the inner radius none is.",
                             0, 25),
                         edge_parameter(), offset_parameter(), study_clip_parameter()},
          .example = "From 10 to 25 the chest keeps its shape and its fine detail, and the ribs fade.",
          .working_size = fourier_side,
          .idempotent = true,
          .apply = apply};
}

}  // namespace unseen::filter
