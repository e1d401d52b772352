#include "image/window.h"

#include <algorithm>
#include <cmath>

#include <fmt/core.h>

namespace unseen {
namespace {

// A window as line and ends, so that the loop over pixels has no division.
struct Line {
  double low, high, centre, slope;

  explicit Line(Window window) {
    const double width = std::max(window.width, 1.0);
    centre = window.center - 0.5;
    low = centre - (width - 1) / 2;
    high = centre + (width - 1) / 2;
    slope = width > 1 ? 1 / (width - 1) : 0;
  }
  double operator()(double x) const {
    return x <= low ? 0.0 : x > high ? 1.0 : std::clamp((x - centre) * slope + 0.5, 0.0, 1.0);
  }
};

double range_of(int bits) { return std::ldexp(1.0, bits); }

}  // namespace

Window full_window(int bits) { return {range_of(bits) / 2, range_of(bits)}; }

Window twelve_bit_window() { return full_window(12); }

Result<Window> check_window(Window window, int bits) {
  const double range = range_of(bits);
  if (!std::isfinite(window.center) || !std::isfinite(window.width))
    return refuse(Code::window_out_of_range, "center and width must be numbers");
  if (window.width < 1 || window.width > 2 * range)
    return refuse(Code::window_out_of_range,
                  fmt::format("width {:g}, allowed 1 to {:g}", window.width, 2 * range));
  if (window.center < -range || window.center > 2 * range)
    return refuse(Code::window_out_of_range,
                  fmt::format("center {:g}, allowed {:g} to {:g}", window.center, -range, 2 * range));
  return window;
}

Image apply_window(const Image& stored, Window window) {
  if (stored.empty()) return {};
  const Line line(window);
  Image shown(stored.width(), stored.height());
  std::transform(stored.values().begin(), stored.values().end(), shown.values().begin(),
                 [&line](float v) { return static_cast<float>(line(static_cast<double>(v))); });
  return shown;
}

double apply_window(double stored, Window window) { return Line(window)(stored); }

}  // namespace unseen
