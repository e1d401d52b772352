#include "experiment/shelf.h"

#include <algorithm>

namespace unseen::experiment {
namespace {

std::size_t bytes_of(const Image& image) { return image.values().size() * sizeof(float); }

}  // namespace

Result<const Image*> Shelf::film(const phantom::Spec& spec) {
  const auto kept =
      std::find_if(films_.begin(), films_.end(), [&](const Film& each) { return each.spec == spec; });
  if (kept != films_.end()) return &kept->image;
  auto made = phantom::simulate(spec);
  if (!made) return tl::unexpected(made.error());
  bytes_ += bytes_of(made->image);
  films_.push_back({spec, std::move(made->image)});
  while (films_.size() > 1 && bytes_ > most_) {
    bytes_ -= bytes_of(films_.front().image);
    films_.pop_front();
  }
  return &films_.back().image;
}

}  // namespace unseen::experiment
