#pragma once
// state = apply(state, command).

#include "contract/refusal.h"
#include "lab/catalogue.h"
#include "lab/command.h"

namespace unseen::lab {

/// The largest seed.
inline constexpr std::int64_t seed_limit = 4'294'967'295;
/// The trail holds this many scores.
inline constexpr std::size_t trail_limit = 60;
/// Radius of a brush, in shares of the film's longer side.
inline constexpr double brush_minimum = 0.005, brush_maximum = 0.5;
/// Zoom 1 shows the film whole.
inline constexpr double zoom_minimum = 1, zoom_maximum = 64;

/// The next state, its revision one higher. Refuses, leaving nothing half done: a value out of range
/// (`out-of-range`, `window-out-of-range`), an operation the catalogue lacks (`unknown-operation`), too many
/// steps (`chain-too-long`), a model whose card is not loaded (`unknown-model`), and a result for a film or
/// model that is no longer there (`superseded`). Parameters of a step that were not given take their initial
/// value. A brush is refused (`strokes-misplaced`) for a step that does not paint, and put away when its step
/// goes.
Result<State> apply(const State& state, const Command& command, const Catalogue& catalogue);

/// What follows from a change, however it came about: what was about another film or model is forgotten, and
/// a brush whose step went is put away.
void settle(const State& from, State& to, const Catalogue& catalogue);

/// The wish to see a refused score ends when another film or model takes the place of the one it was about.
void forget_wish(const State& from, State& to);

/// The window in force: the one set, or the film's own.
std::optional<Window> window_in_force(const State& state);

}  // namespace unseen::lab
