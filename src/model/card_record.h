#pragma once
// The part of a card that is a record for readers: outputs' names, training, metrics, use, weights,
// reproduction.

#include <vector>

#include "model/card.h"
#include "model/field.h"

namespace unseen {

/// `weights`, `reproduce` and a list of at least `least` metrics: of the card, or of one of its variants.
void check_weights(const Field& field);
void check_reproduce(const Field& field);
void check_metrics(const Field& field, std::size_t least, const std::vector<Head>& heads);

/// Checks those fields of the whole card; metrics must name heads and labels that exist.
void check_record(const Field& card, const std::vector<Head>& heads);

}  // namespace unseen
