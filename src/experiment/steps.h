#pragma once
// A part of a chain on one picture.

#include <span>

#include "filter/chain.h"

namespace unseen::experiment {

using filter::Step;

/// The picture after the steps, as the last one leaves it; not clamped.
Image after(const Image& image, std::span<const Step> steps);

}  // namespace unseen::experiment
