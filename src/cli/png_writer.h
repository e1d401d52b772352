#pragma once
// Grey 16-bit PNG files, by libpng.

#include <string>

#include "image/image.h"

namespace unseen {

/// Writes values in [0,1] as k/65535, to `path` + ".part", renamed at the end. False when it cannot be
/// written.
bool write_png16(const std::string& path, const Image& image);

}  // namespace unseen
