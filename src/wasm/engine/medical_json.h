#pragma once
// A frame of a medical image as the page's decoder describes it (contract/protocol.schema.json,
// MedicalFrame).

#include <nlohmann/json.hpp>

#include "contract/refusal.h"
#include "image/medical.h"

namespace unseen {

/// Refused: a field that is missing, unknown or of another type (`bad-request`, which names it). What the
/// values mean together is the image room's to check.
Result<MedicalFrame> medical_frame(const nlohmann::json& value);

}  // namespace unseen
