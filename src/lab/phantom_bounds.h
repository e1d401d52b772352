#pragma once
// Which simulated films there are, as far as a recipe in a link is checked before anything is simulated.

#include <map>
#include <string>
#include <utility>
#include <vector>

#include <nlohmann/json.hpp>

#include "contract/refusal.h"

namespace unseen::lab {

struct Phantom;

/// What the catalogue says of the simulator; ranges are [least, most].
struct PhantomBounds {
  std::vector<std::string> bodies, mechanisms;
  std::map<std::string, std::pair<double, double>> covariates, parameters;
};

/// Reads the catalogue's `phantom`.
Result<PhantomBounds> read_phantom_bounds(const nlohmann::json& value, const std::string& path);

/// Refuses (`phantom-parameter`) a recipe that the simulator would not take, and names what is wrong.
Result<void> check_phantom(const Phantom& recipe, const PhantomBounds& bounds);

}  // namespace unseen::lab
