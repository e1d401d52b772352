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
                      return std::max(0.0, low_share(squared, to, smooth) - low_share(squared, from, smooth));
                    },
                    {settings[offset], settings[clip] != 0});
}

}  // namespace

Operation band_pass() {
  return {
      .id = "band-pass",
      .group = "frequency",
      .title = "Band-pass",
      .help =
          "Keeps a ring of waves: those that go through the picture at least as often as the inner radius "
          "and less "
          "often than the outer. The picture is squashed to 224 × 224 first, as in the study.",
      .parameters = {radius_parameter("inner", "Inner radius", "Waves from it on stay: inner ≤ ρ.", 0, 10),
                     radius_parameter(
                         "outer", "Outer radius",
                         "Waves below it stay: ρ < outer; at or below the inner radius nothing does.", 200,
                         25),
                     edge_parameter(), offset_parameter(), study_clip_parameter()},
      .example =
          "From 10 to 25 ribs stay as soft stripes; the shape of the chest and all fine detail are gone.",
      .working_size = fourier_side,
      .idempotent = true,
      .apply = apply};
}

}  // namespace unseen::filter
