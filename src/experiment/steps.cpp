#include "experiment/steps.h"

namespace unseen::experiment {

Image after(const Image& image, std::span<const Step> steps) {
  if (steps.empty()) return image.clone();
  auto now = filter::apply_step(image, steps.front());
  for (const auto& step : steps.subspan(1)) now = filter::apply_step(now, step);
  return now;
}

}  // namespace unseen::experiment
