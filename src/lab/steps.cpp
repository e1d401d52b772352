#include "lab/steps.h"

#include <algorithm>
#include <cmath>

#include <fmt/core.h>

#include "contract/version.h"

namespace unseen::lab {
namespace {

using Nothing = Result<void>;
using Text = const std::string&;

constexpr const char* seed_parameter = "seed";

Nothing within(double value, double min, double max, Text path) {
  if (value >= min && value <= max) return {};
  return refuse(Code::out_of_range,
                fmt::format("{} is {:.10g}, allowed {:.10g} to {:.10g}", path, value, min, max));
}

Nothing check_value(double value, const Parameter& parameter, Text path) {
  if (auto good = within(value, parameter.min, parameter.max, path); !good) return good;
  if (parameter.step == 1 && value != std::floor(value))
    return refuse(Code::out_of_range, fmt::format("{} is {:.10g}, which is no whole number", path, value));
  return {};
}

Nothing check_stroke(const Stroke& stroke, Text path) {
  if (auto good = within(stroke.radius, 0, 1, path + ".radius"); !good) return good;
  for (std::size_t i = 0; i < stroke.points.size(); ++i) {
    const auto& [x, y] = stroke.points[i];
    if (auto good = within(x, 0, 1, fmt::format("{}.points[{}]", path, 2 * i)); !good) return good;
    if (auto good = within(y, 0, 1, fmt::format("{}.points[{}]", path, 2 * i + 1)); !good) return good;
  }
  return {};
}

Nothing check_strokes(const std::vector<Stroke>& strokes, Text path) {
  if (strokes.size() > static_cast<std::size_t>(most_strokes))
    return refuse(Code::too_many_strokes,
                  fmt::format("{} strokes, at most {}", strokes.size(), most_strokes));
  std::size_t points = 0;
  for (const Stroke& stroke : strokes) points += stroke.points.size();
  if (points > static_cast<std::size_t>(most_points))
    return refuse(Code::too_many_strokes, fmt::format("{} points, at most {}", points, most_points));
  for (std::size_t i = 0; i < strokes.size(); ++i)
    if (auto good = check_stroke(strokes[i], fmt::format("{}[{}]", path, i)); !good) return good;
  return {};
}

Nothing complete_step(Step& step, std::int64_t seed, const Catalogue& catalogue, Text path) {
  const Operation* operation = catalogue.operation(step.op);
  if (!operation) return refuse(Code::unknown_operation, step.op);
  for (const auto& [id, value] : step.values) {
    const auto& known = operation->parameters;
    if (std::none_of(known.begin(), known.end(), [&id = id](const Parameter& p) { return p.id == id; }))
      return refuse(Code::unknown_field, fmt::format("{}.{}", path, id));
  }
  for (const Parameter& parameter : operation->parameters) {
    const bool drawn = operation->random && parameter.id == seed_parameter;
    const double left_out = drawn ? static_cast<double>(seed) : parameter.initial;
    const double value = step.values.try_emplace(parameter.id, left_out).first->second;
    if (auto good = check_value(value, parameter, path + "." + parameter.id); !good) return good;
  }
  if (step.strokes.empty()) return {};
  if (!operation->strokes) return refuse(Code::strokes_misplaced, step.op);
  return check_strokes(step.strokes, path + ".strokes");
}

}  // namespace

Result<void> complete(std::vector<Step>& chain, std::int64_t seed, const Catalogue& catalogue) {
  if (chain.size() > static_cast<std::size_t>(most_steps))
    return refuse(Code::chain_too_long, fmt::format("{} steps, at most {}", chain.size(), most_steps));
  for (std::size_t i = 0; i < chain.size(); ++i)
    if (auto good = complete_step(chain[i], seed, catalogue, fmt::format("chain[{}]", i)); !good) return good;
  return {};
}

// Only what draws at random has a value of that name.
void reseed(std::vector<Step>& chain, std::int64_t seed) {
  for (Step& step : chain)
    if (const auto at = step.values.find(seed_parameter); at != step.values.end())
      at->second = static_cast<double>(seed);
}

}  // namespace unseen::lab
