#pragma once
// The two checksums of PNG, which stb does not look at.

#include <cstdint>

#include "image/codec/bytes.h"

namespace unseen::codec {

/// CRC-32 of PNG and zip (polynomial edb88320, PNG 1.2 annex D).
std::uint32_t crc32(Bytes bytes);

/// Adler-32 of zlib (RFC 1950).
std::uint32_t adler32(Bytes bytes);

}  // namespace unseen::codec
