// The lungs between a medial and a lateral border, less the domes of the diaphragm, which are taken out along
// the ray: what remains behind them is the recess that shows through the liver.
#include <algorithm>

#include "phantom/anatomy.h"
#include "phantom/side_view.h"

namespace unseen::phantom {
namespace {

class Lungs {
 public:
  explicit Lungs(const Chest& chest) : chest_(chest), apex_x_(chest.person[Parameter::apex_x]) {}

  /// cm of lung at a point of the middle plane; `side` is −1 for the patient's right.
  float chord(float x, float y, float side) const {
    const float front = half_depth(x, y);
    return front > 0 ? std::max(0.0F, above_diaphragm(2 * front, front, x, y, side)) : 0.0F;
  }

  /// The same by depth: `add(from, to, weight)` for each stretch of lung along z.
  template <class Add>
  void stretches(float x, float y, float side, Add add) const {
    const float front = half_depth(x, y);
    if (front <= 0) return;
    const float weight = fluid(x, y, side);
    const float under = below_dome(x, y, side);
    if (under <= 0) {
      add(-front, front, weight);
      return;
    }
    const float reach = domes_reach(under);
    const float fading = weight * exponential(-0.05F * under * under);
    add(-front, std::min(front, 1.8F - reach), fading);
    add(std::max(-front, 1.8F + reach), front, fading);
  }

 private:
  /// From the middle plane to the lung's front; 0 beside the lung.
  float half_depth(float x, float y) const {
    const float t = (chest_.apex - y) / (chest_.apex - chest_.base);
    if (t <= 0 || t >= 1) return 0;
    const float g = std::sqrt(1 - power(1 - std::min(t / 0.72F, 1.0F), 2.3F));
    const float taper = t > 0.8F ? 1 - 0.12F * squared((t - 0.8F) / 0.2F) : 1.0F;
    const float lateral = apex_x_ + (chest_.half_width - 0.35F - apex_x_) * g * taper;
    const float medial = apex_x_ - (apex_x_ - 0.3F) * std::min(1.0F, power(g, 0.75F) * 1.06F);
    const float middle = (lateral + medial) / 2;
    const float half = (lateral - medial) / 2;
    const float q = std::fabs(x - middle) / half;
    if (q >= 1) return 0;
    const float profile = x > middle ? superellipse(q, 2.3F) : std::sqrt(std::sqrt(1 - squared(squared(q))));
    const float end = t > 0.86F ? std::sqrt(std::max(0.0F, 1 - squared((t - 0.86F) / 0.14F))) : 1.0F;
    return (chest_.half_depth - 0.4F) * power(g, 0.8F) * profile * end;
  }

  float dome(float side) const { return side < 0 ? chest_.dome_right : chest_.dome_left; }

  /// cm below the dome's surface in the plane of its top; negative above.
  float below_dome(float x, float y, float side) const {
    const float off = (x - 5.6F) / 7.6F;
    const float fall = off > 0 ? off * off * (1 + 0.35F * off * off) : off * off * 0.75F;
    return dome(side) - chest_.person[Parameter::dome_lateral_fall] * fall * 1.25F - y;
  }

  /// How far to the front and the back of its top the dome is wider than this deep below it.
  float domes_reach(float under) const {
    return 8.2F * std::sqrt(under / chest_.person[Parameter::dome_depth_fall]);
  }

  /// What an effusion leaves of the lung.
  float fluid(float x, float y, float side) const {
    if (chest_.person.finding != Finding::effusion || side != effusion_side()) return 1;
    const float level = dome(side) + 0.8F + 3.2F * squared(std::max(0.0F, (x - 4) / 9)) - y;
    return level > 0 ? exponential(-0.9F * level) : 1.0F;
  }

  float above_diaphragm(float lung, float front, float x, float y, float side) const {
    const float under = below_dome(x, y, side);
    lung *= fluid(x, y, side);
    if (under <= 0) return lung;
    const float reach = domes_reach(under);
    const float from = std::max(-front, 1.8F - reach);
    const float to = std::min(front, 1.8F + reach);
    if (to > from) lung -= to - from;
    const float deep = std::min(1.0F, under * 0.45F);
    return lung * (1 - deep + deep * clamped((x - 1) / 4.5F, 0, 1)) * exponential(-0.05F * under * under);
  }

  float effusion_side() const { return (chest_.person.seed & 1U) != 0 ? 1.0F : -1.0F; }

  const Chest& chest_;
  float apex_x_;
};

}  // namespace

void draw_lungs(Thickness& maps, const Chest& chest, const Projection& projection) {
  const Lungs lungs(chest);
  if (projection.lateral()) {
    SideView side;
    side.fill(
        [&](float x, float y, auto add) { lungs.stretches(std::fabs(x), y, x < 0 ? -1.0F : 1.0F, add); });
    for_each_side_ray(maps.lung, projection, [&](float z, float y) { return side.at(z, y); });
    return;
  }
  const auto plane = projection.plane(0);
  for (int row = 0; row < projection.size(); ++row) {
    const auto lung = maps.lung.row(row);
    for (int column = 0; column < projection.size(); ++column) {
      const auto at = plane.at(column, row);
      lung[static_cast<std::size_t>(column)] = lungs.chord(std::fabs(at.x), at.y, at.x < 0 ? -1.0F : 1.0F);
    }
  }
}

}  // namespace unseen::phantom
