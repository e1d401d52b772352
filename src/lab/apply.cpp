#include "lab/apply.h"

#include <algorithm>
#include <cmath>

#include <fmt/core.h>

#include "lab/fields.h"

namespace unseen::lab {
namespace {

using Nothing = Result<void>;

Nothing within(double value, double min, double max, const std::string& path) {
  if (std::isfinite(value) && value >= min && value <= max) return {};
  return refuse(Code::out_of_range,
                fmt::format("{} is {:g}, allowed {:.10g} to {:.10g}", path, value, min, max));
}

// The same bounds as the engine's check_window.
Nothing check_window(const Window& window, int bits) {
  const double range = std::ldexp(1.0, bits);
  const auto bad = [](const char* what, double value, double min, double max) {
    return refuse(Code::window_out_of_range,
                  fmt::format("{} {:g}, allowed {:g} to {:g}", what, value, min, max));
  };
  if (!(window.width >= 1 && window.width <= 2 * range)) return bad("width", window.width, 1, 2 * range);
  if (!(window.center >= -range && window.center <= 2 * range))
    return bad("center", window.center, -range, 2 * range);
  return {};
}

int bits(const State& state) { return state.image ? state.image->bits : 16; }

Nothing check_step(Step& step, const Catalogue& catalogue, const std::string& path) {
  const Operation* operation = catalogue.operation(step.op);
  if (!operation) return refuse(Code::unknown_operation, step.op);
  for (const auto& [id, value] : step.values) {
    const auto& known = operation->parameters;
    if (std::none_of(known.begin(), known.end(), [&id = id](const Parameter& p) { return p.id == id; }))
      return refuse(Code::unknown_field, fmt::format("{}.{}", path, id));
  }
  for (const Parameter& parameter : operation->parameters) {
    const double value = step.values.try_emplace(parameter.id, parameter.initial).first->second;
    if (auto good = within(value, parameter.min, parameter.max, fmt::format("{}.{}", path, parameter.id));
        !good)
      return good;
  }
  return {};
}

Nothing check_chain(std::vector<Step>& chain, const Catalogue& catalogue) {
  if (chain.size() > chain_limit)
    return refuse(Code::chain_too_long, fmt::format("{} steps, at most {}", chain.size(), chain_limit));
  for (std::size_t i = 0; i < chain.size(); ++i)
    if (auto good = check_step(chain[i], catalogue, fmt::format("chain[{}]", i)); !good) return good;
  return {};
}

Nothing check_view(const View& view) {
  if (auto good = within(view.zoom, zoom_minimum, zoom_maximum, "view.zoom"); !good) return good;
  if (auto good = within(view.x, 0, 1, "view.x"); !good) return good;
  return within(view.y, 0, 1, "view.y");
}

Nothing check_model(const State& state) {
  if (state.model && !card(state)) return refuse(Code::unknown_model, state.model->id);
  return {};
}

// Everything that may come from outside, in the order of the fields.
Nothing check(State& state, const Catalogue& catalogue) {
  if (auto good = check_model(state); !good) return good;
  if (state.window)
    if (auto good = check_window(*state.window, bits(state)); !good) return good;
  if (auto good = check_chain(state.chain, catalogue); !good) return good;
  if (auto good = within(static_cast<double>(state.seed), 0, static_cast<double>(seed_limit), "seed"); !good)
    return good;
  return check_view(state.view);
}

Nothing change(State& state, const SetWindow& command) { return state.window = command.window, Nothing{}; }
Nothing change(State& state, const SetView& command) { return state.view = command.view, Nothing{}; }
Nothing change(State& state, const SetChain& command) { return state.chain = command.chain, Nothing{}; }
Nothing change(State& state, const SetSeed& command) { return state.seed = command.seed, Nothing{}; }
Nothing change(State& state, const SetModel& command) { return state.model = command.model, Nothing{}; }

Nothing change(State& state, const Reset&) {
  State initial;
  initial.model = state.model;
  copy_fields(initial, state, Link);
  return {};
}

Nothing change(State& state, const SetFields& command) {
  copy_fields(command.to, state, Link);
  return {};
}

// A link may bring a window before its film is opened; any other window belongs to the film that goes.
Nothing change(State& state, const ImageOpened& command) {
  const bool first = !state.image;
  state.image = command.image;
  if (!first || (state.window && !check_window(*state.window, command.image.bits))) state.window.reset();
  if (!first) state.view = {};
  state.pointer.reset();
  state.notice.reset();
  return {};
}

Nothing change(State& state, const ImageClosed&) {
  state.image.reset();
  state.window.reset();
  state.view = {};
  state.result.reset();
  state.pointer.reset();
  return {};
}

Nothing change(State& state, const CardLoaded& command) {
  const auto at = std::find_if(state.cards.begin(), state.cards.end(),
                               [&](const Card& known) { return known.id == command.card.id; });
  if (at == state.cards.end())
    state.cards.push_back(command.card);
  else
    *at = command.card;
  return {};
}

Nothing change(State& state, const ResultArrived& command) {
  const auto now = wanted(state);
  if (!now || now->image != command.result.wanted.image || now->model != command.result.wanted.model)
    return refuse(Code::superseded);
  state.result = command.result;
  return {};
}

Nothing change(State& state, const ShowAnyway& command) { return state.show_anyway = command.on, Nothing{}; }
Nothing change(State& state, const ProgressMade& command) {
  return state.progress = command.progress, Nothing{};
}
Nothing change(State& state, const NoticeGiven& command) { return state.notice = command.notice, Nothing{}; }
Nothing change(State& state, const ValueRead& command) { return state.pointer = command.pointer, Nothing{}; }

}  // namespace

Result<State> apply(const State& state, const Command& command, const Catalogue& catalogue) {
  State next = state;
  auto good = std::visit([&](const auto& kind) { return change(next, kind); }, command);
  if (good && undo(command) != Undo::None) good = check(next, catalogue);
  if (!good) return tl::unexpected<Refusal>(good.error());
  forget_wish(state, next);
  next.revision = state.revision + 1;
  return next;
}

void forget_wish(const State& from, State& to) {
  const auto film = [](const State& state) { return state.image ? state.image->id : 0; };
  if (from.model != to.model || film(from) != film(to)) to.show_anyway = false;
}

std::optional<Window> window_in_force(const State& state) {
  if (state.window) return state.window;
  if (state.image) return state.image->window;
  return std::nullopt;
}

}  // namespace unseen::lab
