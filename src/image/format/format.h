#pragma once
// What a file format is to the rest of the room: facts and three functions. The list is image/formats.def.

#include <array>
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
  int frame = 0;
  Presentation presentation{};
  std::vector<OfferedWindow> windows{};  ///< the file's own, in its order
  /// What the stored values can be; 0 to 2^bits - 1 where nothing is said.
  std::optional<ValueRange> range{};
  /// Without a window of the file's, the values that occur are shown; an ordinary picture shows all there can
  /// be.
  bool fitted = false;
  std::array<double, 2> aspect{1, 1};  ///< height of a pixel, and its width
  std::vector<Stated> stated{};
  std::vector<std::string> identifying{};
};

struct Format {
  std::string_view id;    ///< "png"
  std::string_view name;  ///< "PNG"
  std::string_view help;  ///< which of its kinds are read
  bool (*recognises)(Bytes file);
  Result<Header> (*header)(Bytes file);
  /// Called only with the header that `header` gave and that was held against the limits.
  /// `frame` is one of those that it states.
  Result<Picture> (*pixels)(Bytes file, const Header& header, int frame);
};

/// Holds what a header asks for against the limits; nothing has been allocated yet.
Result<void> check(const Header& header, const Limits& limits);

/// What every reader's picture goes through in the end: turned upright, measured, its windows chosen.
Decoded finish(std::string_view name, const Header& header, Picture picture, const Limits& limits);

/// Every format that is read, in the order of image/formats.def.
std::span<const Format> formats();

/// The one whose first bytes these are, or null.
const Format* recognise(Bytes file);

#define FORMAT(name) extern const Format name;
#include "image/formats.def"
#undef FORMAT

}  // namespace unseen::format
