#pragma once
// State and commands as JSON, as the public API and the wire say them.

#include "lab/command.h"
#include "lab/reader.h"

namespace unseen::lab {

/// {version, …} with every field of the table that travels by any of `ways`; all of them by default. Cards
/// are their ids.
json to_json(const State& state);
json to_json(const State& state, unsigned ways);
json to_json(const Wanted& wanted);
json to_json(const std::vector<Step>& chain);

/// {"kind": "set-window", …}. Refusals name the field. A card's and a film's further fields are dropped: the
/// lab keeps what it shows, so a file's name cannot stay.
Result<Command> read_command(const json& value);

/// A list of steps, as the API and the catalogue say them: [{op, …values, strokes?, bypass?, solo?}].
Result<std::vector<Step>> read_chain(const json& value, const std::string& path);

/// Reads `value` into the named field. Refuses a field that does not exist (`unknown-field`) or that cannot
/// be set from outside (`read-only-field`). `state` is unchanged then.
Result<void> read_field(State& state, const std::string& name, const json& value);

}  // namespace unseen::lab
