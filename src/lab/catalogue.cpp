#include "lab/catalogue.h"

#include <algorithm>

#include "lab/reader.h"

namespace unseen::lab {
namespace {

Result<Parameter> read_parameter(const nlohmann::json& value, const std::string& path) {
  Reader in(value, path);
  Parameter parameter{in.text("id"), in.number("min"), in.number("max"), in.number("initial")};
  return in.lenient(std::move(parameter));
}

Result<Operation> read_operation(const nlohmann::json& value, const std::string& path) {
  Reader in(value, path);
  Operation operation{in.text("id"), in.list<Parameter>("parameters", read_parameter)};
  return in.lenient(std::move(operation));
}

}  // namespace

const Operation* Catalogue::operation(const std::string& id) const {
  const auto at = std::find_if(operations.begin(), operations.end(),
                               [&](const Operation& candidate) { return candidate.id == id; });
  return at == operations.end() ? nullptr : &*at;
}

Result<Catalogue> read_catalogue(const nlohmann::json& value) {
  Reader in(value, "catalogue");
  Catalogue catalogue{in.list<Operation>("operations", read_operation)};
  return in.lenient(std::move(catalogue));
}

}  // namespace unseen::lab
