#include "experiment/catalogue.h"

#include <cstdio>

#include "commands.h"

namespace unseen {
namespace {

int print(const nlohmann::json& value) {
  std::printf("%s\n", value.dump(2).c_str());
  return exit_ok;
}

}  // namespace

int print_catalogue() { return print(catalogue()); }
int print_operations() { return print(operations()); }

}  // namespace unseen
