#pragma once
// The discrete Fourier transform of a picture of the study's size.

#include <complex>
#include <vector>

#include "image/image.h"

namespace unseen::filter {

/// The side at which the study filtered, and the only one transformed here.
inline constexpr int fourier_side = 224;
/// Waves down the picture that are stored: 0 to 112; the others are their mirror.
inline constexpr int stored_waves = fourier_side / 2 + 1;

/// The waves of a real picture, as numpy.fft.fft2 has them: F(u, v) = Σ picture(x, y) exp(−2πi (u·x + v·y) /
/// 224), u across and v down. Since F(−u, −v) is the conjugate of F(u, v), only v = 0 to 112 is stored.
/// In single precision (Real = float) half the time; in double what becomes of the weakest waves is right
/// too.
template <class Real>
class Spectrum {
 public:
  Spectrum();

  /// `column` 0 to 223 is the wave number across, counted on from 112 to negative ones: see wave().
  std::complex<Real> at(int column, int v) const {
    const auto i = index(column, v);
    return {re_[i], im_[i]};
  }
  void set(int column, int v, std::complex<Real> value) {
    const auto i = index(column, v);
    re_[i] = value.real();
    im_[i] = value.imag();
  }
  void scale(int column, int v, Real factor) {
    const auto i = index(column, v);
    re_[i] *= factor;
    im_[i] *= factor;
  }

 private:
  template <class Any>
  friend Spectrum<Any> transform(const Image& picture);
  template <class Any>
  friend Image picture_of(Spectrum<Any> spectrum);
  static std::size_t index(int column, int v) {
    return static_cast<std::size_t>(column) * lanes + static_cast<std::size_t>(v);
  }
  static constexpr std::size_t lanes = 116;  // stored_waves, rounded up to whole vectors

  std::vector<Real> re_, im_;
};

/// The wave number, −112 to 111, of a column or row of the spectrum.
constexpr int wave(int column) { return column < fourier_side / 2 ? column : column - fourier_side; }

/// The spectrum of a picture of 224 × 224.
template <class Real>
Spectrum<Real> transform(const Image& picture);
/// The picture of a spectrum: the inverse, its real part. Within 2e-6 of numpy's for pictures in [0,1].
template <class Real>
Image picture_of(Spectrum<Real> spectrum);

}  // namespace unseen::filter
