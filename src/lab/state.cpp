#include "lab/state.h"

#include <algorithm>

namespace unseen::lab {

const Card* card(const State& state) {
  if (!state.model) return nullptr;
  const auto at = std::find_if(state.cards.begin(), state.cards.end(),
                               [&](const Card& candidate) { return candidate.id == state.model->id; });
  return at == state.cards.end() ? nullptr : &*at;
}

std::vector<Step> chain_in_force(const std::vector<Step>& chain) {
  const bool soloed = std::any_of(chain.begin(), chain.end(), [](const Step& step) { return step.solo; });
  std::vector<Step> force;
  for (const Step& step : chain)
    if (!step.bypass && (!soloed || step.solo)) force.push_back({step.op, step.values, step.strokes});
  return force;
}

std::optional<Wanted> wanted(const State& state) {
  if (!state.image || !state.model) return std::nullopt;
  return Wanted{state.image->id, *state.model, state.window, chain_in_force(state.chain), state.revision};
}

std::optional<Wanted> wanted_untouched(const State& state) {
  const auto now = wanted(state);
  if (!now) return std::nullopt;
  const Wanted bare{now->image, now->model, std::nullopt, {}, now->revision};
  if (bare.same(*now) || (state.untouched && state.untouched->wanted.same(bare))) return std::nullopt;
  return bare;
}

bool fresh(const State& state) {
  const auto now = wanted(state);
  return now && state.result && state.result->wanted.same(*now);
}

const Verdict* refusal(const State& state) {
  if (!state.result || state.result->wanted.model != state.model || !state.result->ood) return nullptr;
  return state.result->ood->verdict == "out" ? &*state.result->ood : nullptr;
}

}  // namespace unseen::lab
