#include "engine/phantom_json.h"

#include <algorithm>
#include <cmath>

#include <fmt/core.h>

namespace unseen {
namespace {

using nlohmann::json;

tl::unexpected<Refusal> bad(const std::string& key, const char* expected) {
  return refuse(Code::bad_request, "spec." + key + ": expected " + expected);
}

Result<double> number(const json& value, const std::string& key) {
  if (!value.is_number() || !std::isfinite(value.get<double>())) return bad(key, "a number");
  return value.get<double>();
}

Result<std::uint64_t> whole(const json& value, const std::string& key, double most) {
  const auto read = number(value, key);
  if (!read) return tl::unexpected(read.error());
  if (*read < 0 || *read > most || *read != std::floor(*read))
    return bad(key, "a whole number, not negative");
  return static_cast<std::uint64_t>(*read);
}

Result<void> read(phantom::Spec& spec, const std::string& key, const json& value) {
  const auto set = [](auto& field, const auto& read) -> Result<void> {
    if (!read) return tl::unexpected(read.error());
    field = static_cast<std::decay_t<decltype(field)>>(*read);
    return {};
  };
  if (key == "seed") return set(spec.seed, whole(value, key, 4294967295.0));
  if (key == "size") return set(spec.size, whole(value, key, 16384));
  if (key == "strength") return set(spec.strength, number(value, key));
  if (key == "kvp") return set(spec.kvp, number(value, key));
  if (key == "mas") return set(spec.mas, number(value, key));
  if (key == "body") {
    const auto body = value.is_string() ? phantom::body_from(value.get<std::string>()) : std::nullopt;
    if (!body) return bad(key, "chest or hand");
    spec.body = *body;
    return {};
  }
  if (key == "cohort") {
    if (value.is_null()) return {};
    spec.cohort = value.is_string() ? phantom::cohort_from(value.get<std::string>()) : std::nullopt;
    if (!spec.cohort) return bad(key, "A, B or null");
    return {};
  }
  if (key == "mechanisms") {
    const auto text = [](const json& each) { return each.is_string(); };
    if (!value.is_array() || !std::all_of(value.begin(), value.end(), text)) return bad(key, "a list of ids");
    spec.mechanisms = value.get<std::vector<std::string>>();
    return {};
  }
  if (key == "covariates") {
    if (!value.is_object()) return bad(key, "numbers by name");
    for (const auto& [name, given] : value.items()) {
      const auto read = number(given, fmt::format("{}.{}", key, name));
      if (!read) return tl::unexpected(read.error());
      spec.covariates[name] = *read;
    }
    return {};
  }
  return bad(key, "no field of this name");
}

}  // namespace

Result<phantom::Spec> phantom_spec(const Request& request) {
  const auto field = request.fields.find("spec");
  if (field == request.fields.end() || !field->is_object())
    return refuse(Code::bad_request, "spec: expected an object");
  phantom::Spec spec;
  for (const auto& [key, value] : field->items())
    if (const auto fine = read(spec, key, value); !fine) return tl::unexpected(fine.error());
  return spec;
}

json to_json(const phantom::Spec& spec, const phantom::Record& record) {
  return {{"spec",
           {{"seed", spec.seed},
            {"body", phantom::id(spec.body)},
            {"mechanisms", spec.mechanisms},
            {"strength", spec.strength},
            {"cohort", spec.cohort ? json(phantom::id(*spec.cohort)) : json()},
            {"covariates", json(spec.covariates)},
            {"size", spec.size},
            {"kvp", spec.kvp},
            {"mas", spec.mas}}},
          {"cohort", phantom::id(record.cohort)},
          {"covariates", json(record.covariates)},
          {"hidden", json(record.hidden)}};
}

Decoded film(Image image) {
  Facts facts;
  facts.format = "Simulated";
  facts.width = facts.stored_width = image.width();
  facts.height = facts.stored_height = image.height();
  facts.bits = 16;
  facts.photometric = "MONOCHROME2";
  facts.channels = 1;
  facts.window = {32768, 65536};
  facts.windows = {{facts.window, "All values there can be"}};
  facts.range = full_range(16);
  facts.notes = {"This film was simulated: no patient was exposed for it, and nobody is shown."};
  for (float& value : image.values()) value = std::round(value * 65535);
  const auto values = image.values();
  const auto [least, most] = std::minmax_element(values.begin(), values.end());
  facts.minimum = static_cast<double>(*least);
  facts.maximum = static_cast<double>(*most);
  return {std::move(image), std::move(facts)};
}

}  // namespace unseen
