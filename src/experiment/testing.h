#pragma once
// For tests: a model whose answers are known on paper, and the way of a whole experiment with it.

#include <functional>

#include "experiment/runner.h"

namespace unseen::experiment {

/// A card of a model that is given 8 × 8 pixels in [0,1] as they are and tells cohort A from B.
Card paper_card(std::string id = "paper");

/// Films that the tests of one program share.
inline Shelf& films() {
  static Shelf shelf(std::size_t{64} << 20U);
  return shelf;
}

/// A network on paper: one example to its logits.
using Network = std::function<std::vector<float>(std::span<const float>)>;

/// What it says to a whole batch.
inline std::vector<float> answered(const Tensor& batch, const Network& network) {
  const auto count = static_cast<std::size_t>(batch.dims.front());
  const auto size = batch.data.size() / count;
  std::vector<float> logits;
  for (std::size_t i = 0; i < count; ++i) {
    const auto one = network(std::span(batch.data).subspan(i * size, size));
    logits.insert(logits.end(), one.begin(), one.end());
  }
  return logits;
}

/// Runs a job to its end, or for at most so many variants.
inline Result<void> play(Runner& runner, std::size_t at_once, const Network& network,
                         std::size_t most = SIZE_MAX) {
  while (runner.done() < std::min(most, runner.total())) {
    const auto batch = runner.next(std::min(at_once, most - runner.done()));
    if (!batch) return tl::unexpected(batch.error());
    if (const auto taken = runner.absorb(answered(*batch, network)); !taken) return taken;
  }
  return {};
}

inline Card paper_card(std::string id) {
  ImageInput input{"image",      Layout::nchw, 1,           8,     8,    Fit::squash,
                   Kernel::area, Range{0, 1},  Range{0, 1}, {0.0}, {1.0}};
  return {std::move(id),
          {{"cohort",
            "Cohort",
            Activation::softmax,
            0.5,
            {{"A", "Cohort A", "#000000", false}, {"B", "Cohort B", "#ffffff", false}}}},
          false,
          std::move(input)};
}

}  // namespace unseen::experiment
