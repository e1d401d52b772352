#include <algorithm>
#include <numeric>
#include <utility>
#include <vector>

#include "filter/noise/seed.h"
#include "filter/operation.h"
#include "filter/random.h"

namespace unseen::filter {
namespace {

Image apply(const Image& image, const Settings& settings) {
  const int across = std::min(static_cast<int>(settings[0]), image.width());
  const int down = std::min(static_cast<int>(settings[0]), image.height());
  const int width = image.width() / across;
  const int height = image.height() / down;
  const Draws draws(settings[1], Purpose::shuffle_blocks);
  std::vector<int> source(static_cast<std::size_t>(across) * static_cast<std::size_t>(down));
  std::iota(source.begin(), source.end(), 0);
  for (std::size_t i = source.size() - 1; i > 0; --i)
    std::swap(source[i], source[static_cast<std::size_t>(draws.below(i + 1, i))]);

  Image out = image.clone();
  const auto column = [&](int of) {
    return static_cast<std::size_t>(of % across) * static_cast<std::size_t>(width);
  };
  int block = 0;
  for (const int from : source) {
    for (int y = 0; y < height; ++y)
      std::copy_n(&image.row(from / across * height + y)[column(from)], width,
                  &out.row(block / across * height + y)[column(block)]);
    ++block;
  }
  return out;
}

}  // namespace

Operation shuffle_blocks() {
  return {.id = "shuffle-blocks",
          .group = "scramble",
          .title = "Shuffle blocks",
          .help =
              "Cuts the film into a grid of equal blocks and puts them in a random order: texture stays, "
              "anatomy goes. Pixels that the grid leaves over on the right and below stay.",
          .parameters = {{.id = "blocks",
                          .title = "Blocks a side",
                          .help = "How many blocks the grid has a side; 1 leaves the film as it is.",
                          .unit = "blocks",
                          .min = 1,
                          .max = 64,
                          .neutral = 1,
                          .initial = 8,
                          .step = 1},
                         seed()},
          .example = "8 blocks a side: at 224 pixels 64 squares of 28 × 28 change places.",
          .random = true,
          .apply = apply};
}

}  // namespace unseen::filter
