#include <algorithm>
#include <cmath>
#include <cstdio>

#include <nlohmann/json.hpp>

#include "commands.h"
#include "files.h"
#include "stats/bootstrap.h"
#include "stats/roc.h"
#include "table.h"

namespace unseen {
namespace {

using nlohmann::json;

/// Reads the columns label (0 or 1) and `scores`; complains, with false, of what cannot be read.
bool read_scores(const std::string& csv, const std::vector<std::string>& scores, Columns& columns,
                 std::vector<std::vector<double>>& values) {
  const auto bytes = read_file(csv);
  if (!bytes) {
    complain(csv, "cannot be read");
    return false;
  }
  auto wanted = scores;
  wanted.emplace_back("label");
  auto wrong = read_table({reinterpret_cast<const char*>(bytes->data()), bytes->size()}, wanted, columns);
  for (const auto& name : scores)
    if (wrong.empty()) wrong = numbers(columns[name], values.emplace_back());
  const auto& labels = columns["label"];
  const auto odd = std::find_if(labels.begin(), labels.end(),
                                [](const std::string& label) { return label != "0" && label != "1"; });
  if (wrong.empty() && odd != labels.end())
    wrong = "line " + std::to_string(odd - labels.begin() + 2) + " has a label that is neither 0 nor 1";
  if (!wrong.empty()) complain(csv, wrong);
  return wrong.empty();
}

std::vector<double> of_group(const std::vector<double>& values, const std::vector<std::string>& labels,
                             const char* group) {
  std::vector<double> found;
  for (std::size_t i = 0; i < values.size(); ++i)
    if (labels[i] == group) found.push_back(values[i]);
  return found;
}

int refused(const std::string& csv, const Refusal& refusal) {
  complain(csv, message(refusal) + " (" + std::string(id(refusal.code)) + ")");
  return exit_refused;
}

int say(const json& answer) {
  std::printf("%s\n", answer.dump(2).c_str());
  return exit_ok;
}

/// Infinity is no number of JSON.
json finite(double value) { return std::isfinite(value) ? json(value) : json(); }

}  // namespace

int stats_auc(const StatsOptions& options) {
  Columns columns;
  std::vector<std::vector<double>> values;
  if (!read_scores(options.csv, {"score"}, columns, values)) return exit_refused;
  const auto& labels = columns["label"];
  const auto positives = of_group(values[0], labels, "1");
  const auto negatives = of_group(values[0], labels, "0");
  const auto found = auc(positives, negatives);
  if (!found) return refused(options.csv, found.error());
  json answer = {{"auc", found->value},           {"low", found->low},
                 {"high", found->high},           {"standardError", found->spread},
                 {"positives", positives.size()}, {"negatives", negatives.size()}};
  if (const auto patients = columns.find("patient"); patients != columns.end()) {
    std::map<std::string, std::uint64_t> names;
    std::vector<Row> rows;
    for (std::size_t i = 0; i < labels.size(); ++i)
      rows.push_back(
          {values[0][i], labels[i] == "1", names.emplace(patients->second[i], names.size()).first->second});
    const auto drawn = bootstrap_auc(rows, options.replicates, options.seed);
    if (!drawn) return refused(options.csv, drawn.error());
    answer["byPatient"] = {{"low", drawn->low},
                           {"high", drawn->high},
                           {"patients", drawn->patients},
                           {"replicates", drawn->replicates},
                           {"seed", options.seed}};
  }
  if (options.curve) {
    auto points = json::array();
    const auto curve = roc(positives, negatives);
    for (const auto& point : *curve)
      points.push_back({{"threshold", finite(point.threshold)},
                        {"falsePositive", point.false_positive},
                        {"truePositive", point.true_positive}});
    answer["roc"] = std::move(points);
  }
  return say(answer);
}

int stats_delong(const std::string& csv) {
  Columns columns;
  std::vector<std::vector<double>> values;
  if (!read_scores(csv, {"first", "second"}, columns, values)) return exit_refused;
  const auto& labels = columns["label"];
  const auto positives = of_group(values[0], labels, "1");
  const auto negatives = of_group(values[0], labels, "0");
  const auto found =
      compare(positives, negatives, of_group(values[1], labels, "1"), of_group(values[1], labels, "0"));
  if (!found) return refused(csv, found.error());
  return say({{"first", found->first},
              {"second", found->second},
              {"difference", found->value},
              {"low", found->low},
              {"high", found->high},
              {"standardError", found->spread},
              {"z", finite(found->z)},
              {"p", found->p},
              {"positives", positives.size()},
              {"negatives", negatives.size()}});
}

}  // namespace unseen
