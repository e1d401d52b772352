#include "experiment/sweep.h"

#include <cmath>
#include <numeric>

#include "stats/roc.h"

namespace unseen::experiment {

Sweep::Sweep(SweepPlan plan) : plan_(std::move(plan)), scores_(plan_.labels.size()) {
  for (const auto& label : plan_.labels) {
    auto& known = truth_.emplace_back();
    for (const auto& record : plan_.films.records) known.push_back(holds(label.of, record));
    for (const auto& each : plan_.own) known.push_back(holds(label.of, each));
  }
}

Variant Sweep::variant(std::size_t index) const {
  const auto picture = index / slots();
  const auto slot = index % slots();
  Variant made;
  if (!plan_.films.specs.empty()) made.film = plan_.films.specs[picture];
  if (!plan_.own.empty()) made.own = picture;
  made.chain = plan_.chain;
  made.shared = plan_.at;
  const auto at = made.chain.begin() + static_cast<std::ptrdiff_t>(plan_.at);
  if (slot == 0) {
    made.chain.erase(at);
    return made;
  }
  at->values[plan_.parameter] = plan_.settings[(slot - 1) % plan_.settings.size()];
  // Each simulated film has a seed of its own, so that no draw is common to all of them.
  const std::uint64_t turn = (slot - 1) / plan_.settings.size();
  if (plan_.seed) at->values[*plan_.seed] = static_cast<double>(plan_.first_seed + picture + turn);
  return made;
}

void Sweep::absorb(std::span<const double> scores) {
  for (std::size_t i = 0; i < plan_.labels.size(); ++i) scores_[i].push_back(scores[plan_.labels[i].output]);
}

Sweep::Groups Sweep::groups(std::size_t label, std::size_t slot, std::size_t until) const {
  Groups found;
  const auto& scores = scores_[label];
  for (std::size_t picture = 0; picture * slots() + until < scores.size(); ++picture) {
    if (const auto truth = truth_[label][picture])
      (*truth ? found.positives : found.negatives).push_back(scores[picture * slots() + slot]);
  }
  return found;
}

Estimate Sweep::area(std::size_t label, std::size_t slot) const {
  const auto of = groups(label, slot, slot);
  Estimate found;
  found.n = of.positives.size() + of.negatives.size();
  found.positives = of.positives.size();
  if (const auto area = auc(of.positives, of.negatives)) {
    found.value = area->value;
    found.low = area->low;
    found.high = area->high;
  }
  return found;
}

Estimate Sweep::score(std::size_t label, std::optional<std::size_t> setting) const {
  std::vector<double> values;
  for (std::size_t slot = setting ? 1 + *setting : 0; slot < scores_[label].size();
       slot += setting ? plan_.settings.size() : slots())
    values.push_back(scores_[label][slot]);
  Estimate found;
  found.n = values.size();
  if (values.empty()) return found;
  const auto n = static_cast<double>(values.size());
  const double mean = std::accumulate(values.begin(), values.end(), 0.0) / n;
  found.value = mean;
  if (values.size() < 2) return found;
  double sum = 0;
  for (const double value : values) sum += (value - mean) * (value - mean);
  const double spread = std::sqrt(sum / (n - 1));
  found.low = mean - spread;
  found.high = mean + spread;
  return found;
}

Estimate Sweep::estimate(std::size_t label, std::optional<std::size_t> setting) const {
  if (!of_set()) return score(label, setting);
  return area(label, setting ? 1 + *setting : 0);
}

}  // namespace unseen::experiment
