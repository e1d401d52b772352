#include "ui/recorder.h"

#include <algorithm>
#include <cmath>

#include <fmt/core.h>

#include "lab/reader.h"
#include "ui/film_geometry.h"

namespace unseen::ui {

using nlohmann::json;

bool Recorder::button(const Button& button) {
  record(button, "button", button.enabled);
  column_.next(button);
  return meant_for(button, button.enabled) != nullptr;
}

std::optional<double> Recorder::slider(const Slider& slider) {
  json& widget = record(slider, "slider", slider.enabled);
  widget["value"] = slider.value;
  widget["min"] = slider.min;
  widget["max"] = slider.max;
  widget["step"] = slider.step;
  widget["unit"] = slider.unit;
  widget["logarithmic"] = slider.logarithmic;
  column_.next(slider);

  const json* value = meant_for(slider, slider.enabled);
  if (!value) return std::nullopt;
  const auto number = lab::read_number(*value, slider.id);
  if (!number) return refusal_ = number.error(), std::nullopt;
  if (*number < slider.min || *number > slider.max) {
    refusal_ = Refusal{Code::out_of_range, fmt::format("{} is {:g}, allowed {:.10g} to {:.10g}", slider.label,
                                                       *number, slider.min, slider.max)};
    return std::nullopt;
  }
  return *number;
}

std::optional<lab::View> Recorder::picture(const Picture& picture) {
  const bool open = picture.image != 0;
  json& widget = record(picture, "image", open);
  widget["value"] = {{"zoom", picture.view.zoom}, {"x", picture.view.x}, {"y", picture.view.y}};
  widget["options"] = json::array();
  for (const ViewAction& action : view_actions)
    widget["options"].push_back({{"id", action.id}, {"title", action.title}});

  const json* value = meant_for(picture, open);
  if (!value) return std::nullopt;
  if (value->is_string()) {
    const auto view = acted(picture.view, value->get<std::string>());
    if (!view) refusal_ = Refusal{Code::bad_request, "no view action " + value->get<std::string>()};
    return view;
  }
  lab::Reader in(*value, picture.id);
  const lab::View view{in.number("zoom"), in.number("x"), in.number("y")};
  const auto read = in.strict(view);
  if (!read) return refusal_ = read.error(), std::nullopt;
  return *read;
}

void Recorder::bars(const Bars& bars) {
  json& widget = record(bars, "bars", true);
  widget["min"] = 0;
  widget["max"] = 1;
  widget["stale"] = bars.stale;
  widget["greyed"] = bars.greyed;
  widget["note"] = bars.note;
  widget["rows"] = json::array();
  const auto maybe = [](const std::optional<double>& value) { return value ? json(*value) : json(nullptr); };
  for (const Bar& row : bars.rows)
    widget["rows"].push_back({{"id", row.id},
                              {"label", row.label},
                              {"value", maybe(row.value)},
                              {"text", row.text},
                              {"chance", maybe(row.chance)},
                              {"before", maybe(row.before)}});
  column_.next(bars);
}

void Recorder::table(const Table& table) {
  json& widget = record(table, "table", true);
  widget["columns"] = {table.columns.first, table.columns.second};
  widget["rows"] = json::array();
  for (const auto& [what, value] : table.rows) widget["rows"].push_back({what, value});
  column_.next(table);
}

json& Recorder::record(const Widget& widget, const char* role, bool enabled) {
  widgets_.push_back({{"id", widget.id},
                      {"role", role},
                      {"label", widget.label},
                      {"text", widget.text},
                      {"enabled", enabled}});
  return widgets_.back();
}

const json* Recorder::meant_for(const Widget& widget, bool enabled) {
  if (!act_ || act_->widget != widget.id) return nullptr;
  met_ = true;
  return enabled ? &act_->value : nullptr;
}

}  // namespace unseen::ui
