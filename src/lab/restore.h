#pragma once
// Whatever comes from outside (API, link, storage) enters here, whole or not at all.

#include "lab/catalogue.h"
#include "lab/command.h"
#include "lab/reader.h"

namespace unseen::lab {

/// The command that sets the patch's fields and leaves the others. The first field that is unknown or of the
/// wrong type refuses the whole patch; ranges are apply()'s. `preset` names a chain of the catalogue
/// (`unknown-preset`) and takes the place of the chain; `phantom` is refused: a film is simulated by asking
/// for it, not by a setting.
Result<Command> set(const State& state, const json& patch, const Catalogue& catalogue);

struct Restored {
  Command command;
  std::vector<std::string> dropped;  ///< fields that were left out
};

/// The command that brings a saved state back; what it does not mention takes its initial value. `value`
/// needs a `version`. Fields that never come from outside (a result, a film) are dropped and named; an
/// unknown field is dropped only when a newer version wrote it, and refused otherwise. `preset` as in set().
Result<Restored> restore(const json& value, const Catalogue& catalogue);

}  // namespace unseen::lab
