#include "experiment/labels.h"

#include <algorithm>
#include <cmath>

namespace unseen::experiment {

std::vector<Reported> reported(const Card& card) {
  std::vector<Reported> found;
  std::size_t output = 0;
  for (const auto& head : card.heads) {
    const bool pair = head.activation == Activation::softmax && head.labels.size() == 2;
    for (std::size_t i = 0; i < head.labels.size(); ++i, ++output) {
      const auto& label = head.labels[i];
      if (label.untrained || (pair && i == 0)) continue;
      found.push_back({output, {head.id, label.id, label.title}, head.activation, head.chance});
    }
  }
  return found;
}

std::optional<bool> holds(const Of& of, const Truth& truth) {
  const auto known = truth.find(of.head);
  return known == truth.end() ? std::nullopt : std::optional(known->second == of.label);
}

std::optional<bool> holds(const Of& of, const phantom::Record& record) {
  if (of.head == "cohort") {
    const auto cohort = phantom::cohort_from(of.label);
    return cohort ? std::optional(record.cohort == *cohort) : std::nullopt;
  }
  for (const auto& covariate : phantom::covariates()) {
    if (covariate.id != of.head) continue;
    const auto choice = std::find(covariate.choices.begin(), covariate.choices.end(), of.label);
    const auto value = record.covariates.find(of.head);
    if (choice == covariate.choices.end() || value == record.covariates.end()) return std::nullopt;
    return std::lround(value->second) == choice - covariate.choices.begin();
  }
  return std::nullopt;
}

}  // namespace unseen::experiment
