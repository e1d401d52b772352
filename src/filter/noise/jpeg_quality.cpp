#include "filter/operation.h"
#include "image/jpeg_round_trip.h"

namespace unseen::filter {
namespace {

Image apply(const Image& image, const Settings& settings) {
  return jpeg_round_trip(image, static_cast<int>(settings[0]));
}

}  // namespace

Operation jpeg_quality() {
  return {.id = "jpeg-quality",
          .group = "noise",
          .title = "JPEG",
          .help =
              "Writes the picture as a grey JPEG of 8 bits and reads it back: fine detail is rounded away in "
              "squares of 8 pixels. Values beyond black and white are cut first.",
          .parameters = {{.id = "quality",
                          .title = "Quality",
                          .help = "The usual JPEG quality: 100 is nearly without loss, 10 shows the squares.",
                          .unit = "",
                          .min = 1,
                          .max = 100,
                          .initial = 30,
                          .step = 1}},
          .example = "Quality 10: squares of 8 × 8 pixels become visible, and fine lung texture is gone.",
          .apply = apply};
}

}  // namespace unseen::filter
