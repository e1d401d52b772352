#include <algorithm>

#include "filter/operation.h"
#include "filter/patches/cells.h"

namespace unseen::filter {
namespace {

Image apply(const Image& image, const Settings& settings) {
  const Cell cell = cell_of(image, settings[0]);
  Image out = image.clone();
  for (int y = cell.top; y < cell.top + cell.height; ++y)
    std::fill_n(out.row(y).begin() + cell.left, cell.width, static_cast<float>(settings[1]));
  return out;
}

}  // namespace

Operation remove_patch() {
  return {.id = "remove-patch",
          .group = "patches",
          .title = "Remove one patch",
          .help = "Covers one of 3 × 3 cells with a plain grey.",
          .parameters = {cell_parameter("The cell that is covered, as one sees it."), fill_parameter()},
          .example = "Middle: at 224 pixels the 74 × 74 from the 75th row and column on become black.",
          .figure = "Patches",
          .idempotent = true,
          .apply = apply};
}

}  // namespace unseen::filter
