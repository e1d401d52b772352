#include <algorithm>
#include <vector>

#include "filter/operation.h"

namespace unseen::filter {

#define X(name) Operation name();
#include "filter/operations.def"
#undef X

std::span<const Operation> operations() {
  static const std::vector<Operation> list{
#define X(name) name(),
#include "filter/operations.def"
#undef X
  };
  return list;
}

const Operation* find(std::string_view id) {
  const auto all = operations();
  const auto at =
      std::find_if(all.begin(), all.end(), [id](const Operation& operation) { return operation.id == id; });
  return at == all.end() ? nullptr : &*at;
}

}  // namespace unseen::filter
