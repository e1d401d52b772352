#pragma once
// Named chains: the settings that the study and two later ones used, each under the name of its figure.

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace unseen::filter {

/// A step with the values that differ from their initial ones.
struct PresetStep {
  std::string_view op;
  std::vector<std::pair<std::string_view, double>> values{};
};

struct Preset {
  std::string id;      ///< kebab-case, e.g. "figure-1-low-pass-10"
  std::string title;   ///< "Figure 1: low-pass 10"
  std::string figure;  ///< what it belongs to, by which lists are grouped: "Figure 1"
  std::string source;  ///< the paper, and how it got its figures: retrained for each setting, or tested only
  std::vector<PresetStep> chain;
};

/// Every preset, grouped by figure. The frequency filters, the patches and the bone clip of the study were
/// trained anew for every setting; noise and blur were put on test images alone.
const std::vector<Preset>& presets();

}  // namespace unseen::filter
