#pragma once
// What the lab takes from the catalogue (contract/catalog.json): which operations exist and their bounds.

#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include "contract/refusal.h"

namespace unseen::lab {

struct Parameter {
  std::string id;
  double min = 0, max = 0, initial = 0;
};

struct Operation {
  std::string id;
  std::vector<Parameter> parameters;
};

struct Catalogue {
  std::vector<Operation> operations;
  const Operation* operation(const std::string& id) const;
};

/// Reads `{"operations":[{"id","parameters":[{"id","min","max","initial",…}],…}],…}`; what the lab has no use
/// for is left alone. Refusals name the field.
Result<Catalogue> read_catalogue(const nlohmann::json& value);

}  // namespace unseen::lab
