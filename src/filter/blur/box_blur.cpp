#include <cstddef>
#include <vector>

#include "filter/arithmetic.h"
#include "filter/operation.h"
#include "filter/pixels.h"

namespace unseen::filter {
namespace {

// Sums that run along keep their rounding; double has room for it.
void along_rows(const Image& image, Image& out, int radius) {
  const int width = image.width();
  const double share = 1.0 / (2 * radius + 1);
  std::vector<double> sums(static_cast<std::size_t>(width + 2 * radius + 2));
  for (int y = 0; y < image.height(); ++y) {
    const auto row = image.row(y);
    const auto to = out.row(y);
    double sum = 0;
    for (int i = 0; i < width + 2 * radius + 1; ++i) {
      sums[static_cast<std::size_t>(i)] = sum;
      sum += static_cast<double>(row[static_cast<std::size_t>(reflected(i - radius, width))]);
    }
    const auto window = 2 * static_cast<std::size_t>(radius) + 1;
    for (std::size_t x = 0; x < to.size(); ++x) to[x] = finite((sums[x + window] - sums[x]) * share);
  }
}

void along_columns(const Image& image, Image& out, int radius) {
  const int height = image.height();
  const double share = 1.0 / (2 * radius + 1);
  std::vector<double> sums(static_cast<std::size_t>(image.width()));
  const auto add = [&](int y, double sign) {
    const auto row = image.row(reflected(y, height));
    for (std::size_t x = 0; x < row.size(); ++x) sums[x] += sign * static_cast<double>(row[x]);
  };
  for (int y = -radius; y < radius; ++y) add(y, 1);
  for (int y = 0; y < height; ++y) {
    add(y + radius, 1);
    const auto to = out.row(y);
    for (std::size_t x = 0; x < to.size(); ++x) to[x] = finite(sums[x] * share);
    add(y - radius, -1);
  }
}

Image apply(const Image& image, const Settings& settings) {
  const int radius = static_cast<int>(settings[0]);
  if (radius == 0) return image.clone();
  Image once(image.width(), image.height());
  Image out(image.width(), image.height());
  along_rows(image, once, radius);
  along_columns(once, out, radius);
  return out;
}

}  // namespace

Operation box_blur() {
  return {
      .id = "box-blur",
      .group = "blur",
      .title = "Box blur",
      .help =
          "The plain mean of a square around each pixel. Beyond the edge the picture is mirrored, its "
          "outermost pixels repeated.",
      .parameters = {{.id = "radius",
                      .title = "Radius",
                      .help = "Pixels from the middle of the square to its side; the square is 2 × radius + "
                              "1 wide.",
                      .unit = "pixels",
                      .min = 0,
                      .max = 50,
                      .neutral = 0,
                      .initial = 2,
                      .step = 1}},
      .example = "Radius 1: every pixel becomes the mean of 3 × 3.",
      .apply = apply};
}

}  // namespace unseen::filter
