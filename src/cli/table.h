#pragma once
// A CSV of scores: a heading, then a line a case.

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace unseen {

/// A column each, as text; all of one length.
using Columns = std::map<std::string, std::vector<std::string>>;

/// Reads a CSV without quotes, or says what is wrong in words. `wanted` must be in the heading; other columns
/// are kept too.
std::string read_table(std::string_view text, const std::vector<std::string>& wanted, Columns& columns);

/// A column of finite or infinite numbers, or the line that is none, in words.
std::string numbers(const std::vector<std::string>& texts, std::vector<double>& values);

}  // namespace unseen
