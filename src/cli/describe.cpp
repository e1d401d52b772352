#include <cstdio>

#include "commands.h"
#include "files.h"
#include "image/decode.h"
#include "image/facts_json.h"

namespace unseen {

int describe(const std::string& file) {
  const auto bytes = read_file(file);
  if (!bytes) {
    complain(file, "cannot be read");
    return exit_refused;
  }
  const auto decoded = decode(*bytes);
  if (!decoded) {
    complain(file, message(decoded.error()) + " (" + std::string(id(decoded.error().code)) + ")");
    return exit_refused;
  }
  std::printf("%s\n", to_json(decoded->facts).dump(2).c_str());
  return exit_ok;
}

}  // namespace unseen
