#pragma once
// Walking one scan of a JPEG to its end, block by block, without making pixels: the proof that it covers the
// frame.

#include <array>
#include <cstdint>
#include <vector>

#include "contract/refusal.h"
#include "image/codec/jpeg_huffman.h"

namespace unseen::codec {

struct JpegComponent {
  int id = 0;
  int across = 0, down = 0;  ///< sampling factors
  int quantiser = 0;
  int blocks_across = 0, blocks_down = 0;  ///< of 8×8, without the padding of interleaved scans
  /// Progressive: the lowest bit sent so far of each coefficient (zigzag order), -1 where none was.
  std::array<int, 64> lowest_bit{};
  /// Progressive: a bit a coefficient, set where it is not zero; one word a block.
  std::vector<std::uint64_t> nonzero;
  bool scanned = false;  ///< sequential: its scan came
};

struct JpegFrame {
  bool progressive = false;
  bool baseline = false;
  int width = 0, height = 0;
  int across = 1, down = 1;              ///< the largest sampling factors
  int units_across = 0, units_down = 0;  ///< interleaved units (MCU)
  std::vector<JpegComponent> components;
};

struct JpegTables {
  std::array<JpegHuffman, 4> dc, ac;
  std::array<int, 4> quantiser_dc{};  ///< first entry of each quantiser, 0 where undefined
};

struct JpegScan {
  struct Part {
    std::size_t component = 0;
    std::size_t dc = 0, ac = 0;  ///< table numbers
  };
  std::vector<Part> parts;
  int first = 0, last = 63;  ///< coefficients, zigzag order
  int high = 0, low = 0;     ///< successive approximation
  int restart_interval = 0;
};

/// Reads the scan whose data begin at `at`. Appends its data, cleaned of stray bytes, to `clean`, updates
/// what the components have received, and gives the place after it. Refuses with jpeg_truncated (the file
/// ends), jpeg_incomplete (a marker comes too early), jpeg_damaged or jpeg_tables.
Result<std::size_t> walk_scan(Bytes file, std::size_t at, const JpegScan& scan, const JpegTables& tables,
                              JpegFrame& frame, std::vector<std::uint8_t>& clean);

}  // namespace unseen::codec
