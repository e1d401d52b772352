#include <algorithm>
#include <cmath>

#include "filter/operation.h"

namespace unseen::filter {
namespace {

// In pixels, their centres at whole numbers.
using Point = Stroke::Point;

double squared_distance(double x, double y, const Point& from, const Point& to) {
  const double along_x = to.x - from.x;
  const double along_y = to.y - from.y;
  const double length = along_x * along_x + along_y * along_y;
  const double share =
      length > 0 ? std::clamp(((x - from.x) * along_x + (y - from.y) * along_y) / length, 0.0, 1.0) : 0;
  const double gap_x = x - from.x - share * along_x;
  const double gap_y = y - from.y - share * along_y;
  return gap_x * gap_x + gap_y * gap_y;
}

struct Range {
  int begin, end;
};

Range touched(double one, double two, double radius, int size) {
  const double most = size;
  return {static_cast<int>(std::clamp(std::ceil(std::min(one, two) - radius), 0.0, most)),
          static_cast<int>(std::clamp(std::floor(std::max(one, two) + radius) + 1, 0.0, most))};
}

void paint(Image& out, const Point& from, const Point& to, double radius, float fill) {
  const Range down = touched(from.y, to.y, radius, out.height());
  const Range across = touched(from.x, to.x, radius, out.width());
  for (int y = down.begin; y < down.end; ++y)
    for (int x = across.begin; x < across.end; ++x)
      if (squared_distance(x, y, from, to) <= radius * radius) out.at(x, y) = fill;
}

Image apply(const Image& image, const Settings& settings) {
  Image out = image.clone();
  const auto place = [&image](const Point& share) {
    return Point{share.x * image.width() - 0.5, share.y * image.height() - 0.5};
  };
  for (const Stroke& stroke : settings.strokes) {
    const double radius = stroke.radius * std::max(image.width(), image.height());
    for (std::size_t i = 0; i < stroke.points.size(); ++i)
      paint(out, place(stroke.points[i == 0 ? 0 : i - 1]), place(stroke.points[i]), radius,
            static_cast<float>(settings[0]));
  }
  return out;
}

}  // namespace

Operation brush_mask() {
  return {.id = "brush-mask",
          .group = "marks",
          .title = "Brush",
          .help =
              "Covers what is painted over with a plain grey. A stroke is a round brush drawn along a line; "
              "pixels whose centres it touches are covered.",
          .parameters = {{.id = "fill",
                          .title = "Fill",
                          .help = "The grey value that is painted with, 0 black and 1 white.",
                          .unit = "",
                          .min = 0,
                          .max = 1,
                          .initial = 0,
                          .step = 0.01}},
          .example = "A stroke over the heart shows whether the score needs it.",
          .strokes = true,
          .idempotent = true,
          .apply = apply};
}

}  // namespace unseen::filter
