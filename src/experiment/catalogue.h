#pragma once
// What the engine can do, as data: contract/catalog.json is this, printed by `unseen catalog --json`.

#include <nlohmann/json.hpp>

namespace unseen {

/// {versions, limits, formats, operations, experiments, card, refusals}; the words that pages and cards
/// share, each stated once.
nlohmann::json catalogue();

/// The operations alone: every fact of filter/operation.h, `[{id, group, title, help, parameters: [{id,
/// title, help, unit, min, max, neutral (null: none), initial, step, scale, choices}], example, figure,
/// workingSize (0: none), random, strokes, idempotent}]`.
nlohmann::json operations();

}  // namespace unseen
