#include "experiment/reader.h"

#include <algorithm>
#include <cmath>

#include <fmt/core.h>

namespace unseen::experiment {

using nlohmann::json;

tl::unexpected<Refusal> unfit(const std::string& what) { return refuse(Code::experiment_parameter, what); }

const json* Reader::field(const char* id) const {
  const auto found = parameters_.find(id);
  return found == parameters_.end() || found->is_null() ? nullptr : &*found;
}

Result<std::optional<std::string>> Reader::text(const char* id) const {
  const auto* value = field(id);
  if (value == nullptr) return std::optional<std::string>();
  if (!value->is_string()) return unfit(fmt::format("{} must be a text", id));
  return std::optional(value->get<std::string>());
}

Result<std::optional<std::uint64_t>> Reader::whole(const char* id, std::uint64_t least,
                                                   std::uint64_t most) const {
  const auto* value = field(id);
  if (value == nullptr) return std::optional<std::uint64_t>();
  const double given = value->is_number() ? value->get<double>() : std::nan("");
  if (!(given >= static_cast<double>(least) && given <= static_cast<double>(most)) ||
      given != std::floor(given))
    return unfit(fmt::format("{} must be a whole number from {} to {}", id, least, most));
  return std::optional(static_cast<std::uint64_t>(given));
}

Result<std::optional<std::vector<double>>> Reader::numbers(const char* id) const {
  const auto* value = field(id);
  if (value == nullptr) return std::optional<std::vector<double>>();
  const auto finite = [](const json& each) { return each.is_number() && std::isfinite(each.get<double>()); };
  if (!value->is_array() || !std::all_of(value->begin(), value->end(), finite))
    return unfit(fmt::format("{} must be a list of numbers", id));
  return std::optional(value->get<std::vector<double>>());
}

Result<std::optional<std::vector<std::string>>> Reader::texts(const char* id) const {
  const auto* value = field(id);
  if (value == nullptr) return std::optional<std::vector<std::string>>();
  if (!value->is_array() ||
      !std::all_of(value->begin(), value->end(), [](const json& each) { return each.is_string(); }))
    return unfit(fmt::format("{} must be a list of ids", id));
  return std::optional(value->get<std::vector<std::string>>());
}

Result<std::optional<std::vector<std::map<std::string, std::string>>>> Reader::records(const char* id) const {
  const auto* value = field(id);
  if (value == nullptr) return std::optional<std::vector<std::map<std::string, std::string>>>();
  const auto fits = [](const json& each) {
    return each.is_object() &&
           std::all_of(each.begin(), each.end(), [](const json& one) { return one.is_string(); });
  };
  if (!value->is_array() || !std::all_of(value->begin(), value->end(), fits))
    return unfit(fmt::format("{} must be a list of objects of ids", id));
  return std::optional(value->get<std::vector<std::map<std::string, std::string>>>());
}

}  // namespace unseen::experiment
