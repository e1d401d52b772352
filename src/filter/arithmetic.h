#pragma once
// Elementary functions of our own, in double: libm's differ from machine to machine in the last bit, and a
// chain must give the same picture everywhere. Only + - * / and comparisons; no contraction
// (cmake/toolchain.cmake). Within 1e-14 of libm, relatively.

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <limits>

namespace unseen::filter {

/// To float, within ±1e30: what comes after may still add such values up without reaching infinity.
inline float finite(double x) { return static_cast<float>(x > 1e30 ? 1e30 : (x < -1e30 ? -1e30 : x)); }

/// The same bits as another type of the same size.
template <class To, class From>
To same_bits(From from) {
  static_assert(sizeof(To) == sizeof(From));
  To to;
  std::memcpy(&to, &from, sizeof to);
  return to;
}

/// Coefficients from the highest power down.
template <std::size_t count>
double polynomial(const double (&coefficients)[count], double x) {
  double sum = 0;
  for (const double coefficient : coefficients) sum = sum * x + coefficient;
  return sum;
}

/// e^x; arguments are clamped to ±700.
inline double exponential(double x) {
  static constexpr double taylor[] = {
      1.0 / 6227020800, 1.0 / 479001600, 1.0 / 39916800, 1.0 / 3628800, 1.0 / 362880, 1.0 / 40320, 1.0 / 5040,
      1.0 / 720,        1.0 / 120,       1.0 / 24,       1.0 / 6,       1.0 / 2,      1.0,         1.0};
  x = x > 700 ? 700 : (x < -700 ? -700 : x);
  const auto whole = static_cast<std::int64_t>(x * 1.4426950408889634 + (x < 0 ? -0.5 : 0.5));
  const auto n = static_cast<double>(whole);
  const double r = (x - n * 0.693145751953125) - n * 1.4286068203094172e-6;
  return polynomial(taylor, r) * same_bits<double>(static_cast<std::uint64_t>(whole + 1023) << 52U);
}

/// ln x; x is positive and normal.
inline double logarithm(double x) {
  static constexpr double series[] = {2.0 / 23, 2.0 / 21, 2.0 / 19, 2.0 / 17, 2.0 / 15, 2.0 / 13,
                                      2.0 / 11, 2.0 / 9,  2.0 / 7,  2.0 / 5,  2.0 / 3,  2.0};
  const auto bits = same_bits<std::uint64_t>(x);
  auto exponent = static_cast<double>(static_cast<std::int64_t>(bits >> 52U) - 1022);
  double m = same_bits<double>((bits & 0x000FFFFFFFFFFFFFULL) | 0x3FE0000000000000ULL);  // in [0.5, 1)
  if (m < 0.70710678118654752) {
    m *= 2;
    exponent -= 1;
  }
  const double s = (m - 1) / (m + 1);
  return exponent * 0.69314718055994531 + s * polynomial(series, s * s);
}

/// base^exponent for a base that is not negative; 0 for a base of 0.
inline double power(double base, double exponent) {
  return base < std::numeric_limits<double>::min() ? 0 : exponential(exponent * logarithm(base));
}

/// Sine and cosine of an angle.
struct Direction {
  double sine, cosine;
};

/// Of an angle in degrees; exact at multiples of 90°.
inline Direction direction(double degrees) {
  const double quarters = std::floor(degrees / 90 + 0.5);
  const double r = (degrees - quarters * 90) * 0.017453292519943295;
  double sine = 1;
  double cosine = 1;
  for (int n = 18; n > 0; n -= 2) {
    sine = 1 - sine * r * r / (n * (n + 1));
    cosine = 1 - cosine * r * r / (n * (n - 1));
  }
  sine *= r;
  switch (static_cast<int>(quarters - 4 * std::floor(quarters / 4))) {
    case 1:
      return {cosine, -sine};
    case 2:
      return {-sine, -cosine};
    case 3:
      return {-cosine, sine};
    default:
      return {sine, cosine};
  }
}

}  // namespace unseen::filter
