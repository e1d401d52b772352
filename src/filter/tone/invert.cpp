#include "filter/operation.h"
#include "filter/pixels.h"

namespace unseen::filter {
namespace {

Image apply(const Image& image, const Settings& /*settings*/) {
  return mapped(image, [](float x) { return 1 - x; });
}

}  // namespace

Operation invert() {
  return {.id = "invert",
          .group = "tone",
          .title = "Invert",
          .help = "Black becomes white and white black, as a film stored the other way round.",
          .parameters = {},
          .example = "Grey 0.2 becomes 0.8.",
          .apply = apply};
}

}  // namespace unseen::filter
