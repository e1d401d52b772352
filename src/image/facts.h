#pragma once
// What was read from a file, in words and numbers.

#include <string>
#include <vector>

#include "image/window.h"

namespace unseen {

/// The facts of an opened file. No file name, ever.
struct Facts {
  std::string format;  ///< "PNG" or "JPEG"
  int width = 0;       ///< as shown, after orientation
  int height = 0;
  int stored_width = 0;  ///< as written in the file
  int stored_height = 0;
  int bits = 0;             ///< of a stored value: 1, 2, 4, 8 or 16
  std::string photometric;  ///< MONOCHROME2, RGB, PALETTE COLOR or YBR_FULL
  int channels = 0;         ///< in the file, alpha counted
  int frames = 1;
  int orientation = 1;          ///< EXIF, 1 to 8; 1 where the file says nothing
  Window window;                ///< the default
  std::vector<Window> windows;  ///< all that are offered, the default first
  double coloured = 0;          ///< share of visibly coloured pixels, 0 for a grey file
  double minimum = 0;           ///< smallest and largest stored value, measured
  double maximum = 0;
  std::vector<std::string> notes;  ///< sentences: what was ignored, tolerated or chosen
};

}  // namespace unseen
