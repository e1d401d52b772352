// Trachea and main bronchi, the stomach's bubble, gas in the bowel.
#include <array>

#include "phantom/anatomy.h"
#include "phantom/random.h"
#include "phantom/strokes.h"

namespace unseen::phantom {
namespace {

void draw_airways(Strokes& strokes, const Person& person) {
  const float r = person[Parameter::trachea_radius];
  const float carina = person[Parameter::carina_y];
  const std::array<Point, 4> trachea{
      {{0.05F, 24, -1}, {0.1F, 14, -2}, {-0.2F, carina + 3, -3}, {-0.3F, carina, -3}}};
  for (std::size_t i = 1; i < trachea.size(); ++i) strokes.rod(trachea[i - 1], trachea[i], r, r, 1);
  strokes.rod({-0.3F, carina, -3}, {-3.3F, carina - 2.6F, -2}, 0.62F, 0.5F, 1);
  strokes.rod({-0.3F, carina, -3}, {2.7F, carina - 2.0F, -2}, 0.62F, 0.5F, 1);
  strokes.finish();
}

}  // namespace

void draw_air(Thickness& maps, const Chest& chest, const Projection& projection) {
  const Person& person = chest.person;
  Image scratch(projection.size(), projection.size());
  Strokes strokes(projection, maps.air, scratch);
  draw_airways(strokes, person);

  Stream stream(person.seed, Purpose::detail, 2);
  const float r = 1.15F * clamped(person[Parameter::bubble], 0.15F, 2);
  const Point bubble{5.4F + 0.8F * stream.normal(), chest.dome_left - 0.9F - r, 2};
  strokes.rod({bubble.x - 0.5F * r, bubble.y, 2}, {bubble.x + 0.6F * r, bubble.y - 0.15F, 2}, r, r, 0.8F);
  strokes.finish();
  const int pockets = stream.chance(0.7F) ? 2 + static_cast<int>(stream.uniform(0, 7)) : 0;
  for (int i = 0; i < pockets; ++i) {
    const float x = 5 + 4.5F * stream.normal();
    const Point at{x, chest.dome_right - 8.5F + 1.2F * stream.normal() - 0.12F * std::fabs(x - 4), 3};
    const float radius = stream.uniform(0.4F, 1.2F);
    const float half = radius * stream.uniform(0.3F, 1.3F);
    const float angle = stream.uniform(0, 3);
    const float dx = half * cosine(angle);
    const float dy = half * sine(angle);
    strokes.rod({at.x - dx, at.y - dy, at.z}, {at.x + dx, at.y + dy, at.z}, radius, 0.8F * radius, 0.6F);
  }
  strokes.finish();
}

}  // namespace unseen::phantom
