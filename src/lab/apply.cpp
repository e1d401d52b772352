#include "lab/apply.h"

#include <algorithm>
#include <cmath>

#include <fmt/core.h>

#include "lab/fields.h"
#include "lab/naming.h"
#include "lab/phantom_bounds.h"
#include "lab/steps.h"

namespace unseen::lab {
namespace {

using Nothing = Result<void>;

Nothing within(double value, double min, double max, const std::string& path) {
  if (std::isfinite(value) && value >= min && value <= max) return {};
  return refuse(Code::out_of_range,
                fmt::format("{} is {:g}, allowed {:.10g} to {:.10g}", path, value, min, max));
}

// The same bounds as the engine's check_window.
Nothing check_window(const Window& window, double lowest, double highest) {
  const double span = highest - lowest + 1;
  const double least = span > 2 ? 1 : (highest - lowest) / 65536;
  const auto bad = [](const char* what, double value, double min, double max) {
    return refuse(Code::window_out_of_range,
                  fmt::format("{} {:g}, allowed {:g} to {:g}", what, value, min, max));
  };
  if (!(window.width >= least && window.width <= 2 * span))
    return bad("width", window.width, least, 2 * span);
  if (!(window.center >= lowest - span && window.center <= lowest + 2 * span))
    return bad("center", window.center, lowest - span, lowest + 2 * span);
  return {};
}

Nothing check_window(const Window& window, const Film& film) {
  return check_window(window, film.lowest, film.highest);
}

// A link brings its window before its film: then the largest bounds hold that a file of 16 bits has.
Nothing check_window(const State& state) {
  return state.image ? check_window(*state.window, *state.image) : check_window(*state.window, 0, 65535);
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
    if (auto good = check_window(state); !good) return good;
  if (auto good = complete(state.chain, state.seed, catalogue); !good) return good;
  if (auto good = within(static_cast<double>(state.seed), 0, static_cast<double>(seed_limit), "seed"); !good)
    return good;
  if (auto good = check_view(state.view); !good) return good;
  if (!state.phantom || (state.image && state.image->phantom == state.phantom)) return {};
  return check_phantom(*state.phantom, catalogue.phantoms);
}

Nothing change(State& state, const SetWindow& command) { return state.window = command.window, Nothing{}; }
Nothing change(State& state, const SetView& command) { return state.view = command.view, Nothing{}; }
Nothing change(State& state, const SetChain& command) { return state.chain = command.chain, Nothing{}; }
Nothing change(State& state, const SetSeed& command) {
  state.seed = command.seed;
  reseed(state.chain, command.seed);
  return {};
}
Nothing change(State& state, const SetModel& command) { return state.model = command.model, Nothing{}; }

Nothing change(State& state, const Reset&) {
  State initial;
  initial.model = state.model;
  initial.phantom = state.phantom;
  copy_fields(initial, state, Link);
  return {};
}

Nothing change(State& state, const SetFields& command) {
  copy_fields(command.to, state, Link);
  // Settings alone do not change what the open film is.
  if (!state.phantom && state.image) state.phantom = state.image->phantom;
  return {};
}

// A link may bring window and view before its film is opened or simulated, and another frame of one file is
// looked at as the one before; any others belong to the film that goes.
Nothing change(State& state, const ImageOpened& command) {
  const bool awaited = command.image.phantom && command.image.phantom == state.phantom &&
                       (!state.image || state.image->phantom != state.phantom);
  const bool stays = !state.image || awaited || command.same_file;
  state.image = command.image;
  state.phantom = command.image.phantom;
  state.histogram.reset();
  if (!stays || (state.window && !check_window(*state.window, command.image))) state.window.reset();
  if (!stays) state.view = {};
  state.pointer.reset();
  state.notice.reset();
  return {};
}

Nothing change(State& state, const ImageClosed&) {
  state.image.reset();
  state.phantom.reset();
  state.window.reset();
  state.view = {};
  state.result.reset();
  state.histogram.reset();
  state.pointer.reset();
  return {};
}

Nothing change(State& state, const SetLook& command) { return state.look = command.look, Nothing{}; }
Nothing change(State& state, const SetBrush& command) { return state.brush = command.brush, Nothing{}; }
Nothing change(State& state, const HistogramRead& command) {
  if (!state.image || state.image->id != command.image) return refuse(Code::superseded);
  return state.histogram = command.histogram, Nothing{};
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

// The value of what is in hand, as the result was computed for it.
std::optional<double> value_in_hand(const Hand& hand, const Wanted& about) {
  if (hand.op == "window") {
    if (!about.window) return std::nullopt;
    return hand.parameter == "center" ? about.window->center : about.window->width;
  }
  for (const Step& step : about.chain)
    if (const auto value = step.values.find(hand.parameter); step.op == hand.op && value != step.values.end())
      return value->second;
  return std::nullopt;
}

void leave_trace(State& state) {
  const Hand hand = state.hand.value_or(Hand{});
  state.trail.push_back({hand, value_in_hand(hand, state.result->wanted), state.result->scores});
  if (state.trail.size() > trail_limit) state.trail.erase(state.trail.begin());
}

Nothing change(State& state, const ResultArrived& command) {
  const auto now = wanted(state);
  const Wanted& about = command.result.wanted;
  if (!now || now->image != about.image || now->model != about.model) return refuse(Code::superseded);
  const bool untouched = about.chain.empty() && !about.window;
  if (untouched) state.untouched = command.result;
  // What is asked for beside the score in hand does not take its place.
  if (untouched && !about.same(*now) && state.result) return {};
  const bool again = state.result && state.result->wanted.same(about);
  state.result = command.result;
  if (!again) leave_trace(state);
  return {};
}

Nothing change(State& state, const ShowAnyway& command) { return state.show_anyway = command.on, Nothing{}; }
Nothing change(State& state, const ProgressMade& command) {
  return state.progress = command.progress, Nothing{};
}
Nothing change(State& state, const NoticeGiven& command) { return state.notice = command.notice, Nothing{}; }
Nothing change(State& state, const ValueRead& command) { return state.pointer = command.pointer, Nothing{}; }

Nothing check_brush(const State& state, const Catalogue& catalogue) {
  if (!state.brush) return {};
  const Step* step = state.brush->step < state.chain.size() ? &state.chain[state.brush->step] : nullptr;
  const Operation* operation = step ? catalogue.operation(step->op) : nullptr;
  if (!operation || !operation->strokes)
    return refuse(Code::strokes_misplaced, step ? step->op : "a step that is not there");
  return within(state.brush->radius, brush_minimum, brush_maximum, "brush.radius");
}

// What belongs to the film and model that were.
void forget_scores(const State& from, State& to) {
  const auto film = [](const State& state) { return state.image ? state.image->id : 0; };
  if (from.model == to.model && film(from) == film(to)) return;
  to.untouched.reset();
  to.trail.clear();
  to.hand.reset();
}

}  // namespace

Result<State> apply(const State& state, const Command& command, const Catalogue& catalogue) {
  State next = state;
  auto good = std::visit([&](const auto& kind) { return change(next, kind); }, command);
  if (good && undo(command) != Undo::None) good = check(next, catalogue);
  if (good && std::holds_alternative<SetBrush>(command)) good = check_brush(next, catalogue);
  if (!good) return tl::unexpected<Refusal>(good.error());
  if (const auto hand = changed_setting(state, next)) next.hand = hand;
  settle(state, next, catalogue);
  next.revision = state.revision + 1;
  return next;
}

void settle(const State& from, State& to, const Catalogue& catalogue) {
  forget_wish(from, to);
  forget_scores(from, to);
  if (!check_brush(to, catalogue)) to.brush.reset();
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
