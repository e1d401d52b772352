#pragma once
// What all bones of a person have in common.

#include <algorithm>

#include "phantom/person.h"

namespace unseen::phantom {

struct BoneStuff {
  explicit BoneStuff(const Person& person)
      : cortex(person[Parameter::cortex] * person[Parameter::scale]),
        spongy(person[Parameter::trabecular_fraction]),
        density(std::max(0.2F, person[Parameter::bone_density]) *
                (1 - 0.0045F * std::max(0.0F, person.age - 50))) {}

  float cortex;   ///< cm
  float spongy;   ///< of the inside that is bone
  float density;  ///< 1 is the mean
};

}  // namespace unseen::phantom
