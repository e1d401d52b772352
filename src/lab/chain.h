#pragma once
// What can be done to a chain: each gives the chain that follows. Places count from 0 and must exist.

#include <string>
#include <vector>

#include "lab/catalogue.h"
#include "lab/state.h"

namespace unseen::lab {

using Chain = std::vector<Step>;

/// The operation as a new last step.
Chain with_added(const Chain& chain, const Operation& operation);
/// The operation in the step's place, as a new step; its flags stay.
Chain with_operation(const Chain& chain, std::size_t place, const Operation& operation);
Chain without(const Chain& chain, std::size_t place);
/// The step at `from` taken out and put in again so that it stands at `to`.
Chain moved(const Chain& chain, std::size_t from, std::size_t to);
Chain with_value(const Chain& chain, std::size_t place, const std::string& parameter, double value);
Chain with_bypass(const Chain& chain, std::size_t place, bool on);
Chain with_solo(const Chain& chain, std::size_t place, bool on);
/// Every parameter of the step, or of all steps, at its initial value; strokes and flags stay.
Chain reset_step(const Chain& chain, std::size_t place, const Catalogue& catalogue);
Chain reset_all(const Chain& chain, const Catalogue& catalogue);
/// A point painted with the brush, in shares of width and height: begins a stroke or draws on the last one,
/// where it is at least a quarter of the radius further.
Chain painted(const Chain& chain, const Brush& brush, double x, double y, bool begins);

}  // namespace unseen::lab
