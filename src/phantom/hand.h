#pragma once
// The hand: the same maps of thickness, projection, physics and display as the chest, other organs.

#include "phantom/anatomy.h"

namespace unseen::phantom {

/// A hand lies flat on the film, palm down, thumb to the film's left; y points to the fingertips.
Thickness hand_thickness(const Person& person, const Projection& projection);

}  // namespace unseen::phantom
