// Lengths and widths in cm of a middling adult hand; anatomy textbooks' proportions, rounded.
#include "phantom/hand_form.h"

#include <algorithm>

#include "phantom/arithmetic.h"
#include "phantom/random.h"

namespace unseen::phantom {
namespace {

struct DigitForm {
  Place base;
  float angle;   ///< degrees from straight up, towards the little finger
  float splays;  ///< how far it follows the spread of the fingers
  std::array<float, 4> length, half_width;
};
constexpr std::array<DigitForm, 5> forms{{
    {{-2.25F, -4.9F}, 0, 0, {4.6F, 3.2F, 2.3F, 0}, {0.58F, 0.50F, 0.42F, 0}},
    {{-1.35F, -3.9F}, -9, -1.5F, {6.8F, 3.9F, 2.3F, 1.7F}, {0.62F, 0.52F, 0.43F, 0.36F}},
    {{-0.30F, -3.8F}, -1, -0.3F, {6.5F, 4.4F, 2.8F, 1.8F}, {0.61F, 0.54F, 0.45F, 0.38F}},
    {{0.65F, -4.0F}, 6, 0.8F, {5.8F, 4.1F, 2.6F, 1.8F}, {0.54F, 0.50F, 0.42F, 0.36F}},
    {{1.55F, -4.4F}, 14, 2.2F, {5.4F, 3.2F, 1.9F, 1.6F}, {0.54F, 0.46F, 0.37F, 0.32F}},
}};

Place moved(Place from, float degrees, float length) {
  const float angle = degrees * (pi / 180);
  return {from.x + length * sine(angle), from.y + length * cosine(angle)};
}

}  // namespace

HandForm::HandForm(const Person& of) : person(of), scale(of[Parameter::scale]), digits{}, radius{}, ulna{} {
  Stream stream(of.seed, Purpose::detail, 40);
  for (std::size_t d = 0; d < forms.size(); ++d) {
    const auto& form = forms[d];
    auto& digit = digits[d];
    digit.count = d == 0 ? 3 : 4;
    float angle = form.angle + 1.2F * stream.normal();
    if (d == 0) angle -= of[HandParameter::thumb_angle];
    Place at{form.base.x * scale, form.base.y * scale};
    for (std::size_t i = 0; i < digit.count; ++i) {
      const float stretch =
          scale * (i == 0 ? of[HandParameter::metacarpal_length] : of[HandParameter::finger_length]) *
          (1 + 0.015F * stream.normal());
      if (i == 1) angle += form.splays * of[HandParameter::spread] * 0.6F;
      if (d == 4 && i > 1) angle -= 0.5F * of[HandParameter::little_curve];
      if (d == 0 && i == 1) angle += 12;
      const float half = form.half_width[i] * scale * of[HandParameter::bone_width];
      const Place head = moved(at, angle, form.length[i] * stretch);
      const float waist = (i + 1 == digit.count ? 0.55F : 0.60F) * of[HandParameter::shaft_waist];
      const float knob = (i + 1 == digit.count ? 0.62F : 0.95F) * of[HandParameter::head_width];
      digit.bones[i] = {at, head, half * 1.06F, half * knob, half * waist};
      at = moved(head, angle, std::max(0.04F, of[HandParameter::joint_space]) * scale);
      angle += 1.0F * stream.normal();
    }
  }
  const float wide = of[HandParameter::radius_width] * scale;
  radius = {{-0.75F * scale, -22}, {-0.72F * scale, -6.98F * scale}, wide * 0.55F, wide, wide * 0.5F};
  ulna = {{1.35F * scale, -22},
          {1.45F * scale, (-7.1F + of[HandParameter::ulna_variance]) * scale},
          0.66F * scale,
          0.80F * scale,
          0.58F * scale};
}

}  // namespace unseen::phantom
