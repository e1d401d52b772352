#include "filter/blur/separable.h"
#include "filter/operation.h"

namespace unseen::filter {
namespace {

Image apply(const Image& image, const Settings& settings) {
  if (settings[0] == 0) return image.clone();
  return convolved(image, gaussian_half(settings[0]));
}

}  // namespace

Operation gaussian_blur() {
  return {
      .id = "gaussian-blur",
      .group = "blur",
      .title = "Gaussian blur",
      .help =
          "Averages each pixel with its neighbours, the near ones counting most. Beyond the edge the "
          "picture is mirrored, its outermost pixels repeated (scipy's mode reflect, cut off at 4 "
          "sigma).",
      .parameters = {{.id = "sigma",
                      .title = "Sigma",
                      .help = "How far the average reaches, in pixels of the picture as it is at this step. "
                              "The study blurred by 2 at 224 pixels.",
                      .unit = "pixels",
                      .min = 0,
                      .max = 20,
                      .neutral = 0,
                      .initial = 2,
                      .step = 0.1}},
      .example = "Sigma 2: a line one pixel wide becomes about five pixels wide and a fifth as bright.",
      .figure = "Noise and blur",
      .apply = apply};
}

}  // namespace unseen::filter
