#pragma once
// Uncompressed samples of a medical image, read out of their containers.

#include <cstddef>
#include <cstdint>
#include <vector>

#include "image/codec/bytes.h"
#include "image/image.h"
#include "image/medical.h"

namespace unseen::codec {

/// How many bytes the frame's samples take.
std::size_t bytes_of(const MedicalFrame& frame);

/// Samples of one channel, masked and sign-extended; floating ones as they are. `samples` holds at least
/// bytes_of.
Image grey_samples(const MedicalFrame& frame, Bytes samples);

/// Red, green, blue, a pixel after the other; of `bits` bits, 8 or 16.
struct Samples16 {
  std::vector<std::uint16_t> values;
  int bits = 8;
};

/// The same of three channels, or of one and a palette. YBR_FULL becomes RGB by PS3.3 C.7.6.3.1.2; the colour
/// of a 4:2:2 pair is both pixels'.
Samples16 colour_samples(const MedicalFrame& frame, Bytes samples);

}  // namespace unseen::codec
