#pragma once
// Elementary functions of our own, in double: libm's differ from machine to machine in the last bit, and a
// chain must give the same picture everywhere. Only + - * / and comparisons; no contraction
// (cmake/toolchain.cmake). Within 1e-14 of libm, relatively.

#include <cmath>
#include <cstdint>
#include <limits>

namespace unseen::filter {

/// To float, within ±1e30: what comes after may still add such values up without reaching infinity.
inline float finite(double x) { return static_cast<float>(x > 1e30 ? 1e30 : (x < -1e30 ? -1e30 : x)); }

/// e^x; arguments are clamped to ±700.
inline double exponential(double x) {
  x = x > 700 ? 700 : (x < -700 ? -700 : x);
  const double whole = std::floor(x * 1.4426950408889634 + 0.5);
  const double r = (x - whole * 0.693145751953125) - whole * 1.4286068203094172e-6;
  double sum = 1;
  for (int n = 14; n > 0; --n) sum = 1 + sum * r / n;
  return std::ldexp(sum, static_cast<int>(whole));
}

/// ln x; x is positive and normal.
inline double logarithm(double x) {
  int exponent = 0;
  double m = std::frexp(x, &exponent);
  if (m < 0.70710678118654752) {
    m *= 2;
    --exponent;
  }
  const double s = (m - 1) / (m + 1);
  double sum = 0;
  for (int n = 23; n > 0; n -= 2) sum = sum * (s * s) + 1.0 / n;
  return exponent * 0.69314718055994531 + 2 * s * sum;
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
