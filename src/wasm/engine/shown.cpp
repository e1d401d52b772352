#include "engine/shown.h"

#include <algorithm>
#include <cstdlib>

namespace unseen {
namespace {

using Chain = std::vector<filter::Step>;

std::size_t common(const Chain& one, const Chain& other) {
  const auto end = std::mismatch(one.begin(), one.end(), other.begin(), other.end());
  return static_cast<std::size_t>(end.first - one.begin());
}

bool room_for(const Image& image, int copies) {
  return unseen::room_for(static_cast<std::int64_t>(image.size() * sizeof(float)) * copies);
}

}  // namespace

bool room_for(std::int64_t bytes) {
  void* probe = std::malloc(static_cast<std::size_t>(bytes));
  std::free(probe);
  return probe != nullptr;
}

Result<const Image*> Shown::get(const Decoded& film, const Look& look) {
  if (!window_ || *window_ != look.window) {
    window_.reset();
    before_.reset();
    end_.reset();
    plain_ = {};
    if (!room_for(film.stored, film.facts.width == film.stored.width() ? 1 : 3))
      return refuse(Code::out_of_memory);
    plain_ = unseen::shown(film, look.window);
    window_.emplace(look.window);
  }
  if (look.chain.empty()) return &plain_;
  return through_chain(look.chain);
}

Result<const Image*> Shown::through_chain(const Chain& chain) {
  if (end_ && end_->chain == chain) return &end_->image;
  // Two at a time while a step is made, the one kept, and what an operation needs besides.
  if (!room_for(plain_, 4)) return refuse(Code::out_of_memory);
  const std::size_t same = end_ ? common(end_->chain, chain) : 0;
  end_.reset();
  if (before_ && common(before_->chain, chain) < before_->chain.size()) before_.reset();

  // Steps before the first that changed: from the picture kept, or from the start, and kept now.
  std::size_t done = before_ ? before_->chain.size() : 0;
  // From the last stage that is kept on, up to but without step `until`.
  const auto go_on = [&](std::size_t until) {
    const Image& from = before_ ? before_->image : plain_;
    if (done == until) return from.clone();
    Image made = filter::apply_step(from, chain[done]);
    while (++done < until) made = filter::apply_step(made, chain[done]);
    return made;
  };
  if (done < same)
    before_ = Stage{Chain(chain.begin(), chain.begin() + static_cast<std::ptrdiff_t>(same)), go_on(same)};
  end_ = Stage{chain, filter::clamped(go_on(chain.size()))};
  return &end_->image;
}

Result<const ImageSigns*> Shown::signs(const Decoded& film, const Look& look) {
  if (!judged_ || !(*judged_ == look)) {
    const auto image = get(film, look);
    if (!image) return tl::unexpected(image.error());
    signs_ = image_signs(**image, film.facts.coloured);
    judged_ = look;
  }
  return &*signs_;
}

}  // namespace unseen
