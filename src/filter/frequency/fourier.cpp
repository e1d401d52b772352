// A transform of our own, for three reasons: natively and in WebAssembly it gives the same bits (libraries
// take their sines from libm), all columns go through a step together, so that every line of arithmetic is
// vector arithmetic, and 224 = 7·4·4·2 is all that is needed. Stockham's order (no bit reversal), after Van
// Loan, Computational Frameworks for the FFT, 1992, §1.7.

#include "filter/frequency/fourier.h"

#include <array>
#include <cassert>
#include <cstring>

namespace unseen::filter {
namespace {

constexpr std::size_t side = fourier_side;

/// Sixteen bytes of numbers, which both compilers turn into one instruction.
template <class Real>
struct Vector;
template <>
struct Vector<float> {
  using Pack = float __attribute__((vector_size(16)));
};
template <>
struct Vector<double> {
  using Pack = double __attribute__((vector_size(16)));
};
template <class Real>
using Pack = typename Vector<Real>::Pack;

template <class Real>
Pack<Real> load(const Real* from) {
  Pack<Real> value;
  std::memcpy(&value, from, sizeof value);
  return value;
}
template <class Real>
void store(Real* to, Pack<Real> value) {
  std::memcpy(to, &value, sizeof value);
}

template <class Real>
struct Wave {
  Pack<Real> re, im;
  friend Wave operator+(Wave a, Wave b) { return {a.re + b.re, a.im + b.im}; }
  friend Wave operator-(Wave a, Wave b) { return {a.re - b.re, a.im - b.im}; }
  friend Wave operator*(Wave a, Real b) { return {a.re * b, a.im * b}; }
};
template <class Real>
Wave<Real> times(Wave<Real> a, Real re, Real im) {
  return {a.re * re - a.im * im, a.re * im + a.im * re};
}
/// −i·a
template <class Real>
Wave<Real> turned(Wave<Real> a) {
  return {a.im, -a.re};
}

/// sin and cos of 2π·k / 224 by their series, in the eighth of a turn where they converge at once.
struct Roots {
  std::array<double, side> cosine{}, sine{};
  Roots() {
    constexpr double turn = 6.283185307179586476925286766559;
    for (std::size_t k = 0; k <= side / 8; ++k) {
      const double x = turn * static_cast<double>(k) / static_cast<double>(side);
      double c = 1;
      double s = 1;
      for (int n = 11; n >= 1; --n) {
        c = 1 - c * x * x / ((2 * n - 1) * (2 * n));
        s = 1 - s * x * x / ((2 * n) * (2 * n + 1));
      }
      put(k, c, s * x);
    }
  }
  void put(std::size_t k, double c, double s) {
    constexpr std::size_t quarter = side / 4;
    const auto both = [&](std::size_t at, double cos, double sin) {
      cosine[at] = cos;
      sine[at] = sin;
      if (at != 0) {
        cosine[side - at] = cos;
        sine[side - at] = -sin;
      }
    };
    both(k, c, s);
    both(quarter - k, s, c);
    both(quarter + k, -s, c);
    both(2 * quarter - k, -c, s);
  }
};

const Roots& roots() {
  static const Roots table;
  return table;
}

// The transforms of 2, 4 and 7 values, in place.
template <class Real>
void small(std::array<Wave<Real>, 2>& a) {
  a = {a[0] + a[1], a[0] - a[1]};
}
template <class Real>
void small(std::array<Wave<Real>, 4>& a) {
  const auto even = a[0] + a[2];
  const auto odd = a[1] + a[3];
  const auto first = a[0] - a[2];
  const auto second = turned(a[1] - a[3]);
  a = {even + odd, first + second, even - odd, first - second};
}
template <class Real>
void small(std::array<Wave<Real>, 7>& a) {
  const auto& root = roots();
  const auto c = [&](std::size_t k) { return static_cast<Real>(root.cosine[side / 7 * k]); };
  const auto s = [&](std::size_t k) { return static_cast<Real>(root.sine[side / 7 * k]); };
  const auto p1 = a[1] + a[6];
  const auto p2 = a[2] + a[5];
  const auto p3 = a[3] + a[4];
  const auto m1 = turned(a[1] - a[6]);
  const auto m2 = turned(a[2] - a[5]);
  const auto m3 = turned(a[3] - a[4]);
  const auto c1 = a[0] + p1 * c(1) + p2 * c(2) + p3 * c(3);
  const auto c2 = a[0] + p1 * c(2) + p2 * c(3) + p3 * c(1);
  const auto c3 = a[0] + p1 * c(3) + p2 * c(1) + p3 * c(2);
  const auto s1 = m1 * s(1) + m2 * s(2) + m3 * s(3);
  const auto s2 = m1 * s(2) - m2 * s(3) - m3 * s(1);
  const auto s3 = m1 * s(3) - m2 * s(1) + m3 * s(2);
  a = {a[0] + p1 + p2 + p3, c1 + s1, c2 + s2, c3 + s3, c3 - s3, c2 - s2, c1 - s1};
}

/// Real and imaginary parts, a row of `lanes` values for each of the 224 places along the transform.
template <class Real>
struct Rows {
  std::vector<Real> re, im;
};

/// One step of Stockham's: transforms of length `length` become Radix times as many of length / Radix.
template <std::size_t Radix, class Real>
void step(std::size_t length, std::size_t lanes, const Rows<Real>& from, Rows<Real>& to) {
  constexpr std::size_t pack = sizeof(Pack<Real>) / sizeof(Real);
  const auto& root = roots();
  const std::size_t run = side / length * lanes;  // contiguous values that share their factors
  const std::size_t part = length / Radix;
  for (std::size_t p = 0; p < part; ++p) {
    std::array<Real, Radix> c{};
    std::array<Real, Radix> s{};
    for (std::size_t i = 0; i < Radix; ++i) {
      c[i] = static_cast<Real>(root.cosine[p * i * (side / length) % side]);
      s[i] = static_cast<Real>(-root.sine[p * i * (side / length) % side]);
    }
    for (std::size_t lane = 0; lane < run; lane += pack) {
      std::array<Wave<Real>, Radix> a;
      for (std::size_t j = 0; j < Radix; ++j) {
        const std::size_t at = run * (p + part * j) + lane;
        a[j] = {load(&from.re[at]), load(&from.im[at])};
      }
      small(a);
      for (std::size_t i = 0; i < Radix; ++i) {
        const auto value = times(a[i], c[i], s[i]);
        const std::size_t at = run * (Radix * p + i) + lane;
        store<Real>(&to.re[at], value.re);
        store<Real>(&to.im[at], value.im);
      }
    }
  }
}

/// The transform down the rows, of every lane; `other` is room of the same size.
template <class Real>
void down(Rows<Real>& rows, Rows<Real>& other, std::size_t lanes) {
  step<7>(224, lanes, rows, other);
  step<4>(32, lanes, other, rows);
  step<4>(8, lanes, rows, other);
  step<2>(2, lanes, other, rows);
}

/// The inverse, times 224: with real and imaginary parts exchanged it is the same transform.
template <class Real>
void up(Rows<Real>& rows, Rows<Real>& other, std::size_t lanes) {
  std::swap(rows.re, rows.im);
  down(rows, other, lanes);
  std::swap(rows.re, rows.im);
}

template <class Real>
Rows<Real> room(std::size_t lanes) {
  return {std::vector<Real>(side * lanes), std::vector<Real>(side * lanes)};
}

constexpr std::size_t half = side / 2;

}  // namespace

template <class Real>
Spectrum<Real>::Spectrum() : re_(side * lanes), im_(side * lanes) {}

// Two real columns, x and x + 112, go through as one complex one: F of the first is the even, of the second
// the odd part.
template <class Real>
Spectrum<Real> transform(const Image& picture) {
  constexpr auto lanes = Spectrum<Real>::lanes;
  assert(picture.width() == fourier_side && picture.height() == fourier_side);
  Rows<Real> pairs = room<Real>(half);
  for (std::size_t y = 0; y < side; ++y) {
    const auto row = picture.row(static_cast<int>(y));
    for (std::size_t x = 0; x < half; ++x) {
      pairs.re[y * half + x] = static_cast<Real>(row[x]);
      pairs.im[y * half + x] = static_cast<Real>(row[x + half]);
    }
  }
  Rows<Real> other = room<Real>(lanes);
  down(pairs, other, half);

  Rows<Real> waves = room<Real>(lanes);
  for (std::size_t v = 0; v <= half; ++v) {
    const std::size_t mirror = (side - v) % side;
    for (std::size_t x = 0; x < half; ++x) {
      const Real re = pairs.re[v * half + x];
      const Real im = pairs.im[v * half + x];
      const Real mirror_re = pairs.re[mirror * half + x];
      const Real mirror_im = pairs.im[mirror * half + x];
      const std::size_t first = x * lanes + v;
      const std::size_t second = (x + half) * lanes + v;
      waves.re[first] = (re + mirror_re) / 2;
      waves.im[first] = (im - mirror_im) / 2;
      waves.re[second] = (im + mirror_im) / 2;
      waves.im[second] = (mirror_re - re) / 2;
    }
  }
  down(waves, other, lanes);
  Spectrum<Real> spectrum;
  spectrum.re_ = std::move(waves.re);
  spectrum.im_ = std::move(waves.im);
  return spectrum;
}

template <class Real>
Image picture_of(Spectrum<Real> spectrum) {
  constexpr auto lanes = Spectrum<Real>::lanes;
  Rows<Real> waves{std::move(spectrum.re_), std::move(spectrum.im_)};
  Rows<Real> other = room<Real>(lanes);
  up(waves, other, lanes);

  Rows<Real> pairs = room<Real>(half);
  for (std::size_t v = 0; v <= half; ++v) {
    const std::size_t mirror = (side - v) % side;
    for (std::size_t x = 0; x < half; ++x) {
      const std::size_t first = x * lanes + v;
      const std::size_t second = (x + half) * lanes + v;
      const Real re = waves.re[first];
      const Real im = waves.im[first];
      // The mirror first: where it is the wave itself (v = 0, 112) the line after it counts, less what is not
      // real.
      pairs.re[mirror * half + x] = re + waves.im[second];
      pairs.im[mirror * half + x] = waves.re[second] - im;
      pairs.re[v * half + x] = v == mirror ? re : re - waves.im[second];
      pairs.im[v * half + x] = v == mirror ? waves.re[second] : im + waves.re[second];
    }
  }
  up(pairs, other, half);

  Image picture(fourier_side, fourier_side);
  constexpr auto all = static_cast<Real>(side * side);
  for (std::size_t y = 0; y < side; ++y) {
    const auto row = picture.row(static_cast<int>(y));
    for (std::size_t x = 0; x < half; ++x) {
      row[x] = static_cast<float>(pairs.re[y * half + x] / all);
      row[x + half] = static_cast<float>(pairs.im[y * half + x] / all);
    }
  }
  return picture;
}

template class Spectrum<float>;
template class Spectrum<double>;
template Spectrum<float> transform(const Image& picture);
template Spectrum<double> transform(const Image& picture);
template Image picture_of(Spectrum<float> spectrum);
template Image picture_of(Spectrum<double> spectrum);

}  // namespace unseen::filter
