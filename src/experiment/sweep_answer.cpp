// What a sweep says: a curve a head, one table, and on simulated films the ROC curves behind the areas.
#include <algorithm>
#include <cmath>

#include <fmt/core.h>

#include "experiment/sweep.h"
#include "stats/roc.h"

namespace unseen::experiment {
namespace {

using nlohmann::json;

/// A setting as a reader writes it.
std::string plain(double value) { return fmt::format("{:.6g}", value); }

std::string in_words(const Estimate& of) {
  if (!of.value) return "not yet known";
  if (!of.low) return fmt::format("{:.2f}", *of.value);
  return fmt::format("{:.2f} ({:.2f} to {:.2f})", *of.value, *of.low, *of.high);
}

json cell(const std::optional<double>& value) { return value ? json(*value) : json(); }

}  // namespace

std::string Sweep::says(std::size_t label) const {
  const auto& of = plan_.labels[label].of;
  const auto untouched = estimate(label, std::nullopt);
  std::string text;
  if (!of_set()) {
    const auto random = plan_.seed ? fmt::format(", {} seeds a setting", plan_.seeds) : "";
    text =
        fmt::format("Score for {} on the open film{}: {} untouched", of.title, random, in_words(untouched));
  } else {
    text = fmt::format("Area under the curve for {} on {} {} ({} with it): {} untouched", of.title,
                       untouched.n, plan_.own.empty() ? "simulated films" : "films of your own",
                       untouched.positives, in_words(untouched));
  }
  const auto at = [&](std::size_t setting) {
    text += fmt::format("; {} at {} {}", in_words(estimate(label, setting)), swept().title,
                        plain(plan_.settings[setting]));
  };
  at(0);
  if (plan_.settings.size() > 1) at(plan_.settings.size() - 1);
  if (plan_.settings.size() > 2) {
    std::optional<double> least;
    std::size_t where = 0;
    for (std::size_t i = 0; i < plan_.settings.size(); ++i) {
      const auto value = estimate(label, i).value;
      if (value && (!least || *value < *least)) {
        least = value;
        where = i;
      }
    }
    if (least) text += fmt::format(". The least is {:.2f} at {}", *least, plain(plan_.settings[where]));
  }
  if (const auto& chance = plan_.labels[label].chance; chance)
    text += fmt::format(". Chance is {:.2f}", *chance);
  return text + ".";
}

std::vector<Answer> Sweep::curves() const {
  const bool films = of_set();
  std::vector<Answer> answers;
  std::vector<Curve> curves;
  for (std::size_t i = 0; i < plan_.labels.size(); ++i) {
    const auto& label = plan_.labels[i];
    if (answers.empty() || plan_.labels[i - 1].of.head != label.of.head) {
      Curve curve;
      curve.operation = operation().id;
      curve.parameter = swept().id;
      curve.x_title = swept().title;
      curve.unit = swept().unit;
      curve.scale = swept().scale;
      curve.y_title = films ? "Area under the ROC curve" : "Score";
      curve.interval = films        ? "95% interval (DeLong)"
                       : plan_.seed ? "mean and standard deviation over seeds"
                                    : "";
      curve.chance = films ? 0.5 : label.chance;
      curves.push_back(std::move(curve));
      answers.push_back({"curve:" + label.of.head,
                         fmt::format("{}, {} against {}", operation().title,
                                     films ? "area under the curve" : "score", swept().title),
                         "", Curve{}});
    }
    auto& curve = curves.back();
    Line line{label.of, {}, estimate(i, std::nullopt)};
    for (std::size_t k = 0; k < plan_.settings.size(); ++k)
      line.points.push_back({plan_.settings[k], estimate(i, k)});
    // Values such as an age have no bounds of their own.
    if (!films && label.activation == Activation::value)
      for (const auto& point : line.points) {
        curve.y_min = std::min(curve.y_min, point.y.value.value_or(curve.y_min));
        curve.y_max = std::max(curve.y_max, point.y.value.value_or(curve.y_max));
      }
    curve.lines.push_back(std::move(line));
    auto& words = answers.back().says;
    words += (words.empty() ? "" : " ") + says(i);
  }
  for (std::size_t i = 0; i < answers.size(); ++i) answers[i].form = std::move(curves[i]);
  return answers;
}

Answer Sweep::table() const {
  const bool films = of_set();
  Table table;
  table.columns = {"head", "label", std::string(swept().id), "n"};
  for (const auto* name : {films ? "positives" : "", films ? "auc" : "score", "low", "high", "change",
                           films ? "change_low" : "", films ? "change_high" : "", films ? "p" : ""})
    if (*name != '\0') table.columns.emplace_back(name);
  const auto row = [&](std::size_t label, std::optional<std::size_t> setting) {
    const auto& of = plan_.labels[label].of;
    const auto found = estimate(label, setting);
    std::vector<json> cells{of.head, of.label, setting ? json(plan_.settings[*setting]) : json("untouched"),
                            found.n};
    if (films) cells.emplace_back(found.positives);
    cells.insert(cells.end(), {cell(found.value), cell(found.low), cell(found.high)});
    if (films) {
      const auto slot = setting ? 1 + *setting : 0;
      const auto now = groups(label, slot, slot);
      const auto before = groups(label, 0, slot);
      const auto gap = compare(before.positives, before.negatives, now.positives, now.negatives);
      if (setting && gap)
        cells.insert(cells.end(), {gap->value, gap->low, gap->high, gap->p});
      else
        cells.insert(cells.end(), 4, json());
    } else {
      const auto before = estimate(label, std::nullopt);
      cells.push_back(setting && found.value && before.value ? json(*found.value - *before.value) : json());
    }
    table.rows.push_back(std::move(cells));
  };
  for (std::size_t label = 0; label < plan_.labels.size(); ++label) {
    row(label, std::nullopt);
    for (std::size_t setting = 0; setting < plan_.settings.size(); ++setting) row(label, setting);
  }
  return {"table", "The numbers of this sweep",
          films ? "Changes are from the untouched film, on the same films (DeLong's paired test)."
                : "Changes are from the untouched film.",
          std::move(table)};
}

std::vector<Answer> Sweep::rocs() const {
  std::vector<Answer> answers;
  for (std::size_t label = 0; label < plan_.labels.size(); ++label) {
    Roc curves{plan_.labels[label].of, {}};
    for (std::size_t slot = 0; slot < slots(); ++slot) {
      const auto of = groups(label, slot, slot);
      Roc::Line line{slot == 0 ? "untouched" : plain(plan_.settings[slot - 1]), {}, area(label, slot)};
      if (const auto points = roc(of.positives, of.negatives))
        for (const auto& point : *points) line.points.push_back({point.false_positive, point.true_positive});
      curves.lines.push_back(std::move(line));
    }
    answers.push_back({fmt::format("roc:{}:{}", curves.of.head, curves.of.label),
                       fmt::format("True against false positives for {}", curves.of.title), says(label),
                       std::move(curves)});
  }
  return answers;
}

std::vector<Answer> Sweep::answer() const {
  auto answers = curves();
  answers.push_back(table());
  if (of_set())
    for (auto& each : rocs()) answers.push_back(std::move(each));
  return answers;
}

}  // namespace unseen::experiment
