#include <algorithm>
#include <array>

#include "experiment/job.h"

namespace unseen::experiment {

#define X(name) Entry name##_entry();
#include "experiment/experiments.def"
#undef X

std::span<const Entry> experiments() {
  static const std::array list{
#define X(name) name##_entry(),
#include "experiment/experiments.def"
#undef X
  };
  return list;
}

Result<std::unique_ptr<Job>> begin(std::string_view id, const Wish& wish) {
  const auto all = experiments();
  const auto found = std::find_if(all.begin(), all.end(), [&](const Entry& each) { return each.id == id; });
  if (found == all.end()) return refuse(Code::unknown_experiment, std::string(id));
  if (!wish.parameters.is_object()) return refuse(Code::experiment_parameter, "its parameters are no object");
  for (const auto& given : wish.parameters.items()) {
    const auto& name = given.key();
    const auto named = [&](const ParameterEntry& each) { return each.id == name; };
    if (std::none_of(found->parameters.begin(), found->parameters.end(), named))
      return refuse(Code::experiment_parameter, "it has no parameter called " + name);
  }
  return found->begin(wish);
}

}  // namespace unseen::experiment
