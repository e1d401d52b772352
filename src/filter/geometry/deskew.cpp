#include <algorithm>
#include <array>
#include <cmath>

#include "filter/arithmetic.h"
#include "filter/operation.h"

namespace unseen::filter {
namespace {

struct Point {
  double x = 0, y = 0;
};

/// Top left, top right, bottom right, bottom left; in shares of the picture, from edge to edge.
using Corners = std::array<Point, 4>;

constexpr Corners whole{{{0, 0}, {1, 0}, {1, 1}, {0, 1}}};

/// Twice the least area, in shares, of the triangle that three neighbouring corners span.
constexpr double least_turn = 1e-3;

Corners corners_of(const Settings& settings) {
  Corners corners;
  for (std::size_t i = 0; i < corners.size(); ++i) corners[i] = {settings[2 * i], settings[2 * i + 1]};
  return corners;
}

bool is_whole(const Corners& corners) {
  return std::equal(corners.begin(), corners.end(), whole.begin(),
                    [](const Point& a, const Point& b) { return a.x == b.x && a.y == b.y; });
}

/// Whether the corners go round a film in their order: at each of them the way turns to the right.
bool is_film(const Corners& corners) {
  for (std::size_t i = 0; i < 4; ++i) {
    const Point& a = corners[i];
    const Point& b = corners[(i + 1) % 4];
    const Point& c = corners[(i + 2) % 4];
    if ((b.x - a.x) * (c.y - b.y) - (b.y - a.y) * (c.x - b.x) < least_turn) return false;
  }
  return true;
}

/// The one projection that takes the unit square to four corners.
struct Projection {
  double a, b, c, d, e, f, g, h;

  Point operator()(double u, double v) const {
    const double depth = g * u + h * v + 1;
    return {(a * u + b * v + c) / depth, (d * u + e * v + f) / depth};
  }
};

Projection projection(const Corners& p) {
  const Point right{p[1].x - p[2].x, p[1].y - p[2].y};
  const Point left{p[3].x - p[2].x, p[3].y - p[2].y};
  const Point skew{p[0].x - p[1].x + p[2].x - p[3].x, p[0].y - p[1].y + p[2].y - p[3].y};
  const double area = right.x * left.y - left.x * right.y;
  const double g = (skew.x * left.y - left.x * skew.y) / area;
  const double h = (right.x * skew.y - skew.x * right.y) / area;
  return {p[1].x - p[0].x + g * p[1].x,
          p[3].x - p[0].x + h * p[3].x,
          p[0].x,
          p[1].y - p[0].y + g * p[1].y,
          p[3].y - p[0].y + h * p[3].y,
          p[0].y,
          g,
          h};
}

int whole_pixels(double length) { return std::max(1, static_cast<int>(std::floor(length + 0.5))); }

/// Mean lengths of opposite sides, both made smaller alike until they fit into the picture that there is.
Image canvas(const Image& image, const Corners& corners) {
  const auto length = [&](std::size_t from, std::size_t to) {
    const double x = (corners[to].x - corners[from].x) * image.width();
    const double y = (corners[to].y - corners[from].y) * image.height();
    return std::sqrt(x * x + y * y);
  };
  const double width = (length(0, 1) + length(3, 2)) / 2;
  const double height = (length(0, 3) + length(1, 2)) / 2;
  const double scale = std::min({1.0, image.width() / width, image.height() / height});
  return {std::min(image.width(), whole_pixels(width * scale)),
          std::min(image.height(), whole_pixels(height * scale))};
}

/// Bilinear; beyond the middle of the outermost pixels those go on.
double value_at(const Image& image, double x, double y) {
  const double across = std::clamp(x, 0.0, image.width() - 1.0);
  const double down = std::clamp(y, 0.0, image.height() - 1.0);
  const int column = std::min(static_cast<int>(across), std::max(0, image.width() - 2));
  const int line = std::min(static_cast<int>(down), std::max(0, image.height() - 2));
  const int next = std::min(column + 1, image.width() - 1);
  const int below = std::min(line + 1, image.height() - 1);
  const double share_x = across - column;
  const double share_y = down - line;
  const auto at = [&](int i, int j) { return static_cast<double>(image.at(i, j)); };
  const double upper = at(column, line) * (1 - share_x) + at(next, line) * share_x;
  const double lower = at(column, below) * (1 - share_x) + at(next, below) * share_x;
  return upper * (1 - share_y) + lower * share_y;
}

Image apply(const Image& image, const Settings& settings) {
  const Corners corners = corners_of(settings);
  if (is_whole(corners) || !is_film(corners)) return image.clone();
  const Projection from = projection(corners);
  Image out = canvas(image, corners);
  for (int y = 0; y < out.height(); ++y) {
    const auto row = out.row(y);
    const double v = (y + 0.5) / out.height();
    for (int x = 0; x < out.width(); ++x) {
      const Point at = from((x + 0.5) / out.width(), v);
      row[static_cast<std::size_t>(x)] =
          finite(value_at(image, at.x * image.width() - 0.5, at.y * image.height() - 0.5));
    }
  }
  return out;
}

Parameter place(std::string_view id, std::string_view title, std::string_view help, double neutral,
                double initial) {
  return {.id = id,
          .title = title,
          .help = help,
          .unit = "",
          .min = 0,
          .max = 1,
          .neutral = neutral,
          .initial = initial,
          .step = 0.001};
}

}  // namespace

Operation deskew() {
  return {.id = "deskew",
          .group = "geometry",
          .title = "Straighten a photograph",
          .help =
              "Takes a film out of a photograph of it: the four corners become those of the picture (a "
              "projection, bilinear), which is as large as the film's mean sides. Corners that do not go "
              "round a film in their order leave the picture as it is.",
          .parameters = {place("top-left-x", "Top left, across",
                               "Where the film's upper left corner is, as a share of the width.", 0, 0.05),
                         place("top-left-y", "Top left, down",
                               "Where the film's upper left corner is, as a share of the height.", 0, 0.05),
                         place("top-right-x", "Top right, across",
                               "Where the film's upper right corner is, as a share of the width.", 1, 0.95),
                         place("top-right-y", "Top right, down",
                               "Where the film's upper right corner is, as a share of the height.", 0, 0.05),
                         place("bottom-right-x", "Bottom right, across",
                               "Where the film's lower right corner is, as a share of the width.", 1, 0.95),
                         place("bottom-right-y", "Bottom right, down",
                               "Where the film's lower right corner is, as a share of the height.", 1, 0.95),
                         place("bottom-left-x", "Bottom left, across",
                               "Where the film's lower left corner is, as a share of the width.", 0, 0.05),
                         place("bottom-left-y", "Bottom left, down",
                               "Where the film's lower left corner is, as a share of the height.", 1, 0.95)},
          .example =
              "All corners 0.1 from the edges: of a photograph of 1000 × 1000 pixels the middle 800 × 800 "
              "are left, as by cropping.",
          .apply = apply};
}

}  // namespace unseen::filter
