#pragma once
// What the lab takes from the catalogue (contract/catalog.json): which operations exist and their bounds.

#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include "contract/refusal.h"
#include "lab/phantom_bounds.h"

namespace unseen::lab {

struct Parameter {
  std::string id;
  double min = 0, max = 0, initial = 0;
  double step = 0;  ///< with 1 only whole numbers; 0: as fine as one likes
};

struct Operation {
  std::string id;
  std::vector<Parameter> parameters;
  bool strokes = false;  ///< it paints
  bool random = false;   ///< it draws at random, from its parameter `seed` alone
};

struct Catalogue {
  std::vector<Operation> operations;
  PhantomBounds phantoms;
  const Operation* operation(const std::string& id) const;
};

/// Reads `{"operations":[{"id","parameters":[{"id","min","max","initial",…}],…}],…}`; what the lab has no use
/// for is left alone. Refusals name the field.
Result<Catalogue> read_catalogue(const nlohmann::json& value);

}  // namespace unseen::lab
