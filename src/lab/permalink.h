#pragma once
// The state as a short text for the part of an address after #: settings only, never pixels, never a file's
// name.

#include <string>
#include <string_view>
#include <vector>

#include "lab/catalogue.h"
#include "lab/reader.h"
#include "lab/state.h"

namespace unseen::lab {

/// A link's text is at most this long, so that mail programs and chats keep it whole.
inline constexpr std::size_t link_limit = 2000;

struct Permalink {
  std::string text;
  /// What did not fit, in words for the visitor: "the brush strokes". Empty nearly always.
  std::vector<std::string> left_out;
};

/// Every field that travels in a link and differs from its initial value, with the version: JSON, packed by
/// zlib (RFC 1950), in base64url (RFC 4648 §5, unpadded). A parameter at its initial value is left out. Where
/// that is longer than link_limit the brush strokes go first, then the chain.
Permalink permalink(const State& state, const Catalogue& catalogue);

/// The JSON in such a text, for restore(); texts of earlier pages, which were not packed, too. Anything else
/// is refused (`broken-link`).
Result<json> read_permalink(std::string_view text);

}  // namespace unseen::lab
