#pragma once
// An experiment as a job: which pictures to ask the network about, and how its answers add up. A job sees no
// runtime, no worker and no clock.

#include <memory>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include <nlohmann/json.hpp>

#include "contract/refusal.h"
#include "experiment/answer.h"
#include "experiment/steps.h"
#include "model/card.h"
#include "phantom/phantom.h"

namespace unseen::experiment {

/// A picture to be asked about: a simulated film, a film of the visitor's own, or else the open picture.
struct Variant {
  std::optional<phantom::Spec> film{};
  std::optional<std::size_t> own{};  ///< its number
  std::vector<Step> chain;
  std::size_t shared = 0;  ///< how many first steps all variants of this picture have in common
};

class Job {
 public:
  Job() = default;
  Job(const Job&) = delete;
  Job& operator=(const Job&) = delete;
  virtual ~Job() = default;

  /// How many variants there are in all; known from the start.
  virtual std::size_t total() const = 0;
  /// Variant `index` of total(). All of one picture come one after another, so that it is made once.
  virtual Variant variant(std::size_t index) const = 0;
  /// The scores of the next variant, flat and in output order.
  virtual void absorb(std::span<const double> scores) = 0;
  /// What the scores that were absorbed say; valid at any time.
  virtual std::vector<Answer> answer() const = 0;
};

/// What was asked for.
struct Wish {
  const nlohmann::json& parameters;  ///< an object; what it leaves out is as the entry has it
  const Card& card;
  bool open = false;          ///< whether a picture is open
  std::vector<Step> chain{};  ///< of the laboratory, in force: where the experiment takes place
};

/// One parameter of an experiment, for pages and the reference.
struct ParameterEntry {
  std::string_view id, title, help;
  std::string_view kind;  ///< operation, parameter, settings, choice, whole, text
  double min = 0, max = 0, initial = 0;
  std::vector<std::string_view> choices{};
};

struct Entry {
  std::string_view id, title, help;
  std::vector<ParameterEntry> parameters;
  /// Refused: `experiment-parameter`, `experiment-empty`, `experiment-model`, `no-image`, naming what.
  Result<std::unique_ptr<Job>> (*begin)(const Wish& wish) = nullptr;
};

/// Every experiment, in the order of experiments.def.
std::span<const Entry> experiments();

/// Begins one. Refused too: an id that is none (`unknown-experiment`), a parameter that the entry does not
/// have
/// (`experiment-parameter`).
Result<std::unique_ptr<Job>> begin(std::string_view id, const Wish& wish);

}  // namespace unseen::experiment
