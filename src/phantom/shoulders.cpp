// Clavicles, scapulae, the heads and shafts of the upper arms, the breastbone.
#include <array>
#include <span>

#include "phantom/anatomy.h"
#include "phantom/bones.h"
#include "phantom/random.h"
#include "phantom/strokes.h"

namespace unseen::phantom {
namespace {

class Shoulder {
 public:
  Shoulder(Thickness& maps, const Chest& chest, const Projection& projection, float side)
      : maps_(maps),
        chest_(chest),
        person_(chest.person),
        projection_(projection),
        bone_(chest.person),
        side_(side),
        joint_{side * 18.2F * chest.scale, chest.shoulder - 2, 0},
        scratch_(projection.size(), projection.size()),
        strokes_(projection, maps.bone, scratch_) {}

  void draw() {
    clavicle();
    arm();
    scapula();
  }

 private:
  Tube tube(float across, float along, float cortex, float spongy, float cap, float end = 0) const {
    return {across, along, bone_.cortex * cortex, bone_.spongy * spongy, bone_.density, cap, end};
  }

  void stroke(std::span<const Point> curve, const Tube& of) {
    strokes_.tube(curve, of);
    strokes_.finish();
  }

  void clavicle() {
    Stream stream(person_.seed, Purpose::detail, side_ < 0 ? 4 : 5);
    const float y = chest_.apex - 3.3F + (person_[Parameter::clavicle_y] - 10.8F) + 0.3F * stream.normal();
    const float tilt = person_[Parameter::clavicle_tilt] + 0.4F * stream.normal();
    const float r = person_[Parameter::clavicle_radius];
    const float outer = 16 * chest_.scale;
    std::array<Point, 19> curve{};
    for (std::size_t i = 0; i < curve.size(); ++i) {
      const float t = static_cast<float>(i) / 18;
      const float bend = 0.55F * sine(5.966F * t - 0.35F) * (1 - 0.3F * t);
      curve[i] = {side_ * (1.7F + (outer - 1.7F) * t),
                  y - 0.9F + tilt * t + person_[Parameter::clavicle_curve] * bend, 7 - 9 * t};
    }
    strokes_.tube(curve, tube(r * 1.15F, r * 0.95F, 1.8F, 1.2F, 1.3F, r * 1.05F));
    const std::array<Point, 2> head{
        {{curve[0].x, curve[0].y + 0.2F, curve[0].z}, {curve[0].x + side_ * 0.9F, curve[0].y, curve[0].z}}};
    stroke(head, tube(r * 1.6F, r, 1.2F, 0.8F, 0.9F));
  }

  void arm() {
    if (projection_.lateral()) {
      raised_arm();
      return;
    }
    const std::array<Point, 2> head{{joint_, {joint_.x + side_ * 0.01F, joint_.y - 0.1F, 0}}};
    strokes_.tube(head, tube(2.35F, 1.9F, 1.2F, 0.62F, 1.3F));
    const float spread = person_[Parameter::arm_abduction] * 1.6F;
    const std::array<Point, 3> shaft{{{joint_.x + side_ * 0.5F, joint_.y - 1.2F, 0},
                                      {joint_.x + side_ * (0.9F + 3 * spread), joint_.y - 5, 0},
                                      {joint_.x + side_ * (0.9F + 26 * spread), joint_.y - 26, 0}}};
    stroke(shaft, tube(1.75F, 1.3F, 2.4F, 0.35F, 1.4F, 1.05F));
  }

  /// For a lateral film the arms are held up, out of the way.
  void raised_arm() {
    const Point joint{joint_.x, joint_.y, -1};
    const std::array<Point, 2> head{{joint, {joint.x, joint.y + 0.1F, -1}}};
    strokes_.tube(head, tube(2.35F, 1.9F, 1.2F, 0.62F, 1.3F));
    stroke(std::array<Point, 2>{{{joint.x, joint.y + 1.2F, -0.6F}, {joint.x, joint.y + 24, 8}}},
           tube(1.6F, 1.3F, 2.4F, 0.35F, 1.4F, 1.05F));
  }

  void scapula() {
    const float s = chest_.scale;
    const float x = person_[Parameter::scapula_x] * s;
    const float y = person_[Parameter::scapula_y];
    const Point glenoid{side_ * 16.2F * s, joint_.y - 0.2F, -2};
    const Point lower{side_ * (x - 1.2F), y - 9.5F, -7};
    const Point upper{side_ * (x - 4.2F), y + 5, -6};
    blade(glenoid, lower, upper);
    stroke(std::array<Point, 3>{{glenoid, {side_ * (x + 0.6F), y - 1.5F, -5}, lower}},
           tube(0.62F, 0.5F, 1.4F, 1, 0.75F, 0.4F));
    stroke(std::array<Point, 3>{{lower, {side_ * (x - 3.6F), y - 3, -7}, upper}},
           tube(0.28F, 0.25F, 1, 1, 0.4F));
    stroke(std::array<Point, 3>{{{side_ * (x - 3.6F), y + 2.6F, -8},
                                 {side_ * (x + 0.4F), y + 4.6F, -8},
                                 {side_ * 17 * s, joint_.y + 2.1F, -4}}},
           tube(0.42F, 0.4F, 1, 1, 0.6F, 0.7F));
    stroke(std::array<Point, 2>{{{side_ * 15 * s, joint_.y + 0.9F, -1},
                                 {side_ * 14.3F * s, joint_.y + 1.2F, 2}}},
           tube(0.6F, 0.6F, 1, 1, 0.8F));
    stroke(std::array<Point, 2>{{{glenoid.x, glenoid.y + 1.3F, -2},
                                 {glenoid.x - side_ * 0.1F, glenoid.y - 1.3F, -2}}},
           tube(0.5F, 0.8F, 1.2F, 1, 0.8F));
  }

  /// A thin plate, thinner towards its rims, which are drawn as tubes.
  void blade(const Point& a, const Point& b, const Point& c) {
    const std::array corners{projection_.on_film(a), projection_.on_film(b), projection_.on_film(c)};
    const auto [left, right] = std::minmax({corners[0].column, corners[1].column, corners[2].column});
    const auto [top, bottom] = std::minmax({corners[0].row, corners[1].row, corners[2].row});
    const int last = projection_.size() - 1;
    const float whole = (corners[1].row - corners[2].row) * (corners[0].column - corners[2].column) +
                        (corners[2].column - corners[1].column) * (corners[0].row - corners[2].row);
    if (whole == 0) return;
    for (int y = std::max(0, static_cast<int>(top)); y <= std::min(last, static_cast<int>(bottom)); ++y) {
      const auto row = maps_.bone.row(y);
      for (int x = std::max(0, static_cast<int>(left)); x <= std::min(last, static_cast<int>(right)); ++x) {
        const float dx = static_cast<float>(x) - corners[2].column;
        const float dy = static_cast<float>(y) - corners[2].row;
        const float u =
            ((corners[1].row - corners[2].row) * dx + (corners[2].column - corners[1].column) * dy) / whole;
        const float v =
            ((corners[2].row - corners[0].row) * dx + (corners[0].column - corners[2].column) * dy) / whole;
        const float inside = std::min({u, v, 1 - u - v});
        if (inside > 0)
          row[static_cast<std::size_t>(x)] += 0.16F * bone_.density * std::min(1.0F, inside * 12);
      }
    }
  }

  Thickness& maps_;
  const Chest& chest_;
  const Person& person_;
  const Projection& projection_;
  BoneStuff bone_;
  float side_;
  Point joint_;
  Image scratch_;
  Strokes strokes_;
};

void draw_breastbone(Thickness& maps, const Chest& chest, const Projection& projection) {
  const BoneStuff bone(chest.person);
  Image scratch(projection.size(), projection.size());
  Strokes strokes(projection, maps.bone, scratch);
  const float y = chest.person[Parameter::clavicle_y] * chest.scale;
  const std::array<Point, 2> handle{{{0, y - 1, 8}, {0, y - 5, 9}}};
  if (projection.lateral()) {  // edge on
    const std::array<Point, 3> edge{{{0, y - 1, 8}, {0, y - 5, 9}, {0, y - 15, 9.5F}}};
    strokes.tube(edge, {0.55F, 1.9F, bone.cortex, bone.spongy, bone.density, 0.8F});
    return;
  }
  strokes.tube(handle, {2.3F, 0.45F, bone.cortex * 0.7F, bone.spongy * 0.5F, bone.density, 0.35F, 1.7F});
  const std::array<Point, 2> blade{{{0, y - 5, 9}, {0, y - 15, 9.5F}}};
  strokes.tube(blade, {1.6F, 0.4F, bone.cortex * 0.7F, bone.spongy * 0.5F, bone.density, 0.3F, 1.8F});
}

}  // namespace

void draw_shoulders(Thickness& maps, const Chest& chest, const Projection& projection) {
  for (const float side : {-1.0F, 1.0F}) Shoulder(maps, chest, projection, side).draw();
  draw_breastbone(maps, chest, projection);
}

}  // namespace unseen::phantom
