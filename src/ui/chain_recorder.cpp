// The widgets of a chain, written down, and what their twins do.
#include <algorithm>

#include <fmt/core.h>

#include "lab/reader.h"
#include "ui/recorder.h"

namespace unseen::ui {

using nlohmann::json;

namespace {

json written(const std::vector<Option>& options) {
  json list = json::array();
  for (const Option& option : options) list.push_back({{"id", option.id}, {"title", option.title}});
  return list;
}

Refusal outside(const std::string& what, double value, double min, double max) {
  return {Code::out_of_range, fmt::format("{} is {:g}, allowed {:.10g} to {:.10g}", what, value, min, max)};
}

}  // namespace

// Without a pointer a round patch is painted at a point that is typed.
std::optional<Dab> Recorder::brush(const Brush& brush, const Picture& picture) {
  json& widget = record(brush, "brush", picture.image != 0);
  widget["radius"] = brush.radius;
  const json* value = meant_for(brush, picture.image != 0);
  if (!value) return std::nullopt;
  lab::Reader in(*value, brush.id);
  const auto read = in.strict(Dab{in.number("x"), in.number("y"), true});
  if (!read) return refusal_ = read.error(), std::nullopt;
  for (const double share : {read->x, read->y})
    if (share < 0 || share > 1) return refusal_ = outside(brush.label, share, 0, 1), std::nullopt;
  return *read;
}

std::optional<std::string> Recorder::choice(const Choice& choice) {
  json& widget = record(choice, "choice", choice.enabled);
  widget["value"] = choice.value;
  widget["options"] = written(choice.options);
  column_.next(choice);
  const json* value = meant_for(choice, choice.enabled);
  if (!value) return std::nullopt;
  const auto id = lab::read_text(*value, choice.id);
  if (!id) return refusal_ = id.error(), std::nullopt;
  const auto known = [&](const Option& option) { return option.id == *id; };
  if (std::any_of(choice.options.begin(), choice.options.end(), known)) return *id;
  return refusal_ = Refusal{Code::bad_request, "option " + *id}, std::nullopt;
}

std::optional<std::string> Recorder::line(const Line& line) {
  json& widget = record(line, "line", true);
  widget["items"] = json::array();
  for (const Item& item : line.items)
    widget["items"].push_back(
        {{"id", item.id}, {"title", item.title}, {"on", item.on ? json(*item.on) : json()}});
  if (line.movable) movable_.push_back(line.label);
  column_.next(line);
  const json* value = meant_for(line, true);
  if (!value) return std::nullopt;
  const auto id = lab::read_text(*value, line.id);
  if (!id) return refusal_ = id.error(), std::nullopt;
  const auto known = [&](const Item& item) { return item.id == *id; };
  if (std::any_of(line.items.begin(), line.items.end(), known)) return *id;
  return refusal_ = Refusal{Code::bad_request, "item " + *id}, std::nullopt;
}

std::optional<Move> Recorder::order(const Order& order) {
  json& widget = record(order, "order", order.count > 1);
  widget["lines"] = movable_;
  const json* value = meant_for(order, order.count > 1);
  if (!value) return std::nullopt;
  lab::Reader in(*value, order.id);
  const auto from = in.integer("from"), to = in.integer("to");
  if (const auto read = in.strict(true); !read) return refusal_ = read.error(), std::nullopt;
  const auto last = static_cast<std::int64_t>(order.count) - 1;
  for (const std::int64_t place : {from, to})
    if (place < 0 || place > last)
      return refusal_ = outside(order.label, static_cast<double>(place), 0, static_cast<double>(last)),
             std::nullopt;
  return Move{static_cast<std::size_t>(from), static_cast<std::size_t>(to)};
}

std::optional<std::pair<double, double>> Recorder::levels(const Levels& levels) {
  json& widget = record(levels, "levels", true);
  widget["min"] = levels.min;
  widget["max"] = levels.max;
  widget["low"] = levels.low;
  widget["high"] = levels.high;
  column_.next(levels);
  const json* value = meant_for(levels, true);
  if (!value) return std::nullopt;
  lab::Reader in(*value, levels.id);
  const auto read = in.strict(std::pair{in.number("low"), in.number("high")});
  if (!read) return refusal_ = read.error(), std::nullopt;
  if (read->second - read->first < 1)
    return refusal_ = outside("the upper end", read->second, read->first + 1, levels.max), std::nullopt;
  return *read;
}

void Recorder::spark(const Spark& spark) {
  json& widget = record(spark, "spark", true);
  widget["values"] = spark.values;
  widget["note"] = spark.note;
  column_.next(spark);
}

}  // namespace unseen::ui
