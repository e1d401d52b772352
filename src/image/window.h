#pragma once
// The window: which stored values become black and white.

#include "contract/refusal.h"
#include "image/image.h"

namespace unseen {

/// DICOM PS3.3 C.11.2.1.2, VOI LUT function LINEAR. Both numbers are in stored values.
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

/// Refuses a window that is not finite, narrower than 1, wider than twice the depth's range, or centred
/// further than one range outside it (`window-out-of-range`, the detail names value and limit).
Result<Window> check_window(Window window, int bits);

/// Stored values → [0,1]: 0 up to center - 0.5 - (width - 1) / 2, 1 above center - 0.5 + (width - 1) / 2, a
/// line between. Width 1 is a step after center - 0.5; a width below 1, which the standard forbids and some
/// files carry, is taken as 1.
Image apply_window(const Image& stored, Window window);

/// The same for one value.
double apply_window(double stored, Window window);

}  // namespace unseen
