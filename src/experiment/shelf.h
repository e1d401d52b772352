#pragma once
// Simulated films that were made already: the next experiment on the same people need not wait for them.

#include <cstddef>
#include <deque>

#include "contract/refusal.h"
#include "image/image.h"
#include "phantom/phantom.h"

namespace unseen::experiment {

class Shelf {
 public:
  /// Keeps so many bytes of films at most; those made first go first.
  explicit Shelf(std::size_t most_bytes) : most_(most_bytes) {}

  /// The film, made where it is not kept; valid until the next call. Refused like phantom::simulate().
  Result<const Image*> film(const phantom::Spec& spec);

  /// Films that are kept.
  std::size_t size() const { return films_.size(); }

 private:
  struct Film {
    phantom::Spec spec;
    Image image;
  };

  std::size_t most_;
  std::size_t bytes_ = 0;
  std::deque<Film> films_;
};

}  // namespace unseen::experiment
