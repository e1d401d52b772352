#pragma once
// Thick lines on a map of thicknesses: bones, vessels, wires. What one stroke draws over itself counts once
// (the largest chord wins); finished strokes add up.

#include <algorithm>
#include <span>

#include "image/image.h"
#include "phantom/projection.h"

namespace unseen::phantom {

/// A bone's tube: ellipse of half-height `across` (in the film's plane) and half-thickness `along` (the
/// beam), a shell of cortex around a spongy inside. Lengths in cm; `cap` is the longest way through it, in cm
/// of cortex.
struct Tube {
  float across, along;
  float cortex, spongy, density, cap;
  float across_end = 0;  ///< at the last point; 0: the same
};

class Strokes {
 public:
  Strokes(const Projection& projection, Image& onto, Image& scratch)
      : projection_(projection), onto_(onto), scratch_(scratch) {}
  Strokes(const Strokes&) = delete;
  Strokes& operator=(const Strokes&) = delete;
  ~Strokes() { finish(); }

  /// From one point of the film to another, in pixels; `chord(q)` gives the thickness where q is the squared
  /// distance from the axis over the squared radius, in [0, 1).
  template <class Chord>
  void line(float u0, float v0, float u1, float v1, float radius0, float radius1, Chord chord) {
    const float reach = std::max(radius0, radius1);
    const int last = scratch_.width() - 1;
    const int x0 = std::max(0, floor_of(std::min(u0, u1) - reach));
    const int x1 = std::min(last, floor_of(std::max(u0, u1) + reach) + 1);
    const int y0 = std::max(0, floor_of(std::min(v0, v1) - reach));
    const int y1 = std::min(last, floor_of(std::max(v0, v1) + reach) + 1);
    if (x0 > x1 || y0 > y1) return;
    left_ = std::min(left_, x0);
    right_ = std::max(right_, x1);
    top_ = std::min(top_, y0);
    bottom_ = std::max(bottom_, y1);
    const float dx = u1 - u0;
    const float dy = v1 - v0;
    const float inverse = 1 / (dx * dx + dy * dy + 1e-6F);
    for (int y = y0; y <= y1; ++y) {
      const auto row = scratch_.row(y);
      const float ay = static_cast<float>(y) + 0.5F - v0;
      for (int x = x0; x <= x1; ++x) {
        const float ax = static_cast<float>(x) + 0.5F - u0;
        const float t = clamped((ax * dx + ay * dy) * inverse, 0, 1);
        const float distance = squared(ax - t * dx) + squared(ay - t * dy);
        const float radius = radius0 + (radius1 - radius0) * t;
        if (distance >= radius * radius) continue;
        float& value = row[static_cast<std::size_t>(x)];
        value = std::max(value, chord(distance / (radius * radius)));
      }
    }
  }

  /// A round rod between two points of the body, filled; its thickness times `factor`.
  void rod(const Point& from, const Point& to, float radius0, float radius1, float factor);
  void ball(const Point& at, float radius, float depth, float factor);
  void tube(std::span<const Point> curve, const Tube& tube);

  /// Adds what was drawn since the last time, `factor` times.
  void finish(float factor = 1);

 private:
  static int floor_of(float x) { return static_cast<int>(std::floor(clamped(x, -1e6F, 1e6F))); }

  const Projection& projection_;
  Image& onto_;
  Image& scratch_;
  int left_ = 1 << 20, top_ = 1 << 20, right_ = -1, bottom_ = -1;
};

}  // namespace unseen::phantom
