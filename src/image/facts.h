#pragma once
// What was read from a file, in words and numbers.

#include <string>
#include <vector>

#include "image/window.h"

namespace unseen {

/// A window to choose, and the file's word for it or ours.
struct OfferedWindow {
  Window window;
  std::string title;
  friend bool operator==(const OfferedWindow&, const OfferedWindow&) = default;
};

/// One thing that a file says of itself, such as the body part.
struct Stated {
  std::string title;
  std::string value;
};

/// The facts of an opened file. No file name, ever.
struct Facts {
  std::string format;  ///< "PNG", "JPEG", "DICOM", …
  int width = 0;       ///< as shown, after orientation and with square pixels
  int height = 0;
  int stored_width = 0;  ///< as written in the file
  int stored_height = 0;
  int bits = 0;             ///< of a stored value: 1 to 32
  std::string photometric;  ///< MONOCHROME1, MONOCHROME2, RGB, PALETTE COLOR or YBR_FULL
  int channels = 0;         ///< in the file, alpha counted
  int frames = 1;
  int frame = 0;                       ///< which of them is open, from 0
  int orientation = 1;                 ///< EXIF, 1 to 8; 1 where the file says nothing
  Window window;                       ///< the default
  std::vector<OfferedWindow> windows;  ///< all that are offered, the default first
  double coloured = 0;                 ///< share of visibly coloured pixels, 0 for a grey file
  ValueRange range;                    ///< the values there can be; windows are bounded by it
  double minimum = 0;  ///< smallest and largest value in the picture, measured, padding left out
  double maximum = 0;
  std::vector<Stated> stated;
  std::vector<std::string> identifying;  ///< names of attributes that may identify the patient
  std::vector<std::string> notes;        ///< sentences: what was ignored, tolerated or chosen
};

/// The depth that a card's value range is chosen by: that of a stored value, 16 for deeper ones.
inline int depth(const Facts& facts) { return facts.bits < 16 ? facts.bits : 16; }

}  // namespace unseen
