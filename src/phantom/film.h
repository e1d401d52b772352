#pragma once
// From thickness to a picture: attenuation, scatter, quantum noise, detector; then what a digital system
// shows of it.

#include "phantom/anatomy.h"

namespace unseen::phantom {

/// What reaches the detector, of what would without a body; noise and blur are in it.
Image exposed(const Thickness& maps, const Person& person, const Projection& projection, double kvp,
              double mas);

/// The picture: logarithm, compression of broad differences, unsharp mask, exposure recognition, display
/// curve; collimation and side marker. In [0,1], bright is dense.
Image displayed(const Image& exposed, const Person& person, const Projection& projection);

}  // namespace unseen::phantom
