#pragma once
// Reading the entropy-coded part of a JPEG bit by bit (ITU T.81 annexes C and F), knowing at each step
// whether the bits are really there. stb and libjpeg make up zeros instead.

#include <array>
#include <cstdint>

#include "image/codec/bytes.h"

namespace unseen::codec {

/// Bits of one restart interval. Stuffed zeros are dropped; a marker or the end of the file ends the bits.
class JpegBits {
 public:
  JpegBits(Bytes file, std::size_t at) : file_(file), at_(at) {}

  /// The next 16 bits, zeros where none are left.
  std::uint32_t peek16() {
    if (count_ < 16) fill();
    return static_cast<std::uint32_t>(buffer_ >> 48);
  }
  /// Uses up n ≤ 16 bits; false when they are not there.
  bool skip(int n) {
    if (count_ < n) fill();
    if (count_ < n) return false;
    buffer_ <<= n;
    count_ -= n;
    return true;
  }
  /// n ≤ 16 bits as a number; -1 when they are not there.
  int take(int n) {
    if (n == 0) return 0;
    const auto value = static_cast<int>(peek16() >> (16 - n));
    return skip(n) ? value : -1;
  }
  /// Bytes used so far, stuffed zeros not counted, a begun byte counted as used.
  std::size_t used() const { return loaded_ - static_cast<std::size_t>(count_) / 8; }

 private:
  void fill();

  Bytes file_;
  std::size_t at_;
  std::uint64_t buffer_ = 0;  // the next bit is the highest
  int count_ = 0;
  std::size_t loaded_ = 0;
  bool ended_ = false;
};

/// A Huffman table as DHT gives it.
class JpegHuffman {
 public:
  /// `counts`: how many codes of 1 to 16 bits; `values`: their symbols in order. False when the counts are
  /// impossible.
  bool build(Bytes counts, Bytes values);
  bool defined() const { return defined_; }
  /// The next symbol; negative when there is no such code (no_code) or the bits ran out (no_bits).
  int decode(JpegBits& bits) const;

  static constexpr int no_code = -1;
  static constexpr int no_bits = -2;

 private:
  static constexpr int fast_bits = 9;
  struct Fast {
    std::uint8_t symbol = 0;
    std::uint8_t length = 0;
  };
  std::array<Fast, 1 << fast_bits> fast_{};
  std::array<std::uint32_t, 18> limit_{};  // first 16-bit-aligned code longer than i bits
  std::array<int, 17> offset_{};           // symbol number less code, for i bits
  std::array<std::uint8_t, 256> symbols_{};
  bool defined_ = false;
};

}  // namespace unseen::codec
