#pragma once
// From an image to what a network is given: the one function that training (through `unseen preprocess`), the
// browser and the tests share.

#include "image/image.h"
#include "model/tensor.h"

namespace unseen {

/// The card's value range for an image of this stored depth: 1 to 8 bits, 9 to 16 bits. Never taken from the
/// image's own minimum and maximum. Refused: a depth the card has no range for (`card-depth`).
Result<Range> range_of(const ImageInput& input, int bits);

/// Fit and kernel to the card's size, then `low + (high − low)·v`, then `(x − mean) / spread` a channel, the
/// one grey channel copied into each. `shown` is in [0,1] (after the window), height × width; `bits` the
/// stored depth. Refused: a card whose input is no image (`card-input-kind`), a depth without a range
/// (`card-depth`).
Result<Tensor> preprocess(const Image& shown, int bits, const Card& card);

}  // namespace unseen
