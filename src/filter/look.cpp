#include "filter/look.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "filter/frequency/fourier.h"
#include "image/resample.h"

namespace unseen::filter {
namespace {

constexpr int middle = fourier_side / 2;
constexpr double ring_half = 0.6;       // pixels; a ring is a little more than one thick
constexpr double share_beyond = 0.005;  // of the pixels, drawn at full strength although they are stronger
constexpr std::array gains{200, 100, 50, 20, 10, 5, 2, 1};

bool on_ring(double distance, std::span<const double> rings) {
  return std::any_of(rings.begin(), rings.end(),
                     [&](double radius) { return std::abs(distance - radius) < ring_half; });
}

// The column of the stored spectrum that holds wave u.
int column_of(int u) { return (u + fourier_side) % fourier_side; }

}  // namespace

Image change(const Image& before, const Image& after) {
  const bool alike = before.width() == after.width() && before.height() == after.height();
  Image difference = alike ? after.clone() : resize(after, before.width(), before.height(), Kernel::bilinear);
  const auto values = difference.values();
  const auto from = before.values();
  for (std::size_t i = 0; i < values.size(); ++i) values[i] -= from[i];
  return difference;
}

double gain_of(const Image& change) {
  std::vector<float> sizes(change.values().begin(), change.values().end());
  for (float& size : sizes) size = std::abs(size);
  const auto beyond = static_cast<std::ptrdiff_t>(share_beyond * static_cast<double>(sizes.size()));
  const auto at = sizes.end() - 1 - beyond;
  std::nth_element(sizes.begin(), at, sizes.end());
  for (const int gain : gains)
    if (gain * static_cast<double>(*at) <= 1) return gain;
  return 1;
}

std::vector<std::uint8_t> signed_bytes(const Image& change, double gain) {
  std::vector<std::uint8_t> bytes;
  bytes.reserve(change.size());
  for (const float value : change.values()) {
    const double share = std::clamp(static_cast<double>(value) * gain, -1.0, 1.0);
    bytes.push_back(static_cast<std::uint8_t>(std::lround(128 + 127 * share)));
  }
  return bytes;
}

Image spectrum(const Image& image, std::span<const double> rings) {
  const bool fits = image.width() == fourier_side && image.height() == fourier_side;
  const auto waves = transform<float>(
      fits ? image.clone() : resize(image, fourier_side, fourier_side, Kernel::bilinear_antialias));
  const double most = std::log1p(static_cast<double>(fourier_side) * fourier_side);
  Image picture(fourier_side, fourier_side);
  for (int y = 0; y < fourier_side; ++y) {
    for (int x = 0; x < fourier_side; ++x) {
      const int u = x - middle, v = y - middle;
      const auto wave = v < 0 ? waves.at(column_of(-u), -v) : waves.at(column_of(u), v);
      const double strength = std::log1p(static_cast<double>(std::abs(wave))) / most;
      const bool ring = on_ring(std::hypot(u, v), rings);
      picture.row(y)[static_cast<std::size_t>(x)] = static_cast<float>(ring ? 1 : std::min(1.0, strength));
    }
  }
  return picture;
}

std::vector<double> histogram(std::span<const float> values, double minimum, double maximum, int bins) {
  std::vector<double> counts(static_cast<std::size_t>(bins));
  const double scale = bins / std::max(1e-12, maximum - minimum);
  for (const float value : values) {
    const double bin = (static_cast<double>(value) - minimum) * scale;
    counts[static_cast<std::size_t>(std::clamp(bin, 0.0, bins - 1.0))] += 1;
  }
  return counts;
}

}  // namespace unseen::filter
