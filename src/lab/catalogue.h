#pragma once
// What the lab takes from the catalogue (contract/catalog.json): which operations exist, their bounds and
// words, and the named chains.

#include <optional>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include "contract/refusal.h"
#include "lab/phantom_bounds.h"
#include "lab/state.h"

namespace unseen::lab {

/// One number an operation is given; src/filter/operation.h says what each field means.
struct Parameter {
  std::string id;
  double min = 0, max = 0, initial = 0;
  std::string title, help, unit;
  std::optional<double> neutral{};
  double step = 0;  ///< with 1 only whole numbers; 0: as fine as one likes
  bool logarithmic = false;
  std::vector<std::string> choices{};
};

struct Operation {
  std::string id;
  std::vector<Parameter> parameters;
  std::string title, group, help;
  bool strokes = false;  ///< it paints
  bool random = false;   ///< it draws at random, from its parameter `seed` alone
};

/// A named chain, after a figure of the study or of a later one.
struct Preset {
  std::string id, title, figure, source;
  std::vector<Step> chain;
};

struct Catalogue {
  std::vector<Operation> operations;
  std::vector<Preset> presets;
  PhantomBounds phantoms;
  const Operation* operation(const std::string& id) const;
  /// The operations of a group, in the catalogue's order.
  std::vector<const Operation*> group(const std::string& name) const;
  /// Every group that has a name, in the order of its first operation.
  std::vector<std::string> groups() const;
  const Preset* preset(const std::string& id) const;
};

/// The operation as a new step: every parameter at its initial value.
Step initial_step(const Operation& operation);

/// Reads `{"operations":[{"id","title","group","help","strokes","parameters":[{"id","min","max","initial",
/// "title",…}],…}],"presets":[{"id","title","figure","source","chain"}],…}`; what the lab has no use for is
/// left alone, words that are absent are empty. Refusals name the field.
Result<Catalogue> read_catalogue(const nlohmann::json& value);

}  // namespace unseen::lab
