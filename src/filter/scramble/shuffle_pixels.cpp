#include <utility>

#include "filter/noise/seed.h"
#include "filter/operation.h"
#include "filter/random.h"

namespace unseen::filter {
namespace {

Image apply(const Image& image, const Settings& settings) {
  const Draws draws(settings[0], Purpose::shuffle_pixels);
  Image out = image.clone();
  const auto to = out.values();
  for (std::size_t i = to.size() - 1; i > 0; --i)
    std::swap(to[i], to[static_cast<std::size_t>(draws.below(i + 1, i))]);
  return out;
}

}  // namespace

Operation shuffle_pixels() {
  return {.id = "shuffle-pixels",
          .group = "scramble",
          .title = "Shuffle pixels",
          .help =
              "Puts all pixels in a random order: nothing is left but how often each grey occurs (Burns 2023 "
              "asks what that alone tells).",
          .parameters = {seed()},
          .example = "A film becomes grey sand with the same histogram.",
          .random = true,
          .apply = apply};
}

}  // namespace unseen::filter
