#include <cmath>

#include <fmt/core.h>

#include "lab/apply.h"
#include "ui/views/views.h"

namespace unseen::ui {
namespace {

Slider slider(std::string id, std::string label, double value, double min, double max, bool enabled) {
  Slider slider;
  slider.id = std::move(id);
  slider.text = fmt::format("{} {:.6g}, in stored values from {:.6g} to {:.6g}", label, value, min, max);
  slider.label = std::move(label);
  slider.value = value;
  slider.min = min;
  slider.max = max;
  slider.unit = "stored value";
  slider.enabled = enabled;
  return slider;
}

}  // namespace

void window_view(Ui& ui, const lab::State& state) {
  const bool open = state.image.has_value();
  const double range = std::ldexp(1.0, open ? state.image->bits : 8);
  lab::Window window = lab::window_in_force(state).value_or(lab::Window{range / 2, range});

  if (state.histogram) {
    Levels levels;
    levels.id = "window/levels";
    levels.label = "Histogram";
    levels.counts = state.histogram->counts;
    levels.min = state.histogram->minimum;
    levels.max = state.histogram->maximum;
    levels.low = window.center - window.width / 2;
    levels.high = window.center + window.width / 2;
    levels.text = fmt::format("Black up to {:.6g}, white from {:.6g} on; stored values from {:.6g} to {:.6g}",
                              levels.low, levels.high, levels.min, levels.max);
    if (const auto moved = ui.levels(levels))
      ui.emit(
          lab::SetWindow{{}, lab::Window{(moved->first + moved->second) / 2, moved->second - moved->first}});
  }
  if (const auto center = ui.slider(slider("window/center", "Window centre", window.center, 0, range, open)))
    ui.emit(lab::SetWindow{{}, lab::Window{*center, window.width}});
  if (const auto width = ui.slider(slider("window/width", "Window width", window.width, 1, range, open)))
    ui.emit(lab::SetWindow{{}, lab::Window{window.center, *width}});

  Button reset;
  reset.id = "window/reset";
  reset.label = "Use the file's window";
  reset.text =
      state.window ? "Goes back to the window the file came with" : "The file's own window is in use";
  reset.enabled = open && state.window.has_value();
  if (ui.button(reset)) ui.emit(lab::SetWindow{{}, std::nullopt});
}

}  // namespace unseen::ui
