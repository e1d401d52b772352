#include "experiment/runner.h"

#include <algorithm>

#include "model/outputs.h"

namespace unseen::experiment {

Result<const Image*> Runner::shared(const Variant& variant) {
  const auto steps = std::span(variant.chain).first(variant.shared);
  if (variant.film) {
    if (film_ != variant.film->seed) {
      const auto made = films_.film(*variant.film);
      if (!made) return made;
      picture_ = after(**made, steps);
      film_ = variant.film->seed;
      sized_.reset();
    }
  } else if (!open_) {
    return refuse(Code::no_image);
  } else if (!picture_) {
    picture_ = after(open_->shown, steps);
  }
  return &*picture_;
}

void Runner::give(OpenPicture own) {
  own_ = needs_;
  needs_.reset();
  open_ = std::move(own);
  picture_.reset();
  sized_.reset();
}

Result<const Image*> Runner::begun(const Variant& variant) {
  const auto picture = shared(variant);
  if (!picture || variant.chain.size() == variant.shared) return picture;
  const auto& operation = *variant.chain[variant.shared].operation;
  if (operation.working_size == 0) return picture;
  if (!sized_ || side_ != operation.working_size) {
    sized_ = filter::in_working_size(**picture, operation);
    side_ = operation.working_size;
  }
  return &*sized_;
}

Result<Tensor> Runner::next(std::size_t most) {
  // Simulated films are known to 16 bits.
  constexpr int film_bits = 16;
  Tensor batch;
  const auto count = std::min(most, job_->total() - given_);
  std::size_t made = 0;
  for (; made < count; ++made) {
    const auto variant = job_->variant(given_ + made);
    if (variant.own && variant.own != own_) {
      needs_ = variant.own;
      break;
    }
    const auto from = begun(variant);
    if (!from) return tl::unexpected(from.error());
    const auto picture = filter::apply_chain(**from, std::span(variant.chain).subspan(variant.shared));
    auto one = preprocess(picture, variant.film ? film_bits : open_->bits, card_);
    if (!one) return tl::unexpected(one.error());
    if (batch.data.empty()) {
      batch.dims = one->dims;
      batch.data.reserve(one->data.size() * count);
    }
    batch.data.insert(batch.data.end(), one->data.begin(), one->data.end());
  }
  if (made > 0) batch.dims.front() = static_cast<std::int64_t>(made);
  given_ += made;
  return batch;
}

Result<void> Runner::absorb(std::span<const float> logits) {
  const auto labels = card_.label_count();
  const auto due = given_ - done_;
  const auto count = logits.size() / labels;
  if (count == 0 || count > due || logits.size() != count * labels)
    return refuse(Code::outputs_count, std::to_string(logits.size()) + " numbers for at most " +
                                           std::to_string(due) + " pictures of " + std::to_string(labels) +
                                           " labels");
  std::vector<Scores> all;
  for (std::size_t i = 0; i < count; ++i) {
    auto scores = activate(logits.subspan(i * labels, labels), card_);
    if (!scores) return tl::unexpected(scores.error());
    all.push_back(std::move(*scores));
  }
  for (const auto& scores : all) job_->absorb(scores.scores);
  done_ += count;
  return {};
}

}  // namespace unseen::experiment
