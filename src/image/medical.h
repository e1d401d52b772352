#pragma once
// A frame of a medical image whose data set was parsed, and whose samples were uncompressed, elsewhere. What
// the numbers mean is worked out here (PS3.3 C.7.6.3, C.11).

#include <array>
#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "contract/refusal.h"
#include "image/decode.h"
#include "image/presentation.h"

namespace unseen {

/// As the file states it; nothing applied. Names are DICOM's.
struct MedicalFrame {
  std::string format;  ///< "DICOM", "NIfTI", …
  int rows = 0;
  int columns = 0;
  int samples_per_pixel = 1;     ///< 1 or 3
  int planar_configuration = 0;  ///< 0: colour by pixel, 1: by plane
  int bits_allocated = 16;       ///< 1, 8, 16 or 32
  int bits_stored = 16;
  int high_bit = 15;
  bool is_signed = false;
  bool is_float = false;                   ///< IEEE 754 in 32 bits
  std::string photometric_interpretation;  ///< of the samples, after the codec
  int frames = 1;
  int frame = 0;  ///< from 0
  std::optional<int> padding_value{};
  std::optional<int> padding_range_limit{};
  double rescale_slope = 1;
  double rescale_intercept = 0;
  std::optional<LookupTable> modality_lut{};
  std::string voi_function;  ///< as written
  std::vector<OfferedWindow> windows{};
  std::vector<LookupTable> voi_luts{};
  bool inverse = false;                ///< presentation LUT shape INVERSE
  std::vector<LookupTable> palette{};  ///< red, green, blue; or none
  std::array<double, 2> aspect{1, 1};  ///< height of a pixel, and its width
  std::vector<Stated> stated{};
  std::vector<std::string> identifying{};
  std::vector<std::string> notes{};
};

/// `samples`: rows × columns × samples a pixel, little endian, each in `bits_allocated` bits; 1: packed, the
/// least significant first; YBR_FULL_422: rows × columns × 2, as PS3.3 C.7.6.3.1.2 has it. Each is masked and
/// sign-extended by bits stored and high bit. Colour becomes grey by BT.601 luma. Refused: attributes that
/// make no sense (`dicom-attribute`), too few samples (`dicom-truncated`), a VOI function that the standard
/// does not have (`voi-function`), numbers that are not finite (`nifti-values`), and what breaks the limits.
Result<Decoded> decode(const MedicalFrame& frame, std::span<const std::byte> samples, Limits limits = {});

}  // namespace unseen
