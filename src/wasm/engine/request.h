#pragma once
// One request to the engine, read field by field; what does not fit is a `bad-request` that names the field.

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <nlohmann/json.hpp>

#include "contract/refusal.h"
#include "filter/chain.h"
#include "image/window.h"

namespace unseen {

struct Request {
  const nlohmann::json& fields;
  std::span<const std::byte> payload;

  /// Refuses a field that is neither `kind` nor one of `names` (each between blanks).
  Result<void> only(std::string_view names) const;
  Result<std::string> text(const char* key) const;
  Result<double> number(const char* key, double least, double most) const;
  /// `window`, null or {center, width} in stored values; null means the file's own. Both `window` and `chain`
  /// must be there.
  Result<std::optional<Window>> window() const;
  /// `chain`, a list of {op, …}, as filter::read_chain reads it.
  Result<std::vector<filter::Step>> chain() const;
  /// The payload as float32.
  Result<std::vector<float>> floats() const;
};

}  // namespace unseen
