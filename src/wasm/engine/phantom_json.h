#pragma once
// A simulated film between the wire and the simulator.

#include <nlohmann/json.hpp>

#include "engine/request.h"
#include "image/decode.h"
#include "phantom/phantom.h"

namespace unseen {

/// The request's `spec`; what it leaves out is as phantom::Spec has it. Refused: a field of another name or
/// type
/// (`bad-request`); ranges are the simulator's to check.
Result<phantom::Spec> phantom_spec(const Request& request);

/// {spec, cohort, covariates, hidden}, as the schema's Phantom.
nlohmann::json to_json(const phantom::Spec& spec, const phantom::Record& record);

/// A simulated picture as if a 16-bit file had been opened.
Decoded film(Image image);

}  // namespace unseen
