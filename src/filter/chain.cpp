#include "filter/chain.h"

#include <algorithm>
#include <cmath>

#include <fmt/core.h>

#include "contract/version.h"
#include "image/resample.h"

namespace unseen::filter {
namespace {

using nlohmann::json;
using Text = const std::string&;

Result<double> number(const json& value, double min, double max, Text path) {
  if (!value.is_number()) return refuse(Code::wrong_type, path + " must be a number");
  const double given = value.get<double>();
  if (given >= min && given <= max) return given;
  return refuse(Code::out_of_range,
                fmt::format("{} is {:.10g}, allowed {:.10g} to {:.10g}", path, given, min, max));
}

Result<double> setting(const json& value, const Parameter& parameter, Text path) {
  const auto given = number(value, parameter.min, parameter.max, path);
  if (given && parameter.step == 1 && *given != std::floor(*given))
    return refuse(Code::out_of_range, fmt::format("{} is {:.10g}, which is no whole number", path, *given));
  return given;
}

Result<Stroke> read_stroke(const json& value, Text path) {
  if (!value.is_object()) return refuse(Code::wrong_type, path + " must be an object");
  for (const auto& [key, field] : value.items())
    if (key != "radius" && key != "points")
      return refuse(Code::unknown_field, fmt::format("{}.{}", path, key));
  for (const auto* key : {"radius", "points"})
    if (!value.contains(key)) return refuse(Code::missing_field, fmt::format("{}.{}", path, key));
  Stroke stroke;
  const auto radius = number(value["radius"], 0, 1, path + ".radius");
  if (!radius) return tl::unexpected(radius.error());
  stroke.radius = *radius;
  const auto& flat = value["points"];
  if (!flat.is_array() || flat.size() % 2 != 0)
    return refuse(Code::wrong_type, path + ".points must be a list of x, y, x, y, …");
  for (std::size_t i = 0; i < flat.size(); i += 2) {
    const auto x = number(flat[i], 0, 1, fmt::format("{}.points[{}]", path, i));
    if (!x) return tl::unexpected(x.error());
    const auto y = number(flat[i + 1], 0, 1, fmt::format("{}.points[{}]", path, i + 1));
    if (!y) return tl::unexpected(y.error());
    stroke.points.push_back({*x, *y});
  }
  return stroke;
}

Result<std::vector<Stroke>> read_strokes(const json& value, Text path) {
  if (!value.is_array()) return refuse(Code::wrong_type, path + " must be a list");
  if (value.size() > static_cast<std::size_t>(most_strokes))
    return refuse(Code::too_many_strokes, fmt::format("{} strokes, at most {}", value.size(), most_strokes));
  std::size_t points = 0;
  for (const auto& each : value)
    if (each.is_object() && each.contains("points")) points += each["points"].size() / 2;
  if (points > static_cast<std::size_t>(most_points))
    return refuse(Code::too_many_strokes, fmt::format("{} points, at most {}", points, most_points));
  std::vector<Stroke> strokes;
  for (std::size_t i = 0; i < value.size(); ++i) {
    auto stroke = read_stroke(value[i], fmt::format("{}[{}]", path, i));
    if (!stroke) return tl::unexpected(stroke.error());
    strokes.push_back(std::move(*stroke));
  }
  return strokes;
}

/// What a step says besides its values: whether it is to do anything.
struct Flags {
  bool bypass = false, solo = false;
};

Result<Flags> read_flags(const json& value, Text path) {
  Flags flags;
  for (const auto& [key, flag] : {std::pair{"bypass", &flags.bypass}, std::pair{"solo", &flags.solo}}) {
    const auto field = value.find(key);
    if (field == value.end()) continue;
    if (!field->is_boolean()) return refuse(Code::wrong_type, path + "." + key + " must be true or false");
    *flag = field->get<bool>();
  }
  return flags;
}

Result<Step> read_step(const json& value, Text path) {
  if (!value.is_object()) return refuse(Code::wrong_type, path + " must be an object");
  const auto op = value.find("op");
  if (op == value.end()) return refuse(Code::missing_field, path + ".op");
  if (!op->is_string()) return refuse(Code::wrong_type, path + ".op must be a text");
  Step step;
  step.operation = find(op->get<std::string>());
  if (!step.operation) return refuse(Code::unknown_operation, op->get<std::string>());
  const auto& parameters = step.operation->parameters;
  for (const auto& parameter : parameters) step.values.push_back(parameter.initial);
  for (const auto& [key, field] : value.items()) {
    if (key == "op" || key == "bypass" || key == "solo") continue;
    if (key == "strokes") {
      if (!step.operation->strokes) return refuse(Code::strokes_misplaced, op->get<std::string>());
      auto strokes = read_strokes(field, path + ".strokes");
      if (!strokes) return tl::unexpected(strokes.error());
      step.strokes = std::move(*strokes);
      continue;
    }
    const auto at = std::find_if(parameters.begin(), parameters.end(),
                                 [&key = key](const Parameter& known) { return known.id == key; });
    if (at == parameters.end()) return refuse(Code::unknown_field, fmt::format("{}.{}", path, key));
    const auto given = setting(field, *at, fmt::format("{}.{}", path, key));
    if (!given) return tl::unexpected(given.error());
    step.values[static_cast<std::size_t>(at - parameters.begin())] = *given;
  }
  return step;
}

}  // namespace

Result<std::vector<Step>> read_chain(const json& chain) {
  if (!chain.is_array()) return refuse(Code::wrong_type, "chain must be a list");
  if (chain.size() > static_cast<std::size_t>(most_steps))
    return refuse(Code::chain_too_long, fmt::format("{} steps, at most {}", chain.size(), most_steps));
  std::vector<Step> steps;
  std::vector<Step> alone;
  bool soloed = false;
  for (std::size_t i = 0; i < chain.size(); ++i) {
    const auto path = fmt::format("chain[{}]", i);
    auto step = read_step(chain[i], path);
    if (!step) return tl::unexpected(step.error());
    const auto flags = read_flags(chain[i], path);
    if (!flags) return tl::unexpected(flags.error());
    soloed = soloed || flags->solo;
    if (flags->bypass) continue;
    if (flags->solo) alone.push_back(*step);
    steps.push_back(std::move(*step));
  }
  return soloed ? alone : steps;
}

namespace {

bool has_working_size(const Image& image, const Operation& operation) {
  const int side = operation.working_size;
  return side == 0 || (image.width() == side && image.height() == side);
}

}  // namespace

Image in_working_size(const Image& image, const Operation& operation) {
  if (has_working_size(image, operation)) return image.clone();
  return resize(image, operation.working_size, operation.working_size, Kernel::bilinear_antialias);
}

Image apply_step(const Image& image, const Step& step) {
  const Settings settings{step.values, step.strokes};
  if (has_working_size(image, *step.operation)) return step.operation->apply(image, settings);
  return step.operation->apply(in_working_size(image, *step.operation), settings);
}

Image apply_chain(const Image& image, std::span<const Step> steps) {
  if (steps.empty()) return clamped(image.clone());
  Image result = apply_step(image, steps.front());
  for (const auto& step : steps.subspan(1)) result = apply_step(result, step);
  return clamped(std::move(result));
}

Image clamped(Image image) {
  for (float& value : image.values()) value = std::clamp(value, 0.0F, 1.0F);
  return image;
}

}  // namespace unseen::filter
