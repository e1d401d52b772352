#pragma once
// Which settings a sweep goes through where none are given.

#include <vector>

#include "filter/operation.h"

namespace unseen::experiment {

/// The settings of the study (Gichoya et al. 2022; its published code: frequency filters, resolution, noise,
/// blur, bone clip) that lie inside the parameter's range, in order; empty where it did not use the
/// operation.
std::vector<double> study_settings(const filter::Operation& operation, const filter::Parameter& parameter);

/// At most `count` values over the whole range, both ends among them, evenly in the parameter's own scale and
/// on its steps; in order, none twice.
std::vector<double> range_settings(const filter::Parameter& parameter, int count);

}  // namespace unseen::experiment
