#pragma once
// Versions of what outlives a page: links, saved states, the public API. A test pins each, so that a bump is
// a decision.

namespace unseen {

inline constexpr int api_version = 1;     ///< window.unseen
inline constexpr int state_version = 1;   ///< the lab's state in links and exports
inline constexpr int most_steps = 32;     ///< of a chain of operations
inline constexpr int most_strokes = 64;   ///< painted in one step
inline constexpr int most_points = 4096;  ///< of all strokes of one step

}  // namespace unseen
