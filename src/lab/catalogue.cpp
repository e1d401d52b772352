#include "lab/catalogue.h"

#include <algorithm>

#include "lab/json.h"
#include "lab/reader.h"

namespace unseen::lab {
namespace {

template <class T>
const T* find(const std::vector<T>& all, const std::string& id) {
  const auto at =
      std::find_if(all.begin(), all.end(), [&](const T& candidate) { return candidate.id == id; });
  return at == all.end() ? nullptr : &*at;
}

std::string words(Reader& in, const char* key) { return in.maybe_text(key).value_or(""); }

Result<Parameter> read_parameter(const nlohmann::json& value, const std::string& path) {
  Reader in(value, path);
  Parameter parameter{in.text("id"),      in.number("min"),  in.number("max"), in.number("initial"),
                      words(in, "title"), words(in, "help"), words(in, "unit")};
  if (parameter.title.empty()) parameter.title = parameter.id;
  parameter.neutral = in.maybe_number("neutral");
  parameter.step = in.maybe_number("step").value_or(0);
  parameter.logarithmic = words(in, "scale") == "logarithmic";
  if (value.is_object() && value.contains("choices")) parameter.choices = in.texts("choices");
  return in.lenient(std::move(parameter));
}

Result<Operation> read_operation(const nlohmann::json& value, const std::string& path) {
  Reader in(value, path);
  Operation operation{in.text("id"), in.list<Parameter>("parameters", read_parameter), words(in, "title"),
                      words(in, "group"), words(in, "help")};
  if (operation.title.empty()) operation.title = operation.id;
  operation.strokes = in.maybe_boolean("strokes");
  operation.random = in.maybe_boolean("random");
  return in.lenient(std::move(operation));
}

Result<Preset> read_preset(const nlohmann::json& value, const std::string& path) {
  Reader in(value, path);
  Preset preset{in.text("id"), in.text("title"), words(in, "figure"), words(in, "source"),
                in.value<std::vector<Step>>("chain", read_chain)};
  return in.lenient(std::move(preset));
}

}  // namespace

const Operation* Catalogue::operation(const std::string& id) const { return find(operations, id); }
std::vector<const Operation*> Catalogue::group(const std::string& name) const {
  std::vector<const Operation*> members;
  for (const auto& each : operations)
    if (each.group == name) members.push_back(&each);
  return members;
}

std::vector<std::string> Catalogue::groups() const {
  std::vector<std::string> names;
  for (const auto& each : operations)
    if (!each.group.empty() && std::find(names.begin(), names.end(), each.group) == names.end())
      names.push_back(each.group);
  return names;
}

const Preset* Catalogue::preset(const std::string& id) const { return find(presets, id); }

Step initial_step(const Operation& operation) {
  Step step{operation.id, {}};
  for (const Parameter& parameter : operation.parameters) step.values[parameter.id] = parameter.initial;
  return step;
}

Result<Catalogue> read_catalogue(const nlohmann::json& value) {
  Reader in(value, "catalogue");
  Catalogue catalogue{in.list<Operation>("operations", read_operation),
                      {},
                      in.maybe<PhantomBounds>("phantom", read_phantom_bounds).value_or(PhantomBounds{})};
  if (value.is_object() && value.contains("presets"))
    catalogue.presets = in.list<Preset>("presets", read_preset);
  return in.lenient(std::move(catalogue));
}

}  // namespace unseen::lab
