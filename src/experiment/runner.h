#pragma once
// Between a job and whatever runs the network: variants become tensors, the network's numbers become scores.

#include <memory>
#include <optional>
#include <span>

#include "experiment/job.h"
#include "model/preprocess.h"
#include "model/tensor.h"

namespace unseen::experiment {

/// The picture that is open when an experiment begins, with what is known of it; the experiment keeps its
/// own.
struct OpenPicture {
  Image shown;  ///< after the window, in [0,1]
  int bits = 8;
};

class Runner {
 public:
  Runner(std::unique_ptr<Job> job, Card card, std::optional<OpenPicture> open)
      : job_(std::move(job)), card_(std::move(card)), open_(std::move(open)) {}

  /// What the network is to be given next, at most so many examples in one tensor, {count, …}; empty, with no
  /// dims, when every variant was given. The end of each chain is clamped to [0,1], as in the laboratory. May
  /// be asked again before absorb(), so that one batch is made while the network is busy with another.
  Result<Tensor> next(std::size_t most);
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
  std::optional<std::uint64_t> film_{};  ///< seed of the simulated film in `picture_`
  std::optional<Image> picture_{};
  int side_ = 0;                  ///< working size of `sized_`
  std::optional<Image> sized_{};  ///< of `picture_`
  std::size_t given_ = 0;         ///< variants that next() gave
  std::size_t done_ = 0;          ///< of these, absorbed
};

}  // namespace unseen::experiment
