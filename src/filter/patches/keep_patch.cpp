#include <algorithm>
#include <utility>

#include "filter/operation.h"
#include "filter/patches/cells.h"
#include "image/resample.h"

namespace unseen::filter {
namespace {

Image apply(const Image& image, const Settings& settings) {
  const Cell cell = cell_of(image, settings[0]);
  const bool enlarged = settings[1] != 0;
  Image out(enlarged ? cell.width : image.width(), enlarged ? cell.height : image.height());
  for (int y = 0; y < cell.height; ++y)
    std::copy_n(image.row(cell.top + y).begin() + cell.left, cell.width,
                out.row(enlarged ? y : cell.top + y).begin() + (enlarged ? 0 : cell.left));
  return enlarged ? resize(out, image.width(), image.height(), Kernel::bilinear) : std::move(out);
}

}  // namespace

Operation keep_patch() {
  return {.id = "keep-patch",
          .group = "patches",
          .title = "Keep one patch",
          .help =
              "Keeps one of 3 × 3 cells, enlarged to the whole picture as in the study (bilinear), or in its "
              "place with black around it.",
          .parameters = {cell_parameter("The cell that is kept, as one sees it."),
                         {.id = "enlarge",
                          .title = "Where",
                          .help = "The study enlarged the cell to the network's whole input.",
                          .unit = "",
                          .min = 0,
                          .max = 1,
                          .initial = 1,
                          .step = 1,
                          .choices = {"in its place", "enlarged"}}},
          .example = "Top left, enlarged: at 224 pixels the first 74 × 74 fill the picture.",
          .figure = "Patches",
          .apply = apply};
}

}  // namespace unseen::filter
