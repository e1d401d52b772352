#pragma once
// The part of a card that is a record for readers: outputs' names, training, metrics, use, weights,
// reproduction.

#include <vector>

#include "model/card.h"
#include "model/field.h"

namespace unseen {

/// Checks those fields of the whole card; metrics must name heads and labels that exist.
void check_record(const Field& card, const std::vector<Head>& heads);

}  // namespace unseen
