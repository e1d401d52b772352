#pragma once
// Where a hand's bones lie; flesh and bones are drawn from it.

#include <array>

#include "phantom/person.h"

namespace unseen::phantom {

struct Place {
  float x, y;
};

/// One long bone between its two ends, and half its width there and at the waist.
struct HandBone {
  Place base, head;
  float at_base, at_head, at_waist;
};

/// A finger: metacarpal first, fingertip last. The thumb has one bone less.
struct Digit {
  std::array<HandBone, 4> bones;
  std::size_t count;
};

struct HandForm {
  explicit HandForm(const Person& of);

  const Person& person;
  float scale;
  std::array<Digit, 5> digits;  ///< thumb first
  HandBone radius, ulna;
};

}  // namespace unseen::phantom
