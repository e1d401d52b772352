#include "filter/blur/separable.h"

#include <algorithm>
#include <cstddef>

#include "filter/arithmetic.h"
#include "filter/lanes.h"
#include "filter/pixels.h"

namespace unseen::filter {
namespace {

// So many values are kept in registers while all weights pass over them.
constexpr std::size_t block = 4 * lane_width;

// to[x] = half[0] from[0][x] + Σ half[k] (from[-k][x] + from[k][x]), where `before(k)` and `after(k)` give
// the pointers.
template <class Before, class After>
void weighted(float* to, std::size_t count, const float* middle, std::span<const float> half, Before before,
              After after) {
  std::size_t x = 0;
  for (; x + block <= count; x += block) {
    const auto at = [x](const float* row, std::size_t i) { return load(row + x + i * lane_width); };
    Lanes a = half[0] * at(middle, 0);
    Lanes b = half[0] * at(middle, 1);
    Lanes c = half[0] * at(middle, 2);
    Lanes d = half[0] * at(middle, 3);
    for (std::size_t k = 1; k < half.size(); ++k) {
      const float* one = before(k);
      const float* two = after(k);
      const float weight = half[k];
      a += weight * (at(one, 0) + at(two, 0));
      b += weight * (at(one, 1) + at(two, 1));
      c += weight * (at(one, 2) + at(two, 2));
      d += weight * (at(one, 3) + at(two, 3));
    }
    store(to + x, a);
    store(to + x + lane_width, b);
    store(to + x + 2 * lane_width, c);
    store(to + x + 3 * lane_width, d);
  }
  for (; x < count; ++x) {
    float sum = half[0] * middle[x];
    for (std::size_t k = 1; k < half.size(); ++k) sum += half[k] * (before(k)[x] + after(k)[x]);
    to[x] = sum;
  }
}

void along_rows(const Image& image, Image& out, std::span<const float> half) {
  const int reach = static_cast<int>(half.size()) - 1;
  const int width = image.width();
  std::vector<float> continued(static_cast<std::size_t>(width) + 2 * static_cast<std::size_t>(reach));
  const auto begin = continued.begin() + reach;
  for (int y = 0; y < image.height(); ++y) {
    const float* row = image.row(y).data();
    std::copy(row, row + width, begin);
    for (int i = 1; i <= reach; ++i) {
      *(begin - i) = row[reflected(-i, width)];
      *(begin + width - 1 + i) = row[reflected(width - 1 + i, width)];
    }
    const float* middle = continued.data() + reach;
    weighted(
        out.row(y).data(), static_cast<std::size_t>(width), middle, half,
        [middle](std::size_t k) { return middle - k; }, [middle](std::size_t k) { return middle + k; });
  }
}

void along_columns(const Image& image, Image& out, std::span<const float> half) {
  const int reach = static_cast<int>(half.size()) - 1;
  std::vector<const float*> rows;
  for (int y = -reach; y < image.height() + reach; ++y)
    rows.push_back(image.row(reflected(y, image.height())).data());
  for (int y = 0; y < image.height(); ++y) {
    const float* const* middle = rows.data() + y + reach;
    weighted(
        out.row(y).data(), static_cast<std::size_t>(image.width()), *middle, half,
        [middle](std::size_t k) { return *(middle - k); }, [middle](std::size_t k) { return middle[k]; });
  }
}

}  // namespace

Image convolved(const Image& image, std::span<const float> half) {
  Image once(image.width(), image.height());
  Image out(image.width(), image.height());
  along_rows(image, once, half);
  along_columns(once, out, half);
  return out;
}

std::vector<float> gaussian_half(double sigma) {
  const auto reach = static_cast<std::size_t>(4 * sigma + 0.5);
  std::vector<double> weights(reach + 1);
  double sum = 0;
  for (std::size_t i = 0; i <= reach; ++i) {
    const auto at = static_cast<double>(i);
    weights[i] = i == 0 ? 1 : exponential(-0.5 * (at / sigma) * (at / sigma));
    sum += i == 0 ? 1 : 2 * weights[i];
  }
  std::vector<float> half(reach + 1);
  std::transform(weights.begin(), weights.end(), half.begin(),
                 [sum](double weight) { return static_cast<float>(weight / sum); });
  return half;
}

}  // namespace unseen::filter
