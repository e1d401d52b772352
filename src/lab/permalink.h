#pragma once
// The state as a short text for the part of an address after #: settings only, never pixels, never a file's
// name.

#include <string>
#include <string_view>

#include "lab/reader.h"
#include "lab/state.h"

namespace unseen::lab {

/// Every field that travels in a link and differs from its initial value, with the version: JSON in base64url
/// (RFC 4648 §5, unpadded).
std::string permalink(const State& state);

/// The JSON in such a text, for restore(). Anything else is refused (`broken-link`).
Result<json> read_permalink(std::string_view text);

}  // namespace unseen::lab
