#include "image/window.h"

#include <algorithm>
#include <cmath>

#include <fmt/core.h>

namespace unseen {

Window full_window(int bits) { return {std::ldexp(1.0, bits - 1), std::ldexp(1.0, bits)}; }

Window twelve_bit_window() { return full_window(12); }

ValueRange full_range(int bits) { return {0, std::ldexp(1.0, bits) - 1}; }

Result<Window> check_window(Window window, ValueRange range) {
  const double span = range.high - range.low + 1;
  const double least = span > 2 ? 1 : (range.high - range.low) / 65536;
  if (!std::isfinite(window.center) || !std::isfinite(window.width))
    return refuse(Code::window_out_of_range, "center and width must be numbers");
  if (window.width < least || window.width > 2 * span)
    return refuse(Code::window_out_of_range,
                  fmt::format("width {:g}, allowed {:g} to {:g}", window.width, least, 2 * span));
  if (window.center < range.low - span || window.center > range.low + 2 * span)
    return refuse(Code::window_out_of_range, fmt::format("center {:g}, allowed {:g} to {:g}", window.center,
                                                         range.low - span, range.low + 2 * span));
  return window;
}

double apply_window(double value, Window window) {
  const double width = std::max(window.width, 1.0);
  const double centre = window.center - 0.5;
  if (value <= centre - (width - 1) / 2) return 0;
  if (value > centre + (width - 1) / 2) return 1;
  return std::clamp((value - centre) / (width - 1) + 0.5, 0.0, 1.0);
}

}  // namespace unseen
