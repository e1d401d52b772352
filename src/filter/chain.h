#pragma once
// A chain of operations: how it is said in JSON, and what becomes of a picture in it.

#include <span>
#include <vector>

#include <nlohmann/json.hpp>

#include "contract/refusal.h"
#include "filter/operation.h"

namespace unseen::filter {

/// One operation of a chain; a value for each of its parameters, in their order.
struct Step {
  const Operation* operation = nullptr;
  std::vector<double> values;
  std::vector<Stroke> strokes{};
  friend bool operator==(const Step&, const Step&) = default;
};

/// Reads `[{"op": "low-pass", "radius": 10}, {"op": "brush-mask", "strokes": [{"radius": 0.05, "points": [x,
/// y, x, y, …]}]}, …]`; a parameter left out takes its initial value. Steps with `"bypass": true` are
/// checked and left out, and so, where any has `"solo": true`, are those without. Refuses, naming the place
/// ("chain[0].radius"): too many steps (`chain-too-long`), an operation or a field that does not exist
/// (`unknown-operation`, `unknown-field`), what is no number (`wrong-type`), a number outside its bounds or,
/// where whole ones are meant, between them (`out-of-range`), strokes where nothing is painted
/// (`strokes-misplaced`), more than a step holds (`too-many-strokes`).
Result<std::vector<Step>> read_chain(const nlohmann::json& chain);

/// One step: the operation's working size first, where it has one (squash, bilinear with antialias), then the
/// operation. Values are as the operation leaves them and may lie outside [0,1].
Image apply_step(const Image& image, const Step& step);

/// The picture in the operation's working size, as apply_step() makes it first. Where many settings are tried
/// on one picture, this can be done once: apply_step() gives the same of it.
Image in_working_size(const Image& image, const Operation& operation);

/// All steps in order, the end clamped to [0,1]. `image` is in [0,1].
Image apply_chain(const Image& image, std::span<const Step> steps);

/// Every value in [0,1]: what a viewer and a network see of a chain's end.
Image clamped(Image image);

}  // namespace unseen::filter
