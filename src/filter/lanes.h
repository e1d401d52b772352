#pragma once
// Four floats at once, in what both compilers call a vector; on every machine the same operations in the same
// order.

#include <cstddef>
#include <cstring>

namespace unseen::filter {

inline constexpr std::size_t lane_width = 4;
using Lanes = float __attribute__((vector_size(lane_width * sizeof(float))));

inline Lanes load(const float* from) {
  Lanes to;
  std::memcpy(&to, from, sizeof to);
  return to;
}
inline void store(float* to, Lanes from) { std::memcpy(to, &from, sizeof from); }

inline Lanes lesser(Lanes one, Lanes two) { return one < two ? one : two; }
inline Lanes greater(Lanes one, Lanes two) { return one < two ? two : one; }

}  // namespace unseen::filter
