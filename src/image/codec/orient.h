#pragma once
// Turning a picture upright.

#include "image/image.h"

namespace unseen::codec {

/// Applies EXIF orientation 1 to 8 (2 mirrors, 3 turns by half, 6 by a quarter clockwise, 8 anticlockwise; 4,
/// 5 and 7 mirror as well). 1 gives the image back untouched; 2, 3 and 4 work in place.
Image turned(Image image, int orientation);

}  // namespace unseen::codec
