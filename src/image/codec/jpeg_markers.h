#pragma once
// The parts of a JPEG, walked and checked: markers, tables, frame, scans. The result is a stream that holds
// nothing but what the picture needs, so that stb meets no surprise.

#include <string>
#include <vector>

#include "contract/refusal.h"
#include "image/codec/bytes.h"

namespace unseen::codec {

struct JpegParts {
  int width = 0, height = 0;
  int components = 0;  ///< 1 or 3
  bool rgb = false;    ///< three components without the YCbCr transform
  int orientation = 1;
  std::vector<std::uint8_t>
      clean;  ///< the picture as one JPEG, written afresh; empty when only the header was read
  std::vector<std::string> notes;
};

enum class JpegDepth { header, whole };

/// Reads up to the frame header, or the whole file with every scan walked to its end.
Result<JpegParts> read_jpeg_parts(Bytes file, JpegDepth depth);

}  // namespace unseen::codec
