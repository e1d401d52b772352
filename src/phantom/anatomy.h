#pragma once
// The chest as maps of thickness, one a tissue: how many cm of it the ray to each pixel passes. Forms and
// figures after a feasibility prototype of this project; each organ in a file of its own.

#include <vector>

#include "image/image.h"
#include "phantom/person.h"
#include "phantom/projection.h"

namespace unseen::phantom {

/// cm along the ray, size × size.
struct Thickness {
  explicit Thickness(int size)
      : soft(size, size),
        fat(size, size),
        lung(size, size),
        vessels(size, size),
        air(size, size),
        mediastinum(size, size),
        bone(size, size),
        metal(size, size) {}

  Image soft;  ///< the body's inside without its layer of fat; holds lung and air until they are taken out
  Image fat;
  Image lung;     ///< less the mediastinum
  Image vessels;  ///< of blood, to be put in the place of lung
  Image air;      ///< airways, stomach, bowel
  Image mediastinum;
  Image bone;   ///< cm of cortex
  Image metal;  ///< of steel: wires, clips
};

/// What several organs need to know of one person.
struct Chest {
  explicit Chest(const Person& of);

  const Person& person;
  float scale;
  float half_width, half_depth;  ///< of the cavity
  float dome_right, dome_left;   ///< y of the domes' tops
  float apex, base;              ///< y of the lungs' ends
  float fat, muscle, neck, shoulder;
  float heart, heart_x, heart_y;
};

void draw_body(Thickness& maps, const Chest& chest, const Projection& projection);
void draw_lungs(Thickness& maps, const Chest& chest, const Projection& projection);
void draw_mediastinum(Thickness& maps, const Chest& chest, const Projection& projection);
void draw_air(Thickness& maps, const Chest& chest, const Projection& projection);
void draw_vessels(Thickness& maps, const Chest& chest, const Projection& projection);
void draw_findings(Thickness& maps, const Chest& chest, const Projection& projection);
void draw_spine(Thickness& maps, const Chest& chest, const Projection& projection);
void draw_ribs(Thickness& maps, const Chest& chest, const Projection& projection);
void draw_shoulders(Thickness& maps, const Chest& chest, const Projection& projection);
void draw_devices(Thickness& maps, const Chest& chest, const Projection& projection);

/// All of the above, in their order.
Thickness chest_thickness(const Person& person, const Projection& projection);

}  // namespace unseen::phantom
