#pragma once
// Sets of films of which the truth is known: simulated ones that no model was trained on, and the visitor's
// own.

#include <string>
#include <vector>

#include "contract/refusal.h"
#include "experiment/labels.h"
#include "experiment/reader.h"
#include "model/card.h"
#include "phantom/phantom.h"

namespace unseen::experiment {

/// Sets of films from this number on are nobody's training, validation or published test: those are numbered
/// 10000, 20000 and 30000 (models/pipeline/phantoms.py).
inline constexpr std::uint64_t first_held_out_set = 50'000;
inline constexpr std::uint64_t most_films = 2000;

struct Films {
  std::vector<phantom::Spec> specs;
  std::vector<phantom::Record> records;
};

/// `films` of them, of the people `people` (the number of the set, from 0), whose cohorts differ by
/// `mechanisms`: where these are left out by what the model's id names after "phantom-", else by the diffuse
/// one. Size and exposure are those the models were trained on.
Result<Films> held_out(const Reader& parameters, const Card& card);

/// What `truths` says of the visitor's own films, one after another. Refused: none (`experiment-empty`), more
/// than most_films, a head or label that the card does not have (`experiment-parameter`).
Result<std::vector<Truth>> own_films(const Reader& parameters, const Card& card);

}  // namespace unseen::experiment
