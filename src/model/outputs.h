#pragma once
// From a network's numbers to scores, as the card says.

#include <span>
#include <vector>

#include "model/card.h"

namespace unseen {

/// Raw numbers and scores, both flat and in output order. A head that is already activated keeps its numbers
/// as scores.
struct Scores {
  std::vector<float> logits;
  std::vector<double> scores;
};

/// Softmax within each softmax head, sigmoid a label, values as they are; in double precision. A run that
/// failed is never a result: refused are a wrong count (`outputs-count`), NaN or infinity
/// (`outputs-not-finite`), the same number everywhere or a lone exact zero (`outputs-equal`), and numbers
/// that are no probabilities though the card says that they are
/// (`outputs-not-activated`).
Result<Scores> activate(std::span<const float> logits, const Card& card);

}  // namespace unseen
