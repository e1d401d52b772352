#pragma once
// A chain of operations in force, on one picture.

#include <span>
#include <vector>

#include "filter/operation.h"

namespace unseen::experiment {

/// One operation with its values in its parameters' order.
struct Step {
  const filter::Operation* operation = nullptr;
  std::vector<double> values;
  std::vector<filter::Stroke> strokes{};
  friend bool operator==(const Step&, const Step&) = default;
};

/// The picture after the steps, each at its working size; not clamped.
Image after(const Image& image, std::span<const Step> steps);

}  // namespace unseen::experiment
