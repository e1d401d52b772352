#pragma once
// File facts as the API gives them.

#include <nlohmann/json.hpp>

#include "image/facts.h"

namespace unseen {

/// {width, height, bits, photometric, frames, orientation, window: {center, width}, windows: [{center,
/// width}], format, channels, storedWidth, storedHeight, minimum, maximum, notes: [sentence]}
nlohmann::json to_json(const Facts& facts);

}  // namespace unseen
