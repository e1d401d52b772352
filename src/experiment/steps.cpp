#include "experiment/steps.h"

#include "image/resample.h"

namespace unseen::experiment {

Image after(const Image& image, std::span<const Step> steps) {
  auto now = image.clone();
  for (const auto& [operation, values, strokes] : steps) {
    const int side = operation->working_size;
    if (side > 0) now = resize(now, side, side, Kernel::bilinear_antialias);
    now = operation->apply(now, {values, strokes});
  }
  return now;
}

}  // namespace unseen::experiment
