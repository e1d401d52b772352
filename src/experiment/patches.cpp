// The study's patches on the open picture: each of 3 × 3 cells kept alone, and each taken away.
#include <array>

#include <fmt/core.h>

#include "contract/version.h"
#include "experiment/job.h"
#include "experiment/labels.h"
#include "experiment/reader.h"

namespace unseen::experiment {
namespace {

constexpr int side = 3;
constexpr std::size_t cells = std::size_t{side} * side;
constexpr std::array<std::string_view, 2> kinds{"keep-patch", "remove-patch"};
constexpr std::array titles{"one patch alone", "without one patch"};

class Patches final : public Job {
 public:
  Patches(std::vector<Reported> labels, std::vector<Step> chain, std::vector<Step> patches)
      : labels_(std::move(labels)),
        chain_(std::move(chain)),
        patches_(std::move(patches)),
        scores_(labels_.size()) {}

  std::size_t total() const override { return 1 + kinds.size() * cells; }

  Variant variant(std::size_t index) const override {
    Variant made{.chain = chain_, .shared = chain_.size()};
    if (index == 0) return made;
    made.chain.push_back(patches_[(index - 1) / cells]);
    made.chain.back().values[0] = static_cast<double>((index - 1) % cells);
    return made;
  }

  void absorb(std::span<const double> scores) override {
    for (std::size_t i = 0; i < labels_.size(); ++i) scores_[i].push_back(scores[labels_[i].output]);
  }

  std::vector<Answer> answer() const override {
    std::vector<Answer> answers;
    Table table{{"head", "label", "cell", "alone", "without"}, {}};
    for (std::size_t label = 0; label < labels_.size(); ++label) {
      const auto& of = labels_[label].of;
      for (std::size_t kind = 0; kind < kinds.size(); ++kind) {
        Map map{of, side, side, {}, at(label, 0)};
        for (std::size_t cell = 0; cell < cells; ++cell)
          map.values.push_back(at(label, 1 + kind * cells + cell));
        auto words = says(map, titles[kind]);
        answers.push_back({fmt::format("{}:{}:{}", kinds[kind], of.head, of.label),
                           fmt::format("Score for {}, {}", of.title, titles[kind]), std::move(words),
                           std::move(map)});
      }
      const auto& names = patches_.front().operation->parameters.front().choices;
      for (std::size_t cell = 0; cell < cells; ++cell)
        table.rows.push_back({of.head, of.label, std::string(names[cell]), cell_of(label, 1 + cell),
                              cell_of(label, 1 + cells + cell)});
    }
    answers.push_back({"table", "The numbers of the patches", "", std::move(table)});
    return answers;
  }

 private:
  std::optional<double> at(std::size_t label, std::size_t index) const {
    const auto& all = scores_[label];
    return index < all.size() ? std::optional(all[index]) : std::nullopt;
  }
  nlohmann::json cell_of(std::size_t label, std::size_t index) const {
    const auto value = at(label, index);
    return value ? nlohmann::json(*value) : nlohmann::json();
  }
  static std::string says(const Map& map, const char* what) {
    std::optional<double> least, most;
    for (const auto& value : map.values) {
      if (!value) continue;
      least = std::min(*value, least.value_or(*value));
      most = std::max(*value, most.value_or(*value));
    }
    if (!map.untouched || !least) return "Not yet known.";
    return fmt::format("Score for {} of the whole film {:.3f}; {}: from {:.3f} to {:.3f}.", map.of.title,
                       *map.untouched, what, *least, *most);
  }

  std::vector<Reported> labels_;
  std::vector<Step> chain_;
  std::vector<Step> patches_;
  std::vector<std::vector<double>> scores_;
};

Result<std::unique_ptr<Job>> begin_patches(const Wish& wish) {
  if (!std::holds_alternative<ImageInput>(wish.card.input))
    return refuse(Code::experiment_model, "it does not look at where things are in the picture");
  if (!wish.open) return refuse(Code::experiment_empty, "no film is open");
  if (wish.chain.size() >= static_cast<std::size_t>(most_steps))
    return refuse(Code::chain_too_long, fmt::format("{} steps and a patch", wish.chain.size()));
  auto labels = reported(wish.card);
  if (labels.empty()) return refuse(Code::experiment_model, "none of its outputs was trained");
  std::vector<Step> patches;
  for (const auto kind : kinds) {
    const auto* operation = filter::find(kind);
    if (operation == nullptr) return refuse(Code::unknown_operation, std::string(kind));
    Step step{operation, {}, {}};
    for (const auto& parameter : operation->parameters) step.values.push_back(parameter.initial);
    patches.push_back(std::move(step));
  }
  return std::make_unique<Patches>(std::move(labels), wish.chain, std::move(patches));
}

}  // namespace

Entry patches_entry() {
  return {"patches",
          "One patch at a time",
          "What the open film scores when only one of nine patches is left, and when one is taken away.",
          {},
          &begin_patches};
}

}  // namespace unseen::experiment
