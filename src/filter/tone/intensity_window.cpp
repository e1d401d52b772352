#include "filter/operation.h"
#include "filter/pixels.h"

namespace unseen::filter {
namespace {

// At centre 0.5 and width 1 nothing is rounded: x - 0, over 1.
Image apply(const Image& image, const Settings& settings) {
  const double low = settings[0] - settings[1] / 2;
  const double width = settings[1];
  return mapped(image, [=](float x) { return to_unit(static_cast<float>((x - low) / width)); });
}

}  // namespace

Operation intensity_window() {
  return {.id = "intensity-window",
          .group = "tone",
          .title = "Window",
          .help =
              "Spreads the grey values of a window over the whole range; what lies below becomes black, "
              "what lies above white.",
          .parameters = {{.id = "centre",
                          .title = "Centre",
                          .help = "The grey value in the middle of the window, 0 black and 1 white.",
                          .unit = "",
                          .min = 0,
                          .max = 1,
                          .neutral = 0.5,
                          .initial = 0.5,
                          .step = 0.01},
                         {.id = "width",
                          .title = "Width",
                          .help = "How much of the range the window takes in.",
                          .unit = "",
                          .min = 0.01,
                          .max = 2,
                          .neutral = 1,
                          .initial = 0.8,
                          .step = 0.01}},
          .example =
              "Centre 0.5 and width 0.8: grey 0.1 becomes black, 0.9 white, and contrast grows by a "
              "quarter.",
          .apply = apply};
}

}  // namespace unseen::filter
