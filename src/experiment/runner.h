#pragma once
// Between a job and whatever runs the network: variants become tensors, the network's numbers become scores.

#include <memory>
#include <optional>
#include <span>

#include "experiment/job.h"
#include "experiment/shelf.h"
#include "model/preprocess.h"
#include "model/tensor.h"

namespace unseen::experiment {

/// A picture that is not simulated: the one that is open when an experiment begins, or a film of the
/// visitor's own.
struct OpenPicture {
  Image shown;  ///< after the window, in [0,1]
  int bits = 8;
};

class Runner {
 public:
  /// `films` outlives the runner.
  Runner(std::unique_ptr<Job> job, Card card, std::optional<OpenPicture> open, Shelf& films)
      : job_(std::move(job)), card_(std::move(card)), open_(std::move(open)), films_(films) {}

  /// What the network is to be given next, at most so many examples in one tensor, {count, …}; empty, with no
  /// dims, when every variant was given. The end of each chain is clamped to [0,1], as in the laboratory. May
  /// be asked again before absorb(), so that one batch is made while the network is busy with another.
  Result<Tensor> next(std::size_t most);
  /// The film of the visitor's own that next() has come to and does not have; until it is given, next() makes
  /// nothing more.
  std::optional<std::size_t> needs() const { return needs_; }
  void give(OpenPicture own);
  /// The network's numbers for the next examples that next() gave, in the order it gave them. Refused like
  /// activate(), and where they are not those of whole examples that are due (`outputs-count`); then nothing
  /// is taken.
  Result<void> absorb(std::span<const float> logits);
  std::vector<Answer> answer() const { return job_->answer(); }

  std::size_t total() const { return job_->total(); }
  std::size_t done() const { return done_; }

 private:
  /// The picture after the steps that its variants share; made once a picture.
  Result<const Image*> shared(const Variant& variant);
  /// The same in the working size of the step that comes next, where that has one; made once a picture.
  Result<const Image*> begun(const Variant& variant);

  std::unique_ptr<Job> job_;
  Card card_;
  std::optional<OpenPicture> open_;
  Shelf& films_;
  std::optional<std::uint64_t> film_{};  ///< seed of the simulated film in `picture_`
  std::optional<std::size_t> needs_{};
  std::optional<std::size_t> own_{};  ///< number of the visitor's film in `open_`
  std::optional<Image> picture_{};
  int side_ = 0;                  ///< working size of `sized_`
  std::optional<Image> sized_{};  ///< of `picture_`
  std::size_t given_ = 0;         ///< variants that next() gave
  std::size_t done_ = 0;          ///< of these, absorbed
};

}  // namespace unseen::experiment
