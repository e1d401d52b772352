// Long bones with a shell that is thick at the waist and thin at the ends, and the eight bones of the wrist.
#include "phantom/hand_bones.h"

#include <algorithm>
#include <array>

#include "phantom/bones.h"
#include "phantom/random.h"

namespace unseen::phantom {
namespace {

/// Pixel columns and rows that a drawn shape can reach.
struct Box {
  int x0, y0, x1, y1;
};

Box box_around(const Projection& projection, std::initializer_list<Projection::OnFilm> points, float reach) {
  float left = 1e6F;
  float top = 1e6F;
  float right = -1e6F;
  float bottom = -1e6F;
  for (const auto& p : points) {
    left = std::min(left, p.column - reach);
    right = std::max(right, p.column + reach);
    top = std::min(top, p.row - reach);
    bottom = std::max(bottom, p.row + reach);
  }
  const auto last = static_cast<float>(projection.size() - 1);
  return {static_cast<int>(clamped(left, 0, last)), static_cast<int>(clamped(top, 0, last)),
          static_cast<int>(clamped(right, 0, last)), static_cast<int>(clamped(bottom, 0, last))};
}

/// Half the width along a long bone: t from 0 at the base to 1 at the head; 0 beyond.
float half_width(const HandBone& bone, float t) {
  if (t <= 0 || t >= 1) return 0;
  const float end = squared(squared(squared(2 * t - 1)));  // rounds off the ends
  const float round = std::sqrt(std::sqrt(1 - end * end));
  const float base = exponential(-squared(t / 0.2F));
  const float head = exponential(-squared((1 - t) / 0.2F));
  return round *
         (bone.at_waist + (bone.at_base - bone.at_waist) * base + (bone.at_head - bone.at_waist) * head);
}

class HandBones {
 public:
  HandBones(Thickness& maps, const HandForm& form, const Projection& projection)
      : maps_(maps), form_(form), projection_(projection), bone_(form.person) {}

  /// A shell of `cortex` cm (at the waist) around spongy ends and a marrow that holds hardly any bone.
  void long_bone(const HandBone& of, float cortex, float flat) {
    const auto a = projection_.on_film({of.base.x, of.base.y, 0});
    const auto b = projection_.on_film({of.head.x, of.head.y, 0});
    const float cm = projection_.pixel() / a.magnification;
    const float dx = b.column - a.column;
    const float dy = b.row - a.row;
    const float length2 = dx * dx + dy * dy + 1e-6F;
    const float length = std::sqrt(length2) * cm;
    const float marrow = form_.person[HandParameter::marrow];
    const Box box = box_around(projection_, {a, b}, 1.3F * std::max(of.at_base, of.at_head) / cm);
    for (int y = box.y0; y <= box.y1; ++y)
      for (int x = box.x0; x <= box.x1; ++x) {
        const float ax = static_cast<float>(x) + 0.5F - a.column;
        const float ay = static_cast<float>(y) + 0.5F - a.row;
        const float t = (ax * dx + ay * dy) / length2;
        const float across = std::fabs(ax * dy - ay * dx) / length2 * length;
        const float outer = half_width(of, t);
        if (across >= outer) continue;
        const float middle = 1 - squared(2 * t - 1);
        const float shell = cortex * (0.28F + 0.9F * middle * middle);
        // The shell closes the ends too: inside, the bone is shorter by it.
        const float within = 0.5F + (t - 0.5F) * (1 + 0.8F * cortex / length);
        const float inner = half_width(of, within) - shell;
        const float whole = 2 * flat * std::sqrt(outer * outer - across * across);
        const float hollow = inner > across ? 2 * flat * std::sqrt(inner * inner - across * across) : 0.0F;
        const float spongy = bone_.spongy * (1.25F - marrow * middle * middle);
        add(x, y, whole - hollow + std::max(0.05F, spongy) * hollow);
      }
  }

  /// A rounded stone with a thin shell, turned by `degrees`.
  void pebble(Place at, float half_a, float half_b, float degrees, float spongy) {
    const auto centre = projection_.on_film({at.x, at.y, 0});
    const float cm = projection_.pixel() / centre.magnification;
    const float c = cosine(degrees * (pi / 180));
    const float s = sine(degrees * (pi / 180));
    const float shell = 0.5F * bone_.cortex;
    const float depth = 0.75F * std::min(half_a, half_b) + 0.15F;
    const Box box = box_around(projection_, {centre}, 1.2F * std::max(half_a, half_b) / cm + 1);
    const auto chord = [&](float u, float v, float thinner) {
      // Nearer to a box than to an ellipse: wrist bones have facets.
      const float q = squared(squared(u / (half_a - thinner))) + squared(squared(v / (half_b - thinner)));
      return q < 1 ? 2 * (depth - thinner) * std::sqrt(std::sqrt(1 - q)) : 0.0F;
    };
    for (int y = box.y0; y <= box.y1; ++y)
      for (int x = box.x0; x <= box.x1; ++x) {
        const float ax = (static_cast<float>(x) + 0.5F - centre.column) * cm;
        const float ay = (centre.row - static_cast<float>(y) - 0.5F) * cm;
        const float u = ax * c + ay * s;
        const float v = ay * c - ax * s;
        const float outer = chord(u, v, 0);
        if (outer <= 0) continue;
        const float inner = chord(u, v, shell);
        add(x, y, std::min(outer - inner, 0.45F) + spongy * inner);
      }
  }

  float spongy() const { return bone_.spongy; }
  float cortex() const { return bone_.cortex; }

 private:
  void add(int x, int y, float thickness) { maps_.bone.at(x, y) += thickness * bone_.density; }

  Thickness& maps_;
  const HandForm& form_;
  const Projection& projection_;
  BoneStuff bone_;
};

struct Carpal {
  float x, y, half_a, half_b, degrees;
};
/// Trapezium, trapezoid, capitate, hamate; scaphoid, lunate, triquetrum, pisiform.
constexpr std::array<Carpal, 8> carpals{{{-1.95F, -5.25F, 0.73F, 0.85F, -35},
                                         {-1.15F, -4.75F, 0.57F, 0.61F, -10},
                                         {-0.35F, -4.95F, 0.68F, 1.12F, -4},
                                         {0.80F, -5.05F, 0.85F, 0.94F, 20},
                                         {-1.45F, -6.25F, 1.12F, 0.59F, 38},
                                         {-0.25F, -6.45F, 0.78F, 0.68F, 10},
                                         {0.85F, -6.10F, 0.73F, 0.59F, -32},
                                         {1.30F, -5.85F, 0.50F, 0.54F, 0}}};

}  // namespace

void draw_hand_bones(Thickness& maps, const HandForm& form, const Projection& projection) {
  HandBones bones(maps, form, projection);
  const Person& person = form.person;
  for (const auto& digit : form.digits)
    for (std::size_t i = 0; i < digit.count; ++i)
      bones.long_bone(digit.bones[i], bones.cortex() * (i == 0 ? 1.9F : 1.6F), 0.85F);
  bones.long_bone(form.radius, bones.cortex() * 2.4F, 0.6F);
  bones.long_bone(form.ulna, bones.cortex() * 2.2F, 0.8F);
  bones.pebble({form.ulna.head.x + 0.55F * form.scale, form.ulna.head.y + 0.25F}, 0.2F, 0.36F, 0,
               bones.spongy());
  Stream stream(person.seed, Purpose::detail, 41);
  const float size = form.scale * person[HandParameter::carpal_size];
  const float apart = form.scale * person[HandParameter::carpal_crowding];
  for (const auto& each : carpals) {
    const float dx = 0.05F * stream.normal();
    const float dy = 0.05F * stream.normal();
    const float turned = 5 * stream.normal();
    bones.pebble({-0.2F + (each.x + 0.2F) * apart + dx, -5.5F + (each.y + 5.5F) * apart + dy},
                 each.half_a * size, each.half_b * size, each.degrees + turned, 0.9F * bones.spongy());
  }
  // Two sesamoids at the thumb's joint.
  const Place joint = form.digits[0].bones[0].head;
  bones.pebble({joint.x + 0.3F, joint.y - 0.18F}, 0.2F, 0.25F, 20, bones.spongy());
  bones.pebble({joint.x - 0.15F, joint.y - 0.22F}, 0.18F, 0.22F, 0, bones.spongy());
}

}  // namespace unseen::phantom
