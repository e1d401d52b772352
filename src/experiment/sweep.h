#pragma once
// A sweep: one parameter of one operation goes through its settings, everything else stays. Either the open
// picture is scored, where the operation draws at random with several seeds, or films that were simulated for
// this or are the visitor's own, of which the truth is known: then the figure is the area under the ROC
// curve.

#include <algorithm>

#include "experiment/films.h"
#include "experiment/job.h"
#include "experiment/labels.h"

namespace unseen::experiment {

struct SweepPlan {
  std::vector<Reported> labels;
  std::vector<Step> chain;            ///< with the swept step in it
  std::size_t at = 0;                 ///< its place
  std::size_t parameter = 0;          ///< which of its values is swept
  std::vector<double> settings;       ///< in order
  std::optional<std::size_t> seed{};  ///< which value is the seed of a random operation
  std::uint64_t seeds = 1;            ///< of the open picture
  std::uint64_t first_seed = 1;
  Films films;             ///< simulated ones,
  std::vector<Truth> own;  ///< or the visitor's own; without either it is of the open picture
};

class Sweep final : public Job {
 public:
  explicit Sweep(SweepPlan plan);

  /// Of each picture the untouched one first, then for each seed each setting.
  std::size_t total() const override { return pictures() * slots(); }
  Variant variant(std::size_t index) const override;
  void absorb(std::span<const double> scores) override;
  std::vector<Answer> answer() const override;

 private:
  /// Whether it is of a set of films, of which the truth is known.
  bool of_set() const { return !plan_.films.specs.empty() || !plan_.own.empty(); }
  std::size_t pictures() const { return of_set() ? std::max(plan_.films.specs.size(), plan_.own.size()) : 1; }
  std::size_t slots() const { return 1 + static_cast<std::size_t>(plan_.seeds) * plan_.settings.size(); }
  const filter::Operation& operation() const { return *plan_.chain[plan_.at].operation; }
  const filter::Parameter& swept() const { return operation().parameters[plan_.parameter]; }

  /// Scores of a label where the truth is known, positives and negatives, for each picture that has them all.
  struct Groups {
    std::vector<double> positives, negatives;
  };
  /// The groups of a slot, among pictures in which slot `until` is in too, so that two slots can be paired.
  Groups groups(std::size_t label, std::size_t slot, std::size_t until) const;
  /// Over the seeds at a setting; none for the untouched picture.
  Estimate score(std::size_t label, std::optional<std::size_t> setting) const;
  Estimate area(std::size_t label, std::size_t slot) const;
  Estimate estimate(std::size_t label, std::optional<std::size_t> setting) const;
  std::string says(std::size_t label) const;
  std::vector<Answer> curves() const;
  Answer table() const;
  std::vector<Answer> rocs() const;

  SweepPlan plan_;
  std::vector<std::vector<std::optional<bool>>> truth_;  ///< a label, by film
  std::vector<std::vector<double>> scores_;              ///< a label, in order of variants
};

}  // namespace unseen::experiment
