// Torso, neck, shoulders, arms and breasts, and the layer of fat around them.
#include <algorithm>

#include "phantom/anatomy.h"
#include "phantom/side_view.h"

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

struct Breasts {
  float size, glandular;
};

/// How the trunk leans and bulges from the side: the back is rounded above and hollow below, the chest
/// arched.
struct Profile {
  float middle, depth;
};
Profile profile(float y) {
  const float upper = clamped((y - 6) / 9, 0, 1);
  const float smooth = upper * upper * (3 - 2 * upper);  // in the place of the front view's straight taper
  const float depth = (1 - 0.30F * smooth) / (1 - 0.30F * upper) * (1 + 0.035F * sine(0.22F * y + 0.9F));
  return {-0.9F * sine(0.11F * (y - 2)) - 0.5F, 0.90F * depth};
}

/// From the side: arms raised over the head, both breasts in front of the chest.
void draw_from_side(Thickness& maps, const Chest& chest, const Projection& projection, const Torso& torso,
                    const Limb& neck, const Breasts& breasts) {
  SideView whole;
  SideView inside;
  const auto of = [&](float x, float y, auto use) {
    Shell shell;
    torso.add(x, y, shell);
    neck.add(x, y, shell);
    const auto [middle, depth] = profile(y);
    use(middle, depth * shell.outer.chord() / 2, depth * shell.inner.chord() / 2, breast(x, y, breasts.size));
  };
  whole.fill([&](float x, float y, auto add) {
    of(std::fabs(x), y, [&](float middle, float outer, float, float extra) {
      add(middle - outer, middle + outer + extra, 1);
    });
  });
  inside.fill([&](float x, float y, auto add) {
    of(std::fabs(x), y, [&](float middle, float outer, float inner, float extra) {
      add(middle - inner, middle + inner, 1);
      add(middle + outer, middle + outer + extra, breasts.glandular);
    });
  });
  const Limb arms{0, chest.shoulder + 1.5F, 4.6F + chest.fat * 0.3F, 13, 30, 4.2F, chest.fat * 0.6F};
  const auto plane = projection.plane(0);
  for (int row = 0; row < projection.size(); ++row) {
    const auto soft = maps.soft.row(row);
    const auto layer = maps.fat.row(row);
    for (int column = 0; column < projection.size(); ++column) {
      const auto at = plane.at(column, row);
      Shell raised;
      arms.add(-at.x, at.y, raised);
      const float inner = inside.at(-at.x, at.y) + 0.6F * raised.inner.chord();
      const float outer = whole.at(-at.x, at.y) + 0.6F * raised.outer.chord();
      const auto i = static_cast<std::size_t>(column);
      soft[i] = inner;
      layer[i] = std::max(0.0F, outer - inner);
    }
  }
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

  if (projection.lateral()) {
    draw_from_side(maps, chest, projection, torso, neck, {size, glandular});
    return;
  }
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
