#include "lab/state.h"

#include <algorithm>

namespace unseen::lab {

const Card* card(const State& state) {
  if (!state.model) return nullptr;
  const auto at = std::find_if(state.cards.begin(), state.cards.end(),
                               [&](const Card& candidate) { return candidate.id == state.model->id; });
  return at == state.cards.end() ? nullptr : &*at;
}

std::optional<Wanted> wanted(const State& state) {
  if (!state.image || !state.model) return std::nullopt;
  return Wanted{state.image->id, *state.model, state.window, state.chain, state.revision};
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
