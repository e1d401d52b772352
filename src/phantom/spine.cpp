// Vertebrae and discs with endplates, pedicles, transverse and spinous processes; slightly scoliotic, no two
// vertebrae alike.
#include "phantom/anatomy.h"
#include "phantom/bones.h"
#include "phantom/random.h"
#include "phantom/strokes.h"

namespace unseen::phantom {
namespace {

struct Vertebra {
  Point centre;
  float half_width, height, turned;
  bool neck;
};

class Spine {
 public:
  Spine(Thickness& maps, const Chest& chest, const Projection& projection)
      : maps_(maps),
        chest_(chest),
        projection_(projection),
        bone_(chest.person),
        scratch_(projection.size(), projection.size()),
        strokes_(projection, maps.bone, scratch_) {}

  void draw() {
    Stream stream(chest_.person.seed, Purpose::detail, 3);
    bend_ = 0.3F * stream.normal();
    phase_ = stream.uniform(0, 6);
    const float s = chest_.scale;
    const float first = chest_.apex + 1.2F;
    for (int i = 1; i <= 6; ++i)
      vertebra({{0, first + 1.0F + static_cast<float>(i) * (1.45F * s + 0.42F), -3},
                1.25F * s,
                1.45F * s,
                0,
                true},
               stream);
    float top = first;
    for (int i = 0; i < 15; ++i) {
      const float down = clamped(static_cast<float>(i + 1) / 11, 0, 1);
      const float height = chest_.person[Parameter::vertebra_height] * s * (0.86F + 0.28F * down) *
                           (1 + 0.03F * stream.normal());
      const float disc =
          chest_.person[Parameter::disc_height] * s * (0.75F + 0.5F * down) * (1 + 0.12F * stream.normal());
      const float width = chest_.person[Parameter::vertebra_width] * s * (0.86F + 0.28F * down) *
                          (1 + 0.025F * stream.normal());
      const float z = -6.2F - 1.2F * sine(pi * clamped(static_cast<float>(i) / 12, 0, 1));
      vertebra(
          {{0.04F * stream.normal(), top - height / 2, z}, width, height, 0.05F * stream.normal(), false},
          stream);
      top -= height + disc;
    }
  }

 private:
  void vertebra(Vertebra v, Stream& stream) {
    v.centre.x += bend_ * sine(v.centre.y * 0.12F + phase_);
    body(v);
    processes(v, stream);
  }

  /// A waisted box: cortex at the sides, endplates above and below, spongy bone inside; its rim is rounded.
  void body(const Vertebra& v) {
    const auto at = projection_.on_film(v.centre);
    const float scale = at.magnification / projection_.pixel();
    const bool lateral = projection_.lateral();
    const float half_width = v.half_width * scale * (lateral ? 0.85F : 1.0F);
    const float half_height = v.height / 2 * scale;
    const int last = projection_.size() - 1;
    const int x0 = std::max(0, static_cast<int>(at.column - half_width * 1.2F));
    const int x1 = std::min(last, static_cast<int>(at.column + half_width * 1.2F));
    const int y0 = std::max(0, static_cast<int>(at.row - half_height * 1.3F));
    const int y1 = std::min(last, static_cast<int>(at.row + half_height * 1.3F));
    const float depth = v.half_width * (lateral ? 1.0F : 0.85F);
    const float plate = 1.6F * bone_.cortex * 2 / v.height;
    for (int y = y0; y <= y1; ++y) {
      const auto row = maps_.bone.row(y);
      for (int x = x0; x <= x1; ++x) {
        const float across = (static_cast<float>(x) + 0.5F - at.column) / half_width;
        const float up = (static_cast<float>(y) + 0.5F - at.row) / half_height - v.turned * across;
        const float a = std::fabs(across) / (0.9F + 0.1F * up * up);
        const float b = std::fabs(up) / (0.94F + 0.06F * a * a);
        if (a >= 1 || b >= 1) continue;
        const float roundness = std::sqrt(1 - a * a * a);
        float thick = 2 * depth * roundness * bone_.spongy * 0.75F + 0.1F;
        if (a > 1 - 2.5F * bone_.cortex / v.half_width) thick += 0.35F * roundness;
        if (b > 1 - plate) thick += 0.55F * roundness;
        row[static_cast<std::size_t>(x)] +=
            thick * bone_.density * std::min(1.0F, (1 - b) * half_height * 0.8F);
      }
    }
  }

  void processes(const Vertebra& v, Stream& stream) {
    const float pedicle = 0.42F * chest_.person[Parameter::pedicle] * (v.neck ? 0.7F : 1.0F);
    const float dense = bone_.density;
    for (const float side : {-1.0F, 1.0F}) {
      const auto at = projection_.on_film(
          {v.centre.x + side * v.half_width * 0.66F, v.centre.y + v.height * 0.12F, v.centre.z - 2});
      const float r = pedicle * at.magnification / projection_.pixel();
      const float half = 0.15F / projection_.pixel();
      // From the side the pedicles lie lengthwise, and between them one looks through.
      if (!projection_.lateral())
        strokes_.line(at.column, at.row - half, at.column, at.row + half, r, r,
                      [&](float q) { return (q > 0.5F ? 0.24F : 0.06F) * dense; });
      strokes_.finish();
      if (v.neck) continue;
      const float lift = 0.35F + 0.12F * stream.normal();
      const std::array<Point, 2> transverse{
          {{v.centre.x + side * v.half_width * 0.7F, v.centre.y + v.height * 0.1F, v.centre.z - 3},
           {v.centre.x + side * (v.half_width * 0.7F + 1.5F), v.centre.y + v.height * 0.1F + lift,
            v.centre.z - 4.2F}}};
      if (projection_.lateral()) continue;  // they point at the film
      strokes_.tube(transverse, {0.36F, 0.3F, bone_.cortex, bone_.spongy, dense, 0.5F, 0});
      strokes_.finish();
    }
    const float back = projection_.lateral() ? 2.3F : 0.0F;  // how deep they lie is seen only from the side
    const std::array<Point, 2> spinous{
        {{v.centre.x, v.centre.y - v.height * 0.1F, v.centre.z - 4 + back},
         {v.centre.x + 0.08F * stream.normal(), v.centre.y - v.height * 0.55F, v.centre.z - 5 + back}}};
    strokes_.tube(spinous, {0.3F * chest_.person[Parameter::spinous], 0.45F, bone_.cortex * 1.2F,
                            bone_.spongy, dense, 0.9F, 0});
    strokes_.finish();
  }

  Thickness& maps_;
  const Chest& chest_;
  const Projection& projection_;
  BoneStuff bone_;
  Image scratch_;
  Strokes strokes_;
  float bend_ = 0, phase_ = 0;
};

}  // namespace

void draw_spine(Thickness& maps, const Chest& chest, const Projection& projection) {
  Spine(maps, chest, projection).draw();
}

}  // namespace unseen::phantom
