#include "image/codec/checksum.h"

#include <algorithm>
#include <array>

namespace unseen::codec {
namespace {

// tables[n][b]: the CRC of byte b followed by n zero bytes, so that eight bytes are taken at a time.
using Tables = std::array<std::array<std::uint32_t, 256>, 8>;

constexpr Tables make_tables() {
  Tables tables{};
  for (std::uint32_t b = 0; b < 256; ++b) {
    std::uint32_t c = b;
    for (int bit = 0; bit < 8; ++bit) c = (c & 1U) != 0 ? 0xedb88320U ^ (c >> 1) : c >> 1;
    tables[0][b] = c;
  }
  for (std::size_t n = 1; n < 8; ++n) {
    for (std::size_t b = 0; b < 256; ++b) {
      const std::uint32_t c = tables[n - 1][b];
      tables[n][b] = tables[0][c & 0xffU] ^ (c >> 8);
    }
  }
  return tables;
}

constexpr Tables tables = make_tables();

}  // namespace

std::uint32_t crc32(Bytes bytes) {
  std::uint32_t c = 0xffffffffU;
  std::size_t at = 0;
  for (; at + 8 <= bytes.size(); at += 8) {
    const std::uint32_t low = c ^ le32(bytes, at);
    const std::uint32_t high = le32(bytes, at + 4);
    c = tables[7][low & 0xffU] ^ tables[6][low >> 8 & 0xffU] ^ tables[5][low >> 16 & 0xffU] ^
        tables[4][low >> 24] ^ tables[3][high & 0xffU] ^ tables[2][high >> 8 & 0xffU] ^
        tables[1][high >> 16 & 0xffU] ^ tables[0][high >> 24];
  }
  for (; at < bytes.size(); ++at) c = tables[0][(c ^ u8(bytes, at)) & 0xffU] ^ (c >> 8);
  return ~c;
}

std::uint32_t adler32(Bytes bytes) {
  constexpr std::uint32_t base = 65521;
  constexpr std::size_t run = 5552;  // the longest run that cannot overflow 32 bits
  std::uint32_t a = 1;
  std::uint32_t b = 0;
  for (std::size_t at = 0; at < bytes.size();) {
    const std::size_t end = std::min(at + run, bytes.size());
    for (; at < end; ++at) {
      a += std::to_integer<std::uint32_t>(bytes[at]);
      b += a;
    }
    a %= base;
    b %= base;
  }
  return b << 16 | a;
}

}  // namespace unseen::codec
