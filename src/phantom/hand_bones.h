#pragma once

#include "phantom/anatomy.h"
#include "phantom/hand_form.h"

namespace unseen::phantom {

void draw_hand_bones(Thickness& maps, const HandForm& form, const Projection& projection);

}  // namespace unseen::phantom
