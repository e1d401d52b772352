#include "filter/presets.h"

#include <fmt/core.h>

namespace unseen::filter {
namespace {

// doi:10.1016/S2589-7500(22)00063-2 and its public code (Emory-HITI/AI-Vengers): radii, pairs, cells, sizes.
constexpr std::string_view retrained = "Gichoya et al. 2022: a network trained anew for each setting";
constexpr std::string_view unsaid =
    "Gichoya et al. 2022: the readable text does not say whether a network was trained anew for each size";
constexpr std::string_view tested = "Gichoya et al. 2022: put on test images only";
constexpr std::string_view lotter = "Lotter 2024: processing and view shift what is predicted";
constexpr std::string_view burns = "Burns et al. 2023, doi:10.1117/1.JMI.10.6.061106: grey levels alone";

constexpr int low_radii[] = {1, 5, 10, 25, 50, 75, 100};
constexpr int high_radii[] = {1, 10, 25, 50, 75, 100, 125, 150, 200};
constexpr std::pair<int, int> rings[] = {{10, 25}, {25, 50}, {50, 75}, {75, 100}, {100, 125}, {125, 150}};
constexpr int sides[] = {4, 8, 16, 32, 64, 128, 160};
constexpr std::string_view cells[] = {"top left", "top",         "top right", "left",        "middle",
                                      "right",    "bottom left", "bottom",    "bottom right"};
constexpr double windows[] = {0.6, 0.8, 1.2};
constexpr double fields[] = {0.7, 0.8, 0.9, 1.1};

std::string dashed(std::string_view words) {
  std::string id(words);
  for (char& letter : id)
    if (letter == ' ') letter = '-';
  return id;
}

class List {
 public:
  // `figure` as it is written, e.g. "Figure 1"; `what` the rest of the title.
  void add(std::string_view figure, std::string_view what, std::string_view source, PresetStep step) {
    std::string id = dashed(figure) + "-" + dashed(what);
    for (char& letter : id) {
      if (letter >= 'A' && letter <= 'Z') letter = static_cast<char>(letter + 32);
      if (letter == '.') letter = '-';
    }
    all.push_back({std::move(id),
                   fmt::format("{}: {}", figure, what),
                   std::string(figure),
                   std::string(source),
                   {std::move(step)}});
  }
  std::vector<Preset> all;
};

void add_frequencies(List& list) {
  for (const int radius : low_radii)
    list.add("Figure 1", fmt::format("low-pass {}", radius), retrained, {"low-pass", {{"radius", radius}}});
  for (const int radius : high_radii)
    list.add("Figure 1", fmt::format("high-pass {}", radius), retrained, {"high-pass", {{"radius", radius}}});
  for (const auto& [inner, outer] : rings)
    list.add("Figure 1", fmt::format("band-pass {} to {}", inner, outer), retrained,
             {"band-pass", {{"inner", inner}, {"outer", outer}}});
  for (const auto& [inner, outer] : rings)
    list.add("Figure 1", fmt::format("notch {} to {}", inner, outer), retrained,
             {"notch", {{"inner", inner}, {"outer", outer}}});
}

void add_pictures(List& list) {
  for (const int side : sides)
    list.add("Resolution", fmt::format("{} pixels a side", side), unsaid, {"resolution", {{"side", side}}});
  list.add("Noise and blur", "noise 0.1", tested, {"gaussian-noise", {{"spread", 0.1}}});
  list.add("Noise and blur", "blur 2", tested, {"gaussian-blur", {{"sigma", 2}}});
  // 0.6 after ImageNet's normalisation of the first channel: 0.6 × 0.229 + 0.485.
  list.add("Bone", "clip 0.6", retrained, {"intensity-clip", {{"ceiling", 0.622}}});
  for (std::size_t i = 0; i < std::size(cells); ++i)
    list.add("Patches", fmt::format("keep {}", cells[i]), retrained,
             {"keep-patch", {{"cell", static_cast<double>(i)}}});
  for (std::size_t i = 0; i < std::size(cells); ++i)
    list.add("Patches", fmt::format("remove {}", cells[i]), retrained,
             {"remove-patch", {{"cell", static_cast<double>(i)}}});
}

void add_later_studies(List& list) {
  for (const double width : windows)
    list.add("Acquisition", fmt::format("window width {}", width), lotter,
             {"intensity-window", {{"width", width}}});
  for (const double share : fields)
    list.add("Acquisition", fmt::format("field of view {}", share), lotter,
             {"field-of-view", {{"share", share}}});
  list.add("Grey levels", "shuffle pixels", burns, {"shuffle-pixels", {}});
}

std::vector<Preset> make() {
  List list;
  add_frequencies(list);
  add_pictures(list);
  add_later_studies(list);
  return std::move(list.all);
}

}  // namespace

const std::vector<Preset>& presets() {
  static const std::vector<Preset> all = make();
  return all;
}

}  // namespace unseen::filter
