#pragma once
// The card's part of the gate.

#include <optional>

#include "model/field.h"
#include "model/gate.h"

namespace unseen {

/// Null: none. `outputs` of the same card must name features where the gate has a part on them.
std::optional<CardGate> card_gate(const Field& gate, const Field& outputs);

}  // namespace unseen
