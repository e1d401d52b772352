#pragma once
// Which of a model's numbers an experiment reports, and what is true of a simulated film.

#include <cstddef>
#include <map>
#include <optional>
#include <string>
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

/// What a visitor says of a film of their own: the label that is true of it in a head. A head that is left
/// out is not known of it.
using Truth = std::map<std::string, std::string>;

/// Whether the label is true of a film of the visitor's own; none where that is not known.
std::optional<bool> holds(const Of& of, const Truth& truth);

/// Whether the label is true of a simulated film: its cohort, or a recorded covariate of the head's name
/// whose choices hold the label's id. None where a simulated film says nothing of it.
std::optional<bool> holds(const Of& of, const phantom::Record& record);

}  // namespace unseen::experiment
