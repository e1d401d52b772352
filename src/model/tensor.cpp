#include "model/tensor.h"

#include <algorithm>

#include <fmt/format.h>

#include "model/preprocess.h"

namespace unseen {

TensorFacts facts(std::span<const float> values) {
  const auto [low, high] = std::minmax_element(values.begin(), values.end());
  double sum = 0;
  for (const float value : values) sum += value;
  return {*low, *high, sum / static_cast<double>(values.size())};
}

std::vector<std::string> doubts(const TensorFacts& facts, const ImageInput& input, int bits) {
  const auto range = range_of(input, bits);
  if (!range) return {};
  double low = 0;
  double high = 0;
  for (std::size_t c = 0; c < input.mean.size(); ++c) {
    const auto [least, most] = std::minmax(
        {(range->low - input.mean[c]) / input.spread[c], (range->high - input.mean[c]) / input.spread[c]});
    low = c == 0 ? least : std::min(low, least);
    high = c == 0 ? most : std::max(high, most);
  }
  const double slack = 1e-4 * (high - low);
  std::vector<std::string> sentences;
  if (facts.minimum < low - slack || facts.maximum > high + slack) {
    sentences.push_back(
        fmt::format("The network was given values from {:.4g} to {:.4g}; its card allows {:.4g} to {:.4g}. "
                    "Scores may be meaningless.",
                    facts.minimum, facts.maximum, low, high));
  } else if (facts.maximum - facts.minimum < 0.01 * (high - low)) {
    sentences.push_back(
        fmt::format("The network was given almost one value, {:.4g} to {:.4g}, where its card allows {:.4g} "
                    "to {:.4g}: the image is blank or on another scale.",
                    facts.minimum, facts.maximum, low, high));
  }
  return sentences;
}

}  // namespace unseen
