#pragma once
// An experiment's parameters, read one by one; what does not fit is an `experiment-parameter` that names it.

#include <map>
#include <optional>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include "contract/refusal.h"

namespace unseen::experiment {

class Reader {
 public:
  explicit Reader(const nlohmann::json& parameters) : parameters_(parameters) {}

  /// None where it is left out or null.
  Result<std::optional<std::string>> text(const char* id) const;
  Result<std::optional<std::uint64_t>> whole(const char* id, std::uint64_t least, std::uint64_t most) const;
  /// Finite numbers.
  Result<std::optional<std::vector<double>>> numbers(const char* id) const;
  Result<std::optional<std::vector<std::string>>> texts(const char* id) const;
  /// Objects of texts.
  Result<std::optional<std::vector<std::map<std::string, std::string>>>> records(const char* id) const;

 private:
  const nlohmann::json* field(const char* id) const;
  const nlohmann::json& parameters_;
};

tl::unexpected<Refusal> unfit(const std::string& what);

}  // namespace unseen::experiment
