#include "table.h"

#include <algorithm>
#include <cstdlib>

namespace unseen {
namespace {

/// The cells of a line; a carriage return at its end is dropped.
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

}  // namespace

std::string read_table(std::string_view text, const std::vector<std::string>& wanted, Columns& columns) {
  std::vector<std::string> heading;
  int line_number = 0;
  for (std::size_t start = 0; start < text.size();) {
    const auto end = std::min(text.find('\n', start), text.size());
    const auto row = cells(text.substr(start, end - start));
    start = end + 1;
    ++line_number;
    if (line_number == 1) {
      heading = row;
      for (const auto& name : wanted)
        if (std::find(row.begin(), row.end(), name) == row.end())
          return "the first line must name the column " + name;
      continue;
    }
    if (row.size() == 1 && row[0].empty()) continue;
    if (row.size() != heading.size())
      return "line " + std::to_string(line_number) + " has another number of cells than the first";
    for (std::size_t i = 0; i < row.size(); ++i) columns[heading[i]].push_back(row[i]);
  }
  if (line_number == 0) return "it is empty";
  for (const auto& name : wanted) columns[name];
  return "";
}

std::string numbers(const std::vector<std::string>& texts, std::vector<double>& values) {
  for (const auto& text : texts) {
    char* end = nullptr;
    const double value = std::strtod(text.c_str(), &end);
    if (text.empty() || end != text.c_str() + text.size())
      return "line " + std::to_string(values.size() + 2) + " holds no number where one is due";
    values.push_back(value);
  }
  return "";
}

}  // namespace unseen
