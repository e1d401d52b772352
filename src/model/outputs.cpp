#include "model/outputs.h"

#include <algorithm>
#include <cmath>

namespace unseen {
namespace {

std::vector<double> softmax(std::span<const float> logits) {
  const double highest = *std::max_element(logits.begin(), logits.end());
  std::vector<double> scores;
  double sum = 0;
  for (const float logit : logits) sum += scores.emplace_back(std::exp(logit - highest));
  for (auto& score : scores) score /= sum;
  return scores;
}

double sigmoid(double logit) {
  const double small = std::exp(-std::abs(logit));
  return logit >= 0 ? 1 / (1 + small) : small / (1 + small);
}

bool probabilities(std::span<const float> values, Activation activation) {
  constexpr double slack = 1e-3;
  if (activation == Activation::value) return true;
  double sum = 0;
  for (const float value : values) {
    if (value < -slack || value > 1 + slack) return false;
    sum += value;
  }
  return activation == Activation::sigmoid || std::abs(sum - 1) <= slack;
}

std::vector<double> activated(std::span<const float> logits, const Head& head, bool already) {
  if (!already && head.activation == Activation::softmax) return softmax(logits);
  std::vector<double> scores(logits.begin(), logits.end());
  if (!already && head.activation == Activation::sigmoid)
    std::transform(scores.begin(), scores.end(), scores.begin(), sigmoid);
  return scores;
}

/// Signs of a run that failed silently: every number the same, or one exact zero where a logit should be.
bool lifeless(std::span<const float> logits, const Card& card) {
  if (logits.size() == 1)
    return logits[0] == 0 && !card.activated && card.heads[0].activation != Activation::value;
  return std::all_of(logits.begin(), logits.end(), [&](float logit) { return logit == logits[0]; });
}

}  // namespace

Result<Scores> activate(std::span<const float> logits, const Card& card) {
  if (const auto fits = check_output_count(card, static_cast<std::int64_t>(logits.size())); !fits)
    return tl::unexpected(fits.error());
  if (!std::all_of(logits.begin(), logits.end(), [](float logit) { return std::isfinite(logit); }))
    return refuse(Code::outputs_not_finite);
  if (lifeless(logits, card)) return refuse(Code::outputs_equal);

  Scores result{{logits.begin(), logits.end()}, {}};
  std::size_t first = 0;
  for (const auto& head : card.heads) {
    const auto own = logits.subspan(first, head.labels.size());
    first += head.labels.size();
    if (card.activated && !probabilities(own, head.activation))
      return refuse(Code::outputs_not_activated, head.id);
    const auto scores = activated(own, head, card.activated);
    result.scores.insert(result.scores.end(), scores.begin(), scores.end());
  }
  return result;
}

}  // namespace unseen
