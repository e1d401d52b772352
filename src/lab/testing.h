#pragma once
// For tests only: fixtures read from the tree, compared as far as they say something.

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

namespace unseen::testing {

using nlohmann::json;

inline std::filesystem::path fixtures(const std::string& folder) {
  return std::filesystem::path(UNSEEN_SOURCE_DIR) / "contract/fixtures" / folder;
}

inline std::string read_text(const std::filesystem::path& path) {
  std::ostringstream text;
  text << std::ifstream(path).rdbuf();
  return text.str();
}

inline json read_json(const std::filesystem::path& path) {
  return json::parse(read_text(path), nullptr, false);
}

/// Every .json file of a fixtures folder, by name.
inline std::vector<std::filesystem::path> each(const std::string& folder) {
  std::vector<std::filesystem::path> all;
  for (const auto& entry : std::filesystem::directory_iterator(fixtures(folder)))
    if (entry.path().extension() == ".json") all.push_back(entry.path());
  std::sort(all.begin(), all.end());
  return all;
}

/// Whether `whole` says all that `part` says: objects may hold more, everything else is equal.
inline bool holds(const json& whole, const json& part) {
  if (!part.is_object() || !whole.is_object()) return whole == part;
  for (const auto& item : part.items())
    if (!whole.contains(item.key()) || !holds(whole[item.key()], item.value())) return false;
  return true;
}

}  // namespace unseen::testing
