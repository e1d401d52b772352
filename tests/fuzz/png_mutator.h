#pragma once
// Helps a fuzzer past a PNG's checksums: rewrites a mutated file with right ones.

#include <algorithm>
#include <array>
#include <cstdint>
#include <random>
#include <vector>

#include "image/codec/bytes.h"
#include "image/codec/checksum.h"

namespace unseen::fuzz {

using Data = std::vector<std::uint8_t>;

inline std::uint32_t get32(const Data& data, std::size_t at) {
  return codec::be32(std::as_bytes(std::span(data)), at);
}

inline void put32(Data& data, std::uint32_t value) {
  for (const int shift : {24, 16, 8, 0}) data.push_back(static_cast<std::uint8_t>(value >> shift));
}

inline void put_chunk(Data& out, const Data& type, const Data& body) {
  put32(out, static_cast<std::uint32_t>(body.size()));
  const std::size_t from = out.size();
  out.insert(out.end(), type.begin(), type.end());
  out.insert(out.end(), body.begin(), body.end());
  put32(out, codec::crc32(std::as_bytes(std::span(out)).subspan(from)));
}

// A zlib stream that stores bytes as they are, so that any bytes can stand for unpacked rows.
inline Data stored(const Data& raw) {
  Data out{0x78, 0x01};
  std::size_t at = 0;
  do {
    const std::size_t length = std::min<std::size_t>(raw.size() - at, 65535);
    out.push_back(at + length == raw.size() ? 1 : 0);
    for (const std::size_t n : {length, ~length & 0xffffU}) {
      out.push_back(static_cast<std::uint8_t>(n));
      out.push_back(static_cast<std::uint8_t>(n >> 8));
    }
    out.insert(out.end(), raw.begin() + static_cast<std::ptrdiff_t>(at),
               raw.begin() + static_cast<std::ptrdiff_t>(at + length));
    at += length;
  } while (at < raw.size());
  put32(out, codec::adler32(std::as_bytes(std::span(raw))));
  return out;
}

// Bytes for the rows of a small header, filter numbers mostly right.
inline Data rows(const Data& header, std::mt19937& random) {
  const std::size_t width = std::clamp<std::size_t>(get32(header, 0), 1, 300);
  const std::size_t height = std::clamp<std::size_t>(get32(header, 4), 1, 100);
  constexpr std::array<std::size_t, 7> samples{1, 1, 3, 1, 2, 1, 4};
  const std::size_t row = 1 + (width * samples[header[9] % 7U] * header[8] + 7) / 8;
  Data raw(row * height);
  for (std::size_t i = 0; i < raw.size(); ++i)
    raw[i] = static_cast<std::uint8_t>(i % row == 0 ? random() % 5 : random() % 256);
  return raw;
}

// Rewrites a PNG with right checksums; sometimes with fresh rows that fit its header.
inline Data repaired(const Data& png, std::mt19937& random) {
  Data out(png.begin(), png.begin() + 8);
  Data header;
  const bool fresh = random() % 4 == 0;
  bool written = false;
  for (std::size_t at = 8; at + 12 <= png.size();) {
    const std::size_t length = std::min<std::size_t>(get32(png, at), png.size() - at - 12);
    const auto begin = png.begin() + static_cast<std::ptrdiff_t>(at + 4);
    const Data type(begin, begin + 4);
    Data body(begin + 4, begin + 4 + static_cast<std::ptrdiff_t>(length));
    at += 12 + length;
    if (type == Data{'I', 'H', 'D', 'R'} && length == 13) header = body;
    const bool pixels = type == Data{'I', 'D', 'A', 'T'};
    if (pixels && fresh && written) continue;
    if (pixels && fresh && !header.empty()) body = stored(rows(header, random));
    written = written || pixels;
    put_chunk(out, type, body);
  }
  return out;
}

}  // namespace unseen::fuzz
