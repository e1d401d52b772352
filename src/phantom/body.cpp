// Torso, neck, shoulders, arms and breasts, and the layer of fat around them.
#include <algorithm>

#include "phantom/anatomy.h"

namespace unseen::phantom {
namespace {

/// Outer and inner (without fat) chords.
struct Shell {
  Union outer, inner;
};

/// A tapering round limb between two points of one side; x is counted from the midline.
struct Limb {
  float x0, y0, r0, x1, y1, r1, fat;

  void add(float x, float y, Shell& shell) const {
    const float dx = x1 - x0;
    const float dy = y1 - y0;
    const float t = clamped(((x - x0) * dx + (y - y0) * dy) / (dx * dx + dy * dy), 0, 1);
    const float d2 = squared(x - x0 - t * dx) + squared(y - y0 - t * dy);
    const float r = r0 + (r1 - r0) * t;
    if (d2 >= r * r) return;
    shell.outer.add(2 * std::sqrt(r * r - d2));
    const float inside = r - fat;
    if (inside > 0 && d2 < inside * inside) shell.inner.add(2 * std::sqrt(inside * inside - d2));
  }
};

class Torso {
 public:
  explicit Torso(const Chest& chest)
      : chest_(chest),
        bmi_(chest.person.bmi),
        half_width_(chest.half_width + chest.muscle + chest.fat),
        half_depth_(chest.half_depth + (chest.muscle + chest.fat) * 0.9F) {}

  void add(float x, float y, Shell& shell) const {
    const float upper = clamped((y - 6) / 9, 0, 1);
    const float lower = clamped((-y - 8) / 12, 0, 1);
    const float neck = squared(clamped((y - 11) / 7, 0, 1));
    const float waist = squared(clamped((-y - 1) / 14, 0, 1));
    const float width = half_width_ * (1 + 0.02F * upper - 0.035F * waist + 0.012F * sine(y * 0.35F)) -
                        (half_width_ - chest_.neck * 0.95F) * neck + lower * 0.02F * (bmi_ - 23);
    const float depth =
        half_depth_ * (1 - 0.30F * upper) - clamped((y - 12) / 6, 0, 1) * 2 + lower * 0.06F * (bmi_ - 25);
    shell.outer.add(2 * depth * superellipse(x / width, 2.6F));
    shell.inner.add(2 * (depth - chest_.fat * 0.9F) * superellipse(x / (width - chest_.fat), 2.6F));
  }

 private:
  const Chest& chest_;
  float bmi_, half_width_, half_depth_;
};

/// Sharp below, fading into the chest wall above.
float breast(float x, float y, float size) {
  const bool below = y < -3.2F;
  const float q = squared((x - 7.2F) / 5.6F) + squared((y + 3.2F) / (below ? 3.6F : 6.0F));
  if (q >= 1) return 0;
  return size * 2.6F * (below ? std::sqrt(1 - q) * (1 - q * 0.3F) : power(1 - q, 1.6F));
}

}  // namespace

void draw_body(Thickness& maps, const Chest& chest, const Projection& projection) {
  const Torso torso(chest);
  const float s = chest.scale;
  const float fat = chest.fat;
  const float spread = chest.person[Parameter::arm_abduction] * 1.6F;
  const Limb neck{0, 12, chest.neck, 0, 40, chest.neck, fat * 0.4F};
  const Limb shoulder{4,         chest.shoulder + 1.6F, chest.neck * 0.85F,
                      18.3F * s, chest.shoulder - 1.2F, 5 + fat * 0.3F,
                      fat * 0.6F};
  const Limb arm{18.9F * s,           chest.shoulder - 1.4F, 5.2F + fat * 0.4F, 18.9F * s + 26 * spread,
                 chest.shoulder - 27, 4.4F + fat * 0.4F,     fat * 0.7F};
  const float size = chest.person[Parameter::breast] * (0.6F + 0.05F * (chest.person.bmi - 20));
  const float glandular = 0.25F + 0.25F * (chest.person.density - 0.5F);

  const auto plane = projection.plane(0);
  for (int row = 0; row < projection.size(); ++row) {
    const auto soft = maps.soft.row(row);
    const auto layer = maps.fat.row(row);
    for (int column = 0; column < projection.size(); ++column) {
      const auto at = plane.at(column, row);
      const float x = std::fabs(at.x);
      Shell shell;
      torso.add(x, at.y, shell);
      neck.add(x, at.y, shell);
      shoulder.add(x, at.y, shell);
      arm.add(x, at.y, shell);
      const float extra = breast(x, at.y, size);
      const float inner = shell.inner.chord() + extra * glandular;
      const auto i = static_cast<std::size_t>(column);
      soft[i] = inner;
      layer[i] = std::max(0.0F, shell.outer.chord() + extra - inner);
    }
  }
}

}  // namespace unseen::phantom
