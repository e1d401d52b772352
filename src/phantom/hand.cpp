// A hand's flesh; its bones are in hand_bones.cpp.
#include "phantom/hand.h"

#include <algorithm>
#include <vector>

#include "phantom/hand_bones.h"
#include "phantom/hand_form.h"

namespace unseen::phantom {
namespace {

/// A round or flattened limb between two points, tapering.
struct Limb {
  Place from, to;
  float r0, r1, flat;

  float chord(float x, float y) const {
    const float dx = to.x - from.x;
    const float dy = to.y - from.y;
    const float t = clamped(((x - from.x) * dx + (y - from.y) * dy) / (dx * dx + dy * dy), 0, 1);
    const float d2 = squared(x - from.x - t * dx) + squared(y - from.y - t * dy);
    const float r = r0 + (r1 - r0) * t;
    return d2 < r * r ? 2 * flat * std::sqrt(r * r - d2) : 0.0F;
  }
};

/// Limbs of one part overlap and count once; parts are joined by the 4-norm.
using Part = std::vector<Limb>;

std::vector<Part> flesh_of(const HandForm& form) {
  const float r = form.scale * form.person[HandParameter::flesh] * (1 + 0.008F * (form.person.bmi - 25));
  const float palm_flat = form.person[HandParameter::palm_depth] / 1.7F;
  std::vector<Part> parts;
  Part palm;
  for (std::size_t d = 1; d < form.digits.size(); ++d) {
    const auto& digit = form.digits[d];
    const Place knuckle = digit.bones[0].head;
    palm.push_back({{0.25F * digit.bones[0].base.x, -6.4F}, knuckle, 2.0F * r, 1.15F * r, palm_flat});
    Part finger;
    const float thick = d == 4 ? 0.80F : 0.92F;
    for (std::size_t i = 1; i < digit.count; ++i) {
      const auto narrower = static_cast<float>(i - 1);
      finger.push_back({digit.bones[i].base, digit.bones[i].head, thick * r * (1 - 0.07F * narrower),
                        thick * r * (0.95F - 0.08F * narrower), 0.85F});
    }
    parts.push_back(std::move(finger));
  }
  const auto& thumb = form.digits[0];
  parts.push_back({{thumb.bones[1].base, thumb.bones[1].head, 1.15F * r, 1.0F * r, 0.85F},
                   {thumb.bones[2].base, thumb.bones[2].head, 1.0F * r, 0.82F * r, 0.85F}});
  palm.push_back({{-1.1F, -4.6F}, thumb.bones[0].head, 1.75F * r, 1.2F * r, 0.85F * palm_flat});
  palm.push_back({{1.0F, -5.2F}, form.digits[4].bones[0].head, 1.7F * r, 1.15F * r, 0.9F * palm_flat});
  palm.push_back({{0.15F, -6.2F}, {0.2F, -9}, 2.55F * r, 2.45F * r, 0.68F});
  palm.push_back({{0.2F, -9}, {0.3F, -24}, 2.45F * r, 3.4F * r, 0.72F});
  parts.push_back(std::move(palm));
  return parts;
}

}  // namespace

Thickness hand_thickness(const Person& person, const Projection& projection) {
  Thickness maps(projection.size());
  const HandForm form(person);
  const auto parts = flesh_of(form);
  const float fat = clamped((0.13F + 0.012F * (person.bmi - 25)) * person[Parameter::fat_ratio], 0.04F, 0.5F);
  const auto plane = projection.plane(0);
  for (int row = 0; row < projection.size(); ++row) {
    const auto soft = maps.soft.row(row);
    const auto layer = maps.fat.row(row);
    for (int column = 0; column < projection.size(); ++column) {
      const auto at = plane.at(column, row);
      Union all;
      for (const auto& part : parts) {
        float chord = 0;
        for (const auto& limb : part) chord = std::max(chord, limb.chord(at.x, at.y));
        all.add(chord);
      }
      const auto i = static_cast<std::size_t>(column);
      soft[i] = all.chord() * (1 - fat);
      layer[i] = all.chord() * fat;
    }
  }
  draw_hand_bones(maps, form, projection);
  return maps;
}

}  // namespace unseen::phantom
