#include "phantom/random.h"

#include <cmath>

#include "phantom/arithmetic.h"

namespace unseen::phantom {

std::array<std::uint32_t, 4> philox(std::array<std::uint32_t, 4> counter, std::array<std::uint32_t, 2> key) {
  for (int round = 0; round < 10; ++round) {
    const std::uint64_t one = std::uint64_t{0xD2511F53U} * counter[0];
    const std::uint64_t two = std::uint64_t{0xCD9E8D57U} * counter[2];
    counter = {static_cast<std::uint32_t>(two >> 32U) ^ counter[1] ^ key[0], static_cast<std::uint32_t>(two),
               static_cast<std::uint32_t>(one >> 32U) ^ counter[3] ^ key[1], static_cast<std::uint32_t>(one)};
    key[0] += 0x9E3779B9U;
    key[1] += 0xBB67AE85U;
  }
  return counter;
}

float Stream::normal() {
  const float radius = std::sqrt(-2 * logarithm(uniform()));
  return radius * cosine(2 * pi * uniform());
}

float Stream::quick_normal() {
  const std::uint32_t one = bits();
  const std::uint32_t two = bits();
  const auto sum = static_cast<std::int32_t>((one & 0xFFFFU) + (one >> 16U) + (two & 0xFFFFU) + (two >> 16U));
  return static_cast<float>(sum - 131070) * (1.0F / 37837.0F);
}

std::uint64_t branch_of(std::uint64_t parent, std::uint64_t child) {
  std::uint64_t z = parent * 0x9E3779B97F4A7C15ULL + child + 0x632BE59BD9B4E019ULL;
  z = (z ^ (z >> 30U)) * 0xBF58476D1CE4E5B9ULL;
  z = (z ^ (z >> 27U)) * 0x94D049BB133111EBULL;
  return z ^ (z >> 31U);
}

}  // namespace unseen::phantom
