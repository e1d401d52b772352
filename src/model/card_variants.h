#pragma once
// The part of a card that names its variants.

#include <vector>

#include "model/card.h"
#include "model/field.h"

namespace unseen {

/// Reads and checks them all; a card may have none.
std::vector<Variant> card_variants(const Field& card, const std::vector<Head>& heads);

}  // namespace unseen
