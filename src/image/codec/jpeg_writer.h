#pragma once
// Writes a JPEG afresh from checked parts, with components named 1, 2, 3, for stb.

#include <cstdint>
#include <utility>
#include <vector>

#include "image/codec/bytes.h"
#include "image/codec/jpeg_scan.h"

namespace unseen::codec {

class JpegWriter {
 public:
  void segment(int marker, Bytes data);
  /// The restart interval and the scan's header; its data are appended to bytes() by walk_scan.
  void scan(const JpegScan& scan);
  std::vector<std::uint8_t>& bytes() { return bytes_; }
  /// The whole file. stb takes three components as RGB only when Adobe's mark says so, before the frame.
  std::vector<std::uint8_t> finished(bool rgb);

 private:
  std::vector<std::uint8_t> bytes_{0xff, 0xd8};
};

}  // namespace unseen::codec
