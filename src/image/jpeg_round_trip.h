#pragma once
// What is left of a picture that was stored as a JPEG.

#include "image/image.h"

namespace unseen {

/// Writes the picture as a baseline JPEG of 8 bits, all grey, and reads it back. Values are cut to [0,1] and
/// rounded to 255 levels first; the answer is whole levels over 255. `quality` from 1 to 100 scales the
/// standard's luminance table as libjpeg does. At most 65535 pixels a side.
Image jpeg_round_trip(const Image& image, int quality);

}  // namespace unseen
