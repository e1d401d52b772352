#include <cstddef>
#include <numeric>
#include <span>
#include <vector>

#include "filter/arithmetic.h"
#include "filter/operation.h"
#include "filter/pixels.h"

namespace unseen::filter {
namespace {

// Sums over a column's window run down the picture, a sum over them runs along each row. They keep their
// rounding; double has room for it.
class Columns {
 public:
  Columns(const Image& image, int radius)
      : image_(image),
        width_(static_cast<std::size_t>(image.width())),
        radius_(static_cast<std::size_t>(radius)),
        sums_(width_ + 2 * radius_ + 1) {}

  void count(int y) {
    const auto row = image_.row(reflected(y, image_.height()));
    double* sums = sums_.data() + radius_;
    for (std::size_t x = 0; x < width_; ++x) sums[x] += static_cast<double>(row[x]);
  }

  void move_on(int entering, int leaving) {
    const auto in = image_.row(reflected(entering, image_.height()));
    const auto out = image_.row(reflected(leaving, image_.height()));
    double* sums = sums_.data() + radius_;
    for (std::size_t x = 0; x < width_; ++x)
      sums[x] += static_cast<double>(in[x]) - static_cast<double>(out[x]);
  }

  void mean(std::span<float> to) {
    mirror();
    const std::size_t window = 2 * radius_ + 1;
    const double share = 1 / (static_cast<double>(window) * static_cast<double>(window));
    double sum = std::accumulate(sums_.begin(), sums_.begin() + static_cast<std::ptrdiff_t>(window), 0.0);
    for (std::size_t x = 0; x < width_; ++x) {
      to[x] = finite(sum * share);
      sum += sums_[x + window] - sums_[x];
    }
  }

 private:
  // What lies beyond the edges, of the sums as they are now; one more at the end, which no mean has.
  void mirror() {
    const auto column = [&](std::ptrdiff_t x) {
      return sums_[radius_ + static_cast<std::size_t>(reflected(static_cast<int>(x), image_.width()))];
    };
    for (std::size_t i = 0; i < radius_; ++i) {
      const auto beyond = static_cast<std::ptrdiff_t>(i);
      sums_[i] = column(beyond - static_cast<std::ptrdiff_t>(radius_));
      sums_[radius_ + width_ + i] = column(static_cast<std::ptrdiff_t>(width_) + beyond);
    }
  }

  const Image& image_;
  std::size_t width_, radius_;
  std::vector<double> sums_;  // radius of mirrored ones, the picture's, radius of mirrored ones, one unused
};

Image apply(const Image& image, const Settings& settings) {
  const int radius = static_cast<int>(settings[0]);
  if (radius == 0) return image.clone();
  Image out(image.width(), image.height());
  Columns columns(image, radius);
  for (int y = -radius; y <= radius; ++y) columns.count(y);
  for (int y = 0; y < image.height(); ++y) {
    if (y > 0) columns.move_on(y + radius, y - radius - 1);
    columns.mean(out.row(y));
  }
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
