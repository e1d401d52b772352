#include "experiment/settings.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <string_view>

namespace unseen::experiment {
namespace {

struct Studied {
  std::string_view operation, parameter;
  std::vector<double> settings;
};

const std::vector<Studied>& studied() {
  static const std::vector<double> radii{1, 5, 10, 25, 50, 75, 100, 125, 150, 200};
  static const std::vector<Studied> list{
      {"low-pass", "radius", radii},
      {"high-pass", "radius", radii},
      {"resolution", "side", {4, 8, 16, 32, 64, 128, 160, 320}},
      {"gaussian-noise", "spread", {0.1, 0.25}},
      {"gaussian-blur", "sigma", {2}},
      {"intensity-clip", "ceiling", {0.6}},
  };
  return list;
}

}  // namespace

std::vector<double> study_settings(const filter::Operation& operation, const filter::Parameter& parameter) {
  for (const auto& each : studied()) {
    if (each.operation != operation.id || each.parameter != parameter.id) continue;
    auto settings = each.settings;
    settings.erase(
        std::remove_if(settings.begin(), settings.end(),
                       [&](double value) { return value < parameter.min || value > parameter.max; }),
        settings.end());
    return settings;
  }
  return {};
}

std::vector<double> range_settings(const filter::Parameter& parameter, int count) {
  const bool logarithmic = parameter.scale == filter::Scale::logarithmic;
  std::vector<double> settings;
  for (int i = 0; i < count; ++i) {
    const double share = static_cast<double>(i) / (count - 1);
    double value = logarithmic ? parameter.min * std::pow(parameter.max / parameter.min, share)
                               : parameter.min + share * (parameter.max - parameter.min);
    if (parameter.step > 0)
      value = parameter.min + std::round((value - parameter.min) / parameter.step) * parameter.step;
    // The step's own rounding must not leave the range.
    value = std::clamp(std::round(value * 1e9) / 1e9, parameter.min, parameter.max);
    settings.push_back(value);
  }
  settings.erase(std::unique(settings.begin(), settings.end()), settings.end());
  return settings;
}

}  // namespace unseen::experiment
