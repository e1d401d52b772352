#pragma once
// What an operation is: facts that sliders, links, the program, tests and pages follow, and one pure
// function.

#include <limits>
#include <span>
#include <string_view>
#include <vector>

#include "image/image.h"

namespace unseen::filter {

/// How a slider spreads the range: evenly, or evenly in the logarithm (both bounds above 0).
enum class Scale { linear, logarithmic };

/// There is no value at which the operation leaves the picture alone.
inline constexpr double no_neutral = std::numeric_limits<double>::quiet_NaN();

/// One number an operation is given.
struct Parameter {
  std::string_view id;      ///< kebab-case, one spelling everywhere
  std::string_view title;   ///< a short label
  std::string_view help;    ///< one sentence
  std::string_view unit{};  ///< e.g. "cycles per image"; empty for a plain number
  double min = 0, max = 1;
  /// With every parameter that has a neutral value at it, the operation gives its input back (for an
  /// operation with a working size: the plain resize to it). NaN for a parameter that has no say in that.
  double neutral = no_neutral;
  double initial = 0;  ///< what a step starts with, and what a step that leaves the parameter out means
  double step = 0;     ///< the least change a control makes; with 1 the value is a whole number
  Scale scale = Scale::linear;
  std::vector<std::string_view> choices{};  ///< titles of the values 0, 1, 2 …; empty for a number
};

/// A painted stroke: a round brush drawn along a line of points. Coordinates are shares of the picture's
/// width and height, the radius a share of its longer side, so that a stroke means the same at any size.
struct Stroke {
  struct Point {
    double x = 0, y = 0;
    friend bool operator==(const Point&, const Point&) = default;
  };
  double radius = 0;
  std::vector<Point> points;
  friend bool operator==(const Stroke&, const Stroke&) = default;
};

/// What a step says to its operation; values come checked, one a parameter and in their order.
struct Settings {
  std::span<const double> values;
  std::span<const Stroke> strokes{};

  double operator[](std::size_t parameter) const { return values[parameter]; }
};

/// An operation on a picture that was [0,1] before the chain; between steps values are float and may leave
/// [0,1]. `apply` is pure and deterministic: the same picture and settings give the same bits, natively and
/// in WebAssembly. It takes any picture from 1×1 up (with a working size: only of that size, see apply_step)
/// and any settings inside the bounds, and gives finite values for finite values.
struct Operation {
  std::string_view id;     ///< kebab-case, e.g. "low-pass"
  std::string_view group;  ///< frequency, blur, noise, tone, geometry, patches, scramble, marks
  std::string_view title;
  std::string_view help;  ///< what it does and what of, in a sentence or two
  std::vector<Parameter> parameters{};
  std::string_view example;   ///< a worked example in words: with this value that happens
  std::string_view figure{};  ///< of the study, where it used the operation: "Figure 1"; else empty
  int working_size = 0;  ///< pixels a side the picture is squashed to first (bilinear, antialiased); 0: none
  bool random = false;   ///< draws at random, from its parameter `seed` alone
  bool strokes = false;  ///< takes strokes
  bool idempotent = false;  ///< twice is once, to 1e-5, with its initial values
  Image (*apply)(const Image& image, const Settings& settings) = nullptr;
};

/// Every operation, in the order of operations.def.
std::span<const Operation> operations();
/// The operation of that id, or null.
const Operation* find(std::string_view id);

}  // namespace unseen::filter
