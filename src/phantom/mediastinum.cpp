// Heart and great vessels. Their thickness is taken from the lungs, not added to the body.
#include <algorithm>
#include <array>

#include "phantom/anatomy.h"
#include "phantom/filters.h"
#include "phantom/side_view.h"

namespace unseen::phantom {
namespace {

/// An ellipsoid seen from the front, turned by (cosine, sine). `waves` make its border uneven: parts of the
/// radius, two to four times around.
struct Ellipsoid {
  float x, y, a, b, depth;
  float cos = 1, sin = 0;
  std::array<float, 3> waves{};

  void add(float at_x, float at_y, Union& chords) const {
    const float dx = at_x - x;
    const float dy = at_y - y;
    const float u = (dx * cos - dy * sin) / a;
    const float v = (dx * sin + dy * cos) / b;
    const float q = u * u + v * v;
    if (q >= 1.3F) return;
    const float r = std::sqrt(q) + 1e-6F;
    const float c = u / r;
    const float s = v / r;
    const float radius = 1 + waves[0] * (c * c - s * s) + waves[1] * (3 * s - 4 * s * s * s) +
                         waves[2] * 4 * c * s * (c * c - s * s);
    const float within = q / (radius * radius);
    if (within < 1) chords.add(2 * depth * std::sqrt(1 - within));
  }
};

struct Heart {
  Ellipsoid ventricles, atrium, trunk, knob;
};

Heart heart_of(const Chest& chest) {
  const Person& person = chest.person;
  const float size = chest.heart;
  const float tilt = person[Parameter::heart_tilt] * (pi / 180);
  const float carina = person[Parameter::carina_y];
  const float knob = person[Parameter::knob_radius] * (1 + 0.006F * (person.age - 55));
  Stream stream(person.seed, Purpose::detail, 1);
  const auto waves = [&](float most) {
    return std::array{most * stream.uniform(-1, 1), most * stream.uniform(-1, 1),
                      0.6F * most * stream.uniform(-1, 1)};
  };
  Heart heart{{chest.heart_x, chest.heart_y, 6.9F * size, 5 * size,
               5.9F * size * person[Parameter::heart_depth], cosine(tilt), sine(tilt), waves(0.045F)},
              {-0.7F, chest.heart_y + 1.2F, 3.5F * size, 5.2F * size, 4.4F * size, 1, 0, waves(0.04F)},
              {2.2F, chest.heart_y + 6 * size, 2.3F * size, 2.9F * size, 2.6F, 1, 0, waves(0.05F)},
              {1.9F, carina + 2, knob, knob * 1.1F, 3.2F, 1, 0, waves(0.05F)}};
  return heart;
}

/// A vertical vessel: where it lies at a height, and its half-width and half-depth.
void add_column(float x, float half_width, float depth, Union& chords) {
  const float q = x / half_width;
  if (q * q < 1) chords.add(2 * depth * std::sqrt(1 - q * q));
}

template <class Chord>
void draw_front(Image& map, const Projection& projection, Chord chord) {
  const auto plane = projection.plane(3);
  for (int row = 0; row < projection.size(); ++row) {
    const auto out = map.row(row);
    for (int column = 0; column < projection.size(); ++column) {
      const auto at = plane.at(column, row);
      out[static_cast<std::size_t>(column)] = chord(at.x, at.y);
    }
  }
}

}  // namespace

void draw_mediastinum(Thickness& maps, const Chest& chest, const Projection& projection) {
  const Person& person = chest.person;
  const Heart heart = heart_of(chest);
  const float carina = person[Parameter::carina_y];
  const float aorta = person[Parameter::aorta_radius] * (1 + 0.004F * (person.age - 55));
  const float widened = person[Parameter::mediastinum_width] * (1 + 0.004F * (person.bmi - 25));
  const auto chord = [&](float x, float y) {
    if (std::fabs(x) > 16) return 0.0F;
    Union chords;
    heart.ventricles.add(x, y, chords);
    heart.atrium.add(x, y, chords);
    heart.trunk.add(x, y, chords);
    heart.knob.add(x, y, chords);
    const float waist = 0.0035F * squared(y - 4.5F) * (y < 4.5F ? 0.35F : 1.0F);
    const float width = std::min(widened * (0.86F + waist), 4.2F);
    add_column(x - 0.25F * sine(y * 0.28F), width, 5, chords);
    if (y < carina + 2) add_column(x - 1.9F + 0.05F * (carina + 2 - y), aorta, 2.2F, chords);
    if (y > chest.heart_y + 3 && y < 11) add_column(x + 2.1F, person[Parameter::svc_radius], 2, chords);
    return chords.chord();
  };
  if (projection.lateral()) {
    // The heart lies on the diaphragm at the front; above it, vessels and windpipe at the back.
    SideView side;
    side.fill([&](float x, float y, auto add) {
      const float half = 0.72F * chord(x, y) / 2;
      const float above = clamped((y - chest.heart_y - 2) / 5, 0, 1);
      const float middle = 2.2F - 4.2F * above;
      add(middle - half, middle + half, 1);
    });
    for_each_side_ray(maps.mediastinum, projection, [&](float z, float y) { return side.at(z, y); });
  } else {
    draw_front(maps.mediastinum, projection, chord);
  }
  // The heart moves while the film is taken, and fat softens its border.
  maps.mediastinum = narrow_blur(maps.mediastinum, clamped(0.16F / projection.pixel(), 0.4F, 1.2F));
  const auto lung = maps.lung.values();
  const auto taken = maps.mediastinum.values();
  for (std::size_t i = 0; i < lung.size(); ++i) lung[i] = std::max(0.0F, lung[i] - taken[i]);
}

}  // namespace unseen::phantom
