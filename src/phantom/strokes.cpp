#include "phantom/strokes.h"

namespace unseen::phantom {
namespace {

float length(const Point& a, const Point& b) {
  return std::sqrt(squared(b.x - a.x) + squared(b.y - a.y) + squared(b.z - a.z)) + 1e-4F;
}

/// Chord of the shell and what it encloses, a squared distance q from the axis.
struct Section {
  float along, inside, enlarged, spongy, longest, cap, density;
  float operator()(float q) const {
    const float outer = 2 * along * std::sqrt(1 - q);
    const float qi = q * enlarged;
    const float inner = qi < 1 ? 2 * inside * std::sqrt(1 - qi) : 0.0F;
    return std::min((outer - inner + spongy * inner) * longest, cap) * density;
  }
};

}  // namespace

void Strokes::rod(const Point& from, const Point& to, float radius0, float radius1, float factor) {
  const auto a = projection_.on_film(from);
  const auto b = projection_.on_film(to);
  const float scale = 1 / projection_.pixel();
  const float depth = radius0 + radius1;
  line(a.column, a.row, b.column, b.row, radius0 * a.magnification * scale, radius1 * b.magnification * scale,
       [&](float q) { return factor * depth * std::sqrt(1 - q); });
}

void Strokes::ball(const Point& at, float radius, float depth, float factor) {
  const auto centre = projection_.on_film(at);
  const float r = radius * centre.magnification / projection_.pixel();
  line(centre.column, centre.row, centre.column, centre.row, r, r,
       [&](float q) { return factor * 2 * depth * std::sqrt(1 - q); });
}

void Strokes::tube(std::span<const Point> curve, const Tube& tube) {
  const float end = tube.across_end > 0 ? tube.across_end : tube.across;
  const auto pieces = static_cast<float>(curve.size() - 1);
  const float scale = 1 / projection_.pixel();
  auto before = projection_.on_film(curve[0]);
  for (std::size_t i = 1; i < curve.size(); ++i) {
    const auto after = projection_.on_film(curve[i]);
    const Point a = projection_.turned(curve[i - 1]);
    const Point b = projection_.turned(curve[i]);
    const float in_plane = std::sqrt(squared(b.x - a.x) + squared(b.y - a.y)) + 1e-4F;
    // A flat bone shows its height where it runs across the film and its thickness where it turns into the
    // beam.
    const float across_x = std::fabs(b.x - a.x) / in_plane;
    const float across_y = std::fabs(b.y - a.y) / in_plane;
    const float turned = tube.across > tube.along
                             ? std::sqrt(squared(across_x) + squared(tube.along / tube.across * across_y))
                             : 1.0F;
    const float t = static_cast<float>(i - 1) / pieces;
    const float u = static_cast<float>(i) / pieces;
    const float from = (tube.across + (end - tube.across) * t) * turned;
    const float to = (tube.across + (end - tube.across) * u) * turned;
    const float hollow = (from - tube.cortex) / from;
    const Section section{tube.along,
                          std::max(tube.along - tube.cortex, 0.0F),
                          hollow > 0.05F ? 1 / (hollow * hollow) : 1e9F,
                          tube.spongy,
                          1 / std::max(in_plane / length(a, b), 0.22F),
                          tube.cap,
                          tube.density};
    line(before.column, before.row, after.column, after.row, from * before.magnification * scale,
         to * after.magnification * scale, section);
    before = after;
  }
}

void Strokes::finish(float factor) {
  for (int y = top_; y <= bottom_; ++y) {
    const auto from = scratch_.row(y);
    const auto to = onto_.row(y);
    for (int x = left_; x <= right_; ++x) {
      const auto at = static_cast<std::size_t>(x);
      to[at] += factor * from[at];
      from[at] = 0;
    }
  }
  left_ = top_ = 1 << 20;
  right_ = bottom_ = -1;
}

}  // namespace unseen::phantom
