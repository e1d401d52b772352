// What lies on and in patients: leads of a monitor, a central line, now and then a clip or a button.
#include <array>

#include "phantom/anatomy.h"
#include "phantom/random.h"
#include "phantom/strokes.h"

namespace unseen::phantom {
namespace {

/// A cubic Bézier curve.
std::array<Point, 25> curve(const std::array<Point, 4>& by) {
  std::array<Point, 25> points{};
  for (std::size_t i = 0; i < points.size(); ++i) {
    const float t = static_cast<float>(i) / 24;
    const float u = 1 - t;
    const std::array<float, 4> w{u * u * u, 3 * u * u * t, 3 * u * t * t, t * t * t};
    for (std::size_t k = 0; k < 4; ++k) {
      points[i].x += w[k] * by[k].x;
      points[i].y += w[k] * by[k].y;
      points[i].z += w[k] * by[k].z;
    }
  }
  return points;
}

void wire(Strokes& strokes, const std::array<Point, 4>& by, float radius, float steel) {
  const auto points = curve(by);
  for (std::size_t i = 1; i < points.size(); ++i)
    strokes.rod(points[i - 1], points[i], radius, radius, steel / (2 * radius));
  strokes.finish();
}

void leads(Strokes& strokes, const Chest& chest, Stream& stream) {
  const std::array<Point, 4> pads{{{-8, 7, 8}, {8, 7, 8}, {-9, -9, 8}, {9, -7, 8}}};
  for (const auto& pad : pads) {
    const bool worn = stream.chance(0.75F);
    const Point at{pad.x + 1.2F * stream.normal(), pad.y + 1.2F * stream.normal(), chest.half_depth};
    const Point out{at.x + 5 * stream.normal(), -19, at.z};
    const std::array<Point, 4> by{at,
                                  {at.x + 3 * stream.normal(), at.y - 3 + 2 * stream.normal(), at.z},
                                  {out.x + 4 * stream.normal(), -9, at.z},
                                  out};
    if (!worn) continue;
    strokes.ball(at, 0.55F, 0.55F, 0.035F);
    wire(strokes, by, 0.09F, 0.03F);
  }
}

/// From the right side of the neck down the vena cava.
void central_line(Strokes& strokes, const Chest& chest, Stream& stream) {
  const float tip = chest.person[Parameter::carina_y] - 2 + stream.normal();
  wire(strokes,
       {{{-3.6F + 0.5F * stream.normal(), 17, 3},
         {-4.2F, 12, 3},
         {-2.2F, 9, 2},
         {-2.1F + 0.2F * stream.normal(), tip, 1}}},
       0.1F, 0.02F);
}

}  // namespace

void draw_devices(Thickness& maps, const Chest& chest, const Projection& projection) {
  Stream stream(chest.person.seed, Purpose::devices);
  const bool bedside = chest.person.ap;
  const float draw = stream.uniform();
  const float other = stream.uniform();
  Image scratch(projection.size(), projection.size());
  Strokes strokes(projection, maps.metal, scratch);
  if (draw < (bedside ? 0.6F : 0.08F)) leads(strokes, chest, stream);
  if (other < (bedside ? 0.3F : 0.03F)) central_line(strokes, chest, stream);
}

}  // namespace unseen::phantom
