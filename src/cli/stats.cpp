#include <algorithm>
#include <cstdio>
#include <cstdlib>

#include <nlohmann/json.hpp>

#include "commands.h"
#include "files.h"
#include "stats/roc.h"

namespace unseen {
namespace {

/// The cells of a line without quotes; a carriage return at its end is dropped.
std::vector<std::string> cells(std::string_view line) {
  if (line.ends_with('\r')) line.remove_suffix(1);
  std::vector<std::string> found;
  for (std::size_t start = 0; start <= line.size();) {
    const auto end = std::min(line.find(',', start), line.size());
    found.emplace_back(line.substr(start, end - start));
    start = end + 1;
  }
  return found;
}

std::optional<double> number(const std::string& text) {
  char* end = nullptr;
  const double value = std::strtod(text.c_str(), &end);
  if (text.empty() || end != text.c_str() + text.size()) return std::nullopt;
  return value;
}

struct Groups {
  std::vector<double> positives;
  std::vector<double> negatives;
};

/// The groups, or what is wrong in words.
std::string read(std::string_view text, Groups& groups) {
  std::size_t label = 0;
  std::size_t score = 0;
  std::size_t columns = 0;
  int line_number = 0;
  for (std::size_t start = 0; start < text.size();) {
    const auto end = std::min(text.find('\n', start), text.size());
    const auto row = cells(text.substr(start, end - start));
    start = end + 1;
    ++line_number;
    if (line_number == 1) {
      const auto column = [&](const char* name) {
        return static_cast<std::size_t>(std::find(row.begin(), row.end(), name) - row.begin());
      };
      label = column("label");
      score = column("score");
      columns = row.size();
      if (label == columns || score == columns) return "the first line must name the columns label and score";
      continue;
    }
    if (row.size() == 1 && row[0].empty()) continue;
    const auto value = row.size() == columns ? number(row[score]) : std::nullopt;
    const bool known = value && (row[label] == "0" || row[label] == "1");
    if (!known) return "line " + std::to_string(line_number) + " is not a label 0 or 1 and a score";
    (row[label] == "1" ? groups.positives : groups.negatives).push_back(*value);
  }
  return columns == 0 ? "it is empty" : "";
}

}  // namespace

int stats_auc(const std::string& csv) {
  const auto bytes = read_file(csv);
  if (!bytes) {
    complain(csv, "cannot be read");
    return exit_refused;
  }
  Groups groups;
  if (const auto wrong = read({reinterpret_cast<const char*>(bytes->data()), bytes->size()}, groups);
      !wrong.empty()) {
    complain(csv, wrong);
    return exit_refused;
  }
  const auto found = auc(groups.positives, groups.negatives);
  if (!found) {
    complain(csv, message(found.error()) + " (" + std::string(id(found.error().code)) + ")");
    return exit_refused;
  }
  const nlohmann::json answer = {{"auc", found->value},
                                 {"low", found->low},
                                 {"high", found->high},
                                 {"standardError", found->spread},
                                 {"positives", groups.positives.size()},
                                 {"negatives", groups.negatives.size()}};
  std::printf("%s\n", answer.dump(2).c_str());
  return exit_ok;
}

}  // namespace unseen
