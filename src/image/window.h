#pragma once
// The window: which stored values become black and white.

#include "contract/refusal.h"

namespace unseen {

/// DICOM PS3.3 C.11.2.1.2. Both numbers are in values after the modality transform, which for ordinary
/// pictures are the stored ones.
struct Window {
  double center = 0;
  double width = 0;
  friend bool operator==(const Window&, const Window&) = default;
};

/// The window that shows every value a depth can hold: center 2^(bits-1), width 2^bits. With the standard's
/// -0.5 and -1 it gives exactly v / (2^bits - 1).
Window full_window(int bits);

/// The window of a 16-bit file that uses only 12 bits: center 2048, width 4096.
Window twelve_bit_window();

/// The least and the largest value that a file can hold, after the modality transform.
struct ValueRange {
  double low = 0;
  double high = 0;
  friend bool operator==(const ValueRange&, const ValueRange&) = default;
};

/// 0 to 2^bits - 1.
ValueRange full_range(int bits);

/// Refuses a window that is not finite, narrower than 1 (than a 65536th of the range where that spans less
/// than 2), wider than twice the range, or centred further than one range outside it
/// (`window-out-of-range`, the detail names value and limit).
Result<Window> check_window(Window window, ValueRange range);

/// VOI LUT function LINEAR, value → [0,1]: 0 up to center - 0.5 - (width - 1) / 2, 1 above center - 0.5 +
/// (width - 1) / 2, a line between. Width 1 is a step after center - 0.5; a width below 1, which the standard
/// forbids and some files carry, is taken as 1.
double apply_window(double value, Window window);

}  // namespace unseen
