#pragma once
// State written by an older version, brought up to date one version at a time.

#include <array>

#include "lab/reader.h"
#include "lab/state.h"

namespace unseen::lab {

/// Turns the JSON of one version into that of the next.
using Migration = void (*)(json& state);

/// The step at index n leads from version n + 1 to n + 2. Links of every version are kept as fixtures in
/// contract/fixtures/state/links.
inline constexpr std::array<Migration, static_cast<std::size_t>(version - 1)> migrations{};

}  // namespace unseen::lab
