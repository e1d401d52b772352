#pragma once
// What a chain may hold.

#include "contract/refusal.h"
#include "lab/catalogue.h"
#include "lab/state.h"

namespace unseen::lab {

/// Fills in what the steps leave out (a parameter its initial value, the seed of what draws at random `seed`)
/// and refuses, naming the place, what the engine would refuse: too many steps (`chain-too-long`), an
/// operation or a parameter that the catalogue lacks
/// (`unknown-operation`, `unknown-field`), a value outside its bounds or, where whole ones are meant, between
/// them
/// (`out-of-range`), strokes where nothing is painted (`strokes-misplaced`), outside the picture
/// (`out-of-range`) or more than a step holds (`too-many-strokes`).
Result<void> complete(std::vector<Step>& chain, std::int64_t seed, const Catalogue& catalogue);

/// Gives every step that draws at random this seed.
void reseed(std::vector<Step>& chain, std::int64_t seed);

}  // namespace unseen::lab
