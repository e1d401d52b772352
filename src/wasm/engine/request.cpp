#include "engine/request.h"

#include <cmath>
#include <cstring>

namespace unseen {
namespace {

tl::unexpected<Refusal> bad(const std::string& key, const std::string& expected) {
  return refuse(Code::bad_request, key + ": expected " + expected);
}

std::optional<double> finite(const nlohmann::json& fields, const char* key) {
  const auto field = fields.find(key);
  if (field == fields.end() || !field->is_number()) return std::nullopt;
  const auto value = field->get<double>();
  if (!std::isfinite(value)) return std::nullopt;
  return value;
}

}  // namespace

Result<void> Request::only(std::string_view names) const {
  for (const auto& [name, value] : fields.items())
    if (name != "kind" && names.find(" " + name + " ") == std::string_view::npos)
      return bad(name, "no field of this name");
  return {};
}

Result<std::string> Request::text(const char* key) const {
  const auto field = fields.find(key);
  if (field == fields.end() || !field->is_string()) return bad(key, "a text");
  return field->get<std::string>();
}

Result<double> Request::number(const char* key, double least, double most) const {
  const auto value = finite(fields, key);
  if (!value || *value < least || *value > most) return bad(key, "a number within bounds");
  return *value;
}

Result<std::optional<Window>> Request::window() const {
  const auto field = fields.find("window");
  if (field != fields.end() && field->is_null()) return std::optional<Window>();
  if (field == fields.end() || !field->is_object()) return bad("window", "null or {center, width}");
  const auto center = finite(*field, "center");
  const auto width = finite(*field, "width");
  if (!center || !width) return bad("window", "null or {center, width}");
  return Window{*center, *width};
}

Result<std::vector<filter::Step>> Request::chain() const {
  const auto field = fields.find("chain");
  if (field == fields.end() || !field->is_array()) return bad("chain", "a list");
  return filter::read_chain(*field);
}

Result<std::vector<float>> Request::floats() const {
  if (payload.empty() || payload.size() % sizeof(float) != 0) return bad("payload", "float32 values");
  std::vector<float> values(payload.size() / sizeof(float));
  std::memcpy(values.data(), payload.data(), payload.size());
  return values;
}

}  // namespace unseen
