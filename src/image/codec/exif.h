#pragma once
// The one thing taken from EXIF: which way up the picture is. Nothing else is read, kept or shown.

#include <optional>

#include "image/codec/bytes.h"

namespace unseen::codec {

struct Exif {
  std::optional<int> orientation;  ///< 1 to 8, where it is there and makes sense
  bool malformed = false;          ///< something in it could not be read
};

/// Reads the TIFF block of a JPEG APP1 segment (after "Exif\0\0") or of a PNG eXIf chunk, in either byte
/// order. Lenient: any integer type will do, and a block that makes no sense is a note, never a refusal.
Exif read_exif(Bytes tiff);

}  // namespace unseen::codec
