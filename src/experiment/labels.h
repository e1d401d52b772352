#pragma once
// Which of a model's numbers an experiment reports, and what is true of a simulated film.

#include <cstddef>
#include <optional>
#include <vector>

#include "experiment/answer.h"
#include "model/card.h"
#include "phantom/phantom.h"

namespace unseen::experiment {

/// A number that is reported.
struct Reported {
  std::size_t output;  ///< its place among the model's numbers
  Of of;
  Activation activation;
  std::optional<double> chance;
};

/// Of a head of two shares the last label (the other says the same), of every other head each label that was
/// trained; in output order.
std::vector<Reported> reported(const Card& card);

/// Whether the label is true of a simulated film: its cohort, or a recorded covariate of the head's name
/// whose choices hold the label's id. None where a simulated film says nothing of it.
std::optional<bool> holds(const Of& of, const phantom::Record& record);

}  // namespace unseen::experiment
