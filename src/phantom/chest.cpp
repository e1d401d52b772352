#include <algorithm>

#include "phantom/anatomy.h"
#include "phantom/filters.h"

namespace unseen::phantom {

Chest::Chest(const Person& of)
    : person(of),
      scale(of[Parameter::scale]),
      half_width(of[Parameter::thorax_width] * scale * (1 + 0.004F * (of.bmi - 25))),
      half_depth(of[Parameter::thorax_depth] * scale *
                 (1 + 0.012F * (of.bmi - 25) + 0.002F * (of.age - 55))) {
  const float expired = of.ap ? 1.1F : 0.0F;  // lying or sitting, patients breathe in less deeply
  dome_right = of[Parameter::dome_right] * scale + expired - 0.05F * (of.bmi - 25);
  dome_left = dome_right - of[Parameter::dome_left_lower];
  apex = dome_right + of[Parameter::lung_height] * scale - expired + 0.02F * (of.bmi - 25);
  base = dome_right - 7;
  fat = std::max(0.35F, 0.5F + 0.17F * (of.bmi - 20)) * of[Parameter::fat_ratio];
  muscle = of[Parameter::muscle];
  neck = of[Parameter::neck_radius] * scale * (1 + 0.008F * (of.bmi - 25));
  shoulder = of[Parameter::shoulder_y] * scale;
  heart = of[Parameter::heart_size] * scale * (of.finding == Finding::cardiomegaly ? 1.30F : 1.0F) *
          (of.ap ? 1.06F : 1.0F) * (1 + 0.003F * (of.bmi - 25));
  heart_x = of[Parameter::heart_x];
  heart_y = dome_right + 3 * heart;
}

Thickness chest_thickness(const Person& person, const Projection& projection) {
  Thickness maps(projection.size());
  const Chest chest(person);
  draw_body(maps, chest, projection);
  draw_lungs(maps, chest, projection);
  draw_mediastinum(maps, chest, projection);
  draw_air(maps, chest, projection);
  draw_vessels(maps, chest, projection);
  draw_findings(maps, chest, projection);
  draw_spine(maps, chest, projection);
  draw_ribs(maps, chest, projection);
  draw_shoulders(maps, chest, projection);
  draw_devices(maps, chest, projection);
  return maps;
}

}  // namespace unseen::phantom
