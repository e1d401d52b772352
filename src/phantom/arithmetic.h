#pragma once
// Elementary functions of our own: libm's differ from machine to machine in the last bit, and one seed must
// give one film everywhere. Only + - * /, comparisons and bit patterns; no contraction
// (cmake/toolchain.cmake). Polynomials after Cephes (Moshier, netlib.org/cephes, single precision); within
// 3e-7 of libm, relatively, as arithmetic_test.cpp holds.

#include <cmath>
#include <cstdint>
#include <cstring>

namespace unseen::phantom {

inline constexpr float pi = 3.14159265F;

/// The same bits as another type of the same size; not every library that we compile with has one of its own.
template <class To, class From>
To same_bits(From from) {
  static_assert(sizeof(To) == sizeof(From));
  To to;
  std::memcpy(&to, &from, sizeof to);
  return to;
}

/// Nearest whole number; ties away from zero. |x| below 2³¹.
inline std::int32_t nearest(float x) { return static_cast<std::int32_t>(x < 0 ? x - 0.5F : x + 0.5F); }

inline float clamped(float x, float low, float high) { return x < low ? low : (x > high ? high : x); }
inline float squared(float x) { return x * x; }

/// e^x; arguments are clamped to ±87.
inline float exponential(float x) {
  x = clamped(x, -87.0F, 87.0F);
  const std::int32_t whole = nearest(x * 1.44269504F);
  const auto n = static_cast<float>(whole);
  const float r = (x - n * 0.693359375F) + n * 2.12194440e-4F;
  float y = 1.9875691500e-4F;
  y = y * r + 1.3981999507e-3F;
  y = y * r + 8.3334519073e-3F;
  y = y * r + 4.1665795894e-2F;
  y = y * r + 1.6666665459e-1F;
  y = y * r + 5.0000001201e-1F;
  y = y * r * r + r + 1.0F;
  return y * same_bits<float>(static_cast<std::uint32_t>(whole + 127) << 23U);
}

/// ln x for x > 0; at and below the smallest normal number, that number's.
inline float logarithm(float x) {
  if (!(x > 1.17549435e-38F)) x = 1.17549435e-38F;
  const auto bits = same_bits<std::uint32_t>(x);
  auto e = static_cast<float>(static_cast<std::int32_t>(bits >> 23U) - 126);
  float m = same_bits<float>((bits & 0x007FFFFFU) | 0x3F000000U);  // in [0.5, 1)
  if (m < 0.707106781F) {
    e -= 1.0F;
    m = m + m;
  }
  m -= 1.0F;
  const float z = m * m;
  float y = 7.0376836292e-2F;
  y = y * m - 1.1514610310e-1F;
  y = y * m + 1.1676998740e-1F;
  y = y * m - 1.2420140846e-1F;
  y = y * m + 1.4249322787e-1F;
  y = y * m - 1.6668057665e-1F;
  y = y * m + 2.0000714765e-1F;
  y = y * m - 2.4999993993e-1F;
  y = y * m + 3.3333331174e-1F;
  y = y * m * z - 2.12194440e-4F * e - 0.5F * z;
  return m + y + 0.693359375F * e;
}

/// base^exponent; 0 where the base is not positive.
inline float power(float base, float exponent) {
  return base > 0 ? exponential(exponent * logarithm(base)) : 0.0F;
}

/// sin x, x in radians, |x| below about 1e4.
inline float sine(float x) {
  const std::int32_t half_turns = nearest(x * 0.318309886F);
  const auto k = static_cast<float>(half_turns);
  const float r = ((x - k * 3.140625F) - k * 9.67502593994e-4F) - k * 1.509957990978376e-7F;
  const float z = r * r;
  float y = -2.50521084e-8F;
  y = y * z + 2.75573192e-6F;
  y = y * z - 1.98412698e-4F;
  y = y * z + 8.33333333e-3F;
  y = y * z - 1.66666667e-1F;
  y = y * z * r + r;
  return (half_turns & 1) != 0 ? -y : y;
}

inline float cosine(float x) { return sine(x + 0.5F * pi); }

/// (1 − |q|^p)^(1/p): the height of a superellipse; 0 from |q| = 1 on.
inline float superellipse(float q, float p) {
  q = std::fabs(q);
  return q < 1 ? power(1 - power(q, p), 1 / p) : 0.0F;
}

}  // namespace unseen::phantom
