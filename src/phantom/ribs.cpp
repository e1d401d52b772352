// Twelve pairs of ribs: helices from the spine around the chest, back and front halves drawn apart so that
// both are seen where they cross; cartilage calcifies with age.
#include <array>
#include <vector>

#include "phantom/anatomy.h"
#include "phantom/bones.h"
#include "phantom/random.h"
#include "phantom/strokes.h"

namespace unseen::phantom {
namespace {

struct RibForm {
  float width;  ///< of the ring at this height, of the chest's
  float drop;   ///< cm from the spine's end to the front end
  float end;    ///< angle around the chest, radians from the spine, where bone turns to cartilage
};
constexpr std::array<RibForm, 12> forms{{{0.46F, 3.4F, 2.80F},
                                         {0.66F, 5.4F, 2.78F},
                                         {0.80F, 6.8F, 2.72F},
                                         {0.89F, 7.8F, 2.66F},
                                         {0.95F, 8.5F, 2.60F},
                                         {0.99F, 9.0F, 2.52F},
                                         {1.01F, 9.4F, 2.42F},
                                         {1.02F, 9.8F, 2.25F},
                                         {1.01F, 9.6F, 2.05F},
                                         {0.97F, 8.6F, 1.80F},
                                         {0.90F, 6.0F, 1.30F},
                                         {0.80F, 4.0F, 1.00F}}};
constexpr float quarter = 0.5F * pi;
constexpr int pieces = 40;

class Ribs {
 public:
  Ribs(Thickness& maps, const Chest& chest, const Projection& projection)
      : chest_(chest),
        person_(chest.person),
        bone_(chest.person),
        spacing_((chest.apex - chest.dome_right + 2.2F) / 9 * chest.person[Parameter::rib_spacing]),
        scratch_(projection.size(), projection.size()),
        strokes_(projection, maps.bone, scratch_) {}

  void draw() {
    for (std::size_t rib = 0; rib < forms.size(); ++rib)
      for (const float side : {-1.0F, 1.0F}) {
        Stream stream(person_.seed, Purpose::detail, 16 + 2 * rib + (side < 0 ? 0U : 1U));
        draw(rib, side, stream);
      }
  }

 private:
  void draw(std::size_t rib, float side, Stream& stream) {
    const auto& form = forms[rib];
    const bool floating = rib > 8;
    const auto number = static_cast<float>(rib);
    const float top =
        chest_.apex + 1.5F - spacing_ * number * (0.92F + 0.012F * number) + 0.1F * stream.normal();
    const float width = (chest_.half_width + 0.05F) * form.width;
    const float depth = (chest_.half_depth + 0.3F) * (rib < 3 ? 0.6F + 0.13F * number : 1.0F);
    const float drop =
        form.drop * person_[Parameter::rib_drop] * chest_.scale * (1 + 0.035F * stream.normal());
    const float end = form.end + 0.05F * stream.normal();
    const float wave = 0.12F * stream.normal();
    std::vector<Point> back;
    std::vector<Point> front;
    for (int i = 0; i <= pieces; ++i) {
      const float angle = 0.16F + (end - 0.16F) * static_cast<float>(i) / pieces;
      const float x = width * power(std::max(0.0F, sine(angle)), angle > quarter ? 0.80F : 0.82F);
      const float z = -depth * cosine(angle) - 0.4F;
      const float fallen = angle < quarter ? 0.36F * (1 - cosine(angle)) - 0.06F * sine(2 * angle)
                                           : 0.36F + 0.544F * power((angle - quarter) / 1.05F, 1.2F);
      const float arch = (floating ? 0.2F : 0.5F) * sine(std::min(angle * 2.2F, pi));
      const Point p{side * x,
                    top + arch - drop * fallen * (floating ? 2.1F : 1.0F) + wave * sine(angle * 1.7F), z};
      if (angle < quarter + 0.05F) back.push_back(p);
      if (angle > quarter - 0.05F) front.push_back(p);
    }
    const float half =
        person_[Parameter::rib_height] * chest_.scale * (rib == 0 ? 0.95F : (rib > 9 ? 0.8F : 1.0F));
    const float thin = 0.36F * chest_.scale;
    const float cortex = bone_.cortex * (floating ? 0.7F : 1.0F);
    if (back.size() > 1) {
      strokes_.tube(back, {half * 0.92F * (floating ? 0.85F : 1.0F), thin, cortex, bone_.spongy,
                           bone_.density, 0.95F, half * (floating ? 0.6F : 0.95F)});
      strokes_.finish();
    }
    if (rib < 10 && front.size() > 1) {
      strokes_.tube(front, {half, thin * 0.9F, cortex * 0.85F, bone_.spongy * 0.9F, bone_.density * 0.85F,
                            0.9F, half * 1.1F});
      strokes_.finish();
      if (!floating) calcify(front.back(), side, stream);
    }
  }

  void calcify(const Point& end, float side, Stream& stream) {
    const float share = stream.uniform();
    if (person_.age <= 52) return;
    const int specks = static_cast<int>((person_.age - 50) * 0.35F * share);
    for (int i = 0; i < specks; ++i) {
      // One draw a statement: the order in which a call's arguments are evaluated is the compiler's to
      // choose.
      const float along = stream.uniform();
      const float up = 0.35F * stream.normal();
      const float radius = stream.uniform(0.12F, 0.24F);
      strokes_.ball({end.x - side * along * 2.2F, end.y - 0.2F * along + up, end.z}, radius, 0.12F, 1);
      strokes_.finish();
    }
  }

  const Chest& chest_;
  const Person& person_;
  BoneStuff bone_;
  float spacing_;
  Image scratch_;
  Strokes strokes_;
};

}  // namespace

void draw_ribs(Thickness& maps, const Chest& chest, const Projection& projection) {
  Ribs(maps, chest, projection).draw();
}

}  // namespace unseen::phantom
