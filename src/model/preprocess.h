#pragma once
// From an image, or from what was recorded with it, to what a network is given: the functions that training
// (through `unseen preprocess`), the browser and the tests share.

#include <map>
#include <string>

#include "image/image.h"
#include "model/tensor.h"

namespace unseen {

/// The card's value range for an image of this stored depth: 1 to 8 bits, 9 to 16 bits. Never taken from the
/// image's own minimum and maximum. Refused: a depth the card has no range for (`card-depth`).
Result<Range> range_of(const ImageInput& input, int bits);

/// For a card whose input is
/// - an image: fit and kernel to the card's size, then `low + (high − low)·v`, then `(x − mean) / spread` a
///   channel, the one grey channel copied into each;
/// - a histogram: how large a share of the pixels lies in each of the card's equal bins over [0,1], {1,
/// bins}. `shown` is in [0,1] (after the window; what lies outside counts to the nearest bin), height ×
/// width; `bits` the stored depth. Refused: a card that is given covariates (`card-input-kind`), a depth
/// without a range
/// (`card-depth`).
Result<Tensor> preprocess(const Image& shown, int bits, const Card& card);

/// Facts recorded with an image, by the ids that cards use.
using Recorded = std::map<std::string, double>;

/// The card's fields in its order and units, {1, fields}; scaling is the network's own. Where a fact was not
/// recorded, the middle of the field's range stands in its place: the gate calls such an answer `out`, and it
/// is still an answer. Refused: a card that is not given covariates (`card-input-kind`).
Result<Tensor> preprocess(const Recorded& recorded, const Card& card);

/// Whether every fact that the card asks for was recorded. True for a card that is not given covariates.
bool has_covariates(const Recorded& recorded, const Card& card);

}  // namespace unseen
