#include <algorithm>

#include <fmt/core.h>

#include "lab/apply.h"
#include "ui/views/views.h"

namespace unseen::ui {
namespace {

Slider slider(std::string id, std::string label, double value, double min, double max, bool enabled) {
  Slider slider;
  slider.id = std::move(id);
  slider.text = fmt::format("{} {:.6g}, in the film's values from {:.6g} to {:.6g}", label, value, min, max);
  slider.label = std::move(label);
  slider.value = value;
  slider.min = min;
  slider.max = max;
  slider.unit = "film's value";
  // Values of a narrow range, such as a dose, are moved in parts of it.
  if (max - min < 8) slider.step = (max - min) / 4096;
  slider.enabled = enabled;
  return slider;
}

/// The windows that the file offers, and the one in force where it is none of them.
void offered(Ui& ui, const lab::State& state) {
  if (!state.image || state.image->windows.size() < 2) return;
  const auto& windows = state.image->windows;
  Choice choice;
  choice.id = "window/offered";
  choice.label = "Window";
  choice.value = state.window ? "another" : "0";
  for (std::size_t i = 0; i < windows.size(); ++i) {
    choice.options.push_back({fmt::format("{}", i), windows[i].title});
    if (state.window == windows[i].window) choice.value = choice.options.back().id;
  }
  if (choice.value == "another") choice.options.push_back({"another", "as set below"});
  const auto in_force = std::find_if(choice.options.begin(), choice.options.end(),
                                     [&](const Option& option) { return option.id == choice.value; });
  choice.text = fmt::format("Window: {}", in_force->title);
  const auto chosen = ui.choice(choice);
  if (!chosen || *chosen == "another") return;
  const auto at = static_cast<std::size_t>(std::stoul(*chosen));
  // The first is the film as it presents itself, which may be a curve that no window is.
  ui.emit(lab::SetWindow{{}, at == 0 ? std::nullopt : std::optional(windows[at].window)});
}

}  // namespace

void window_view(Ui& ui, const lab::State& state) {
  const bool open = state.image.has_value();
  const double lowest = open ? state.image->lowest : 0;
  const double highest = open ? state.image->highest : 255;
  const double span = highest - lowest + 1;
  const lab::Window window = lab::window_in_force(state).value_or(lab::Window{lowest + span / 2, span});

  if (state.histogram) {
    Levels levels;
    levels.id = "window/levels";
    levels.label = "Histogram";
    levels.counts = state.histogram->counts;
    levels.min = state.histogram->minimum;
    levels.max = state.histogram->maximum;
    levels.low = window.center - window.width / 2;
    levels.high = window.center + window.width / 2;
    levels.text = fmt::format("Black up to {:.6g}, white from {:.6g} on; values from {:.6g} to {:.6g}",
                              levels.low, levels.high, levels.min, levels.max);
    if (const auto moved = ui.levels(levels))
      ui.emit(
          lab::SetWindow{{}, lab::Window{(moved->first + moved->second) / 2, moved->second - moved->first}});
  }
  if (const auto center =
          ui.slider(slider("window/center", "Window centre", window.center, lowest, highest + 1, open)))
    ui.emit(lab::SetWindow{{}, lab::Window{*center, window.width}});
  if (const auto width = ui.slider(
          slider("window/width", "Window width", window.width, std::min(1.0, span / 256), span, open)))
    ui.emit(lab::SetWindow{{}, lab::Window{window.center, *width}});

  offered(ui, state);
  Button reset;
  reset.id = "window/reset";
  reset.label = "Use the file's window";
  reset.text =
      state.window ? "Goes back to the window the file came with" : "The file's own window is in use";
  reset.enabled = open && state.window.has_value();
  if (ui.button(reset)) ui.emit(lab::SetWindow{{}, std::nullopt});
}

}  // namespace unseen::ui
