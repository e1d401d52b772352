#pragma once
// What a file format is to the rest of the room: facts and three functions. The list is image/formats.def.

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "image/codec/bytes.h"
#include "image/decode.h"

namespace unseen::format {

using codec::Bytes;

/// What a reader hands over: stored values, not yet turned upright, and what is worth telling about them.
struct Picture {
  Image stored;
  int bits = 0;  ///< of a stored value; a palette's colours are luma of 8
  std::string photometric;
  int orientation = 1;
  double coloured = 0;  ///< share of visibly coloured pixels
  std::vector<std::string> notes;
};

struct Format {
  std::string_view id;    ///< "png"
  std::string_view name;  ///< "PNG"
  std::string_view help;  ///< which of its kinds are read
  bool (*recognises)(Bytes file);
  Result<Header> (*header)(Bytes file);
  /// Called only with the header that `header` gave and that was held against the limits.
  Result<Picture> (*pixels)(Bytes file, const Header& header);
};

/// Every format that is read, in the order of image/formats.def.
std::span<const Format> formats();

/// The one whose first bytes these are, or null.
const Format* recognise(Bytes file);

#define FORMAT(name) extern const Format name;
#include "image/formats.def"
#undef FORMAT

}  // namespace unseen::format
