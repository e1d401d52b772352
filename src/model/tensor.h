#pragma once
// What a network is given, and the few numbers that show at a glance whether it is on the right scale.

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "model/card.h"

namespace unseen {

/// Row-major float values; `dims` as the card's layout says, e.g. {1, channels, height, width}.
struct Tensor {
  std::vector<std::int64_t> dims;
  std::vector<float> data;
};

struct TensorFacts {
  double minimum;
  double maximum;
  double mean;
};

/// Of at least one finite value.
TensorFacts facts(std::span<const float> values);

/// What does not fit between a tensor and its card, a sentence each: values outside the interval that the
/// card's range, mean and spread allow, or values that use less than a hundredth of it (a blank image, or one
/// on another scale). `bits` is the stored depth of the image the tensor came from, 1 to 16.
std::vector<std::string> doubts(const TensorFacts& facts, const ImageInput& input, int bits);

}  // namespace unseen
