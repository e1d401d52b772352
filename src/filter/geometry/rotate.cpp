#include <cmath>

#include "filter/arithmetic.h"
#include "filter/operation.h"

namespace unseen::filter {
namespace {

double value_at(const Image& image, int x, int y) {
  const bool inside = x >= 0 && x < image.width() && y >= 0 && y < image.height();
  return inside ? static_cast<double>(image.at(x, y)) : 0;
}

Image apply(const Image& image, const Settings& settings) {
  if (settings[0] == 0) return image.clone();
  const Direction turn = direction(settings[0]);
  const double middle_x = (image.width() - 1) / 2.0;
  const double middle_y = (image.height() - 1) / 2.0;
  Image out(image.width(), image.height());
  for (int y = 0; y < out.height(); ++y) {
    const auto row = out.row(y);
    const double down = y - middle_y;
    for (int x = 0; x < out.width(); ++x) {
      const double right = x - middle_x;
      const double from_x = middle_x + turn.cosine * right - turn.sine * down;
      const double from_y = middle_y + turn.sine * right + turn.cosine * down;
      const double low_x = std::floor(from_x);
      const double low_y = std::floor(from_y);
      const double share_x = from_x - low_x;
      const double share_y = from_y - low_y;
      const int column = static_cast<int>(low_x);
      const int line = static_cast<int>(low_y);
      const double above =
          value_at(image, column, line) * (1 - share_x) + value_at(image, column + 1, line) * share_x;
      const double below =
          value_at(image, column, line + 1) * (1 - share_x) + value_at(image, column + 1, line + 1) * share_x;
      row[static_cast<std::size_t>(x)] = finite(above * (1 - share_y) + below * share_y);
    }
  }
  return out;
}

}  // namespace

Operation rotate() {
  return {.id = "rotate",
          .group = "geometry",
          .title = "Rotate",
          .help =
              "Turns the film about its middle (bilinear); what comes in from outside is black, what turns "
              "out is lost.",
          .parameters = {{.id = "angle",
                          .title = "Angle",
                          .help = "Degrees against the clock.",
                          .unit = "°",
                          .min = -180,
                          .max = 180,
                          .neutral = 0,
                          .initial = 10,
                          .step = 1}},
          .example = "90°: what was on the right is on top.",
          .apply = apply};
}

}  // namespace unseen::filter
