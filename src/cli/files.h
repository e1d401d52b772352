#pragma once
// Files of the native program.

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace unseen {

/// The whole file; nothing when it cannot be read.
std::optional<std::vector<std::byte>> read_file(const std::string& path);
/// One line on standard error: "unseen: WHAT: WHY".
void complain(std::string_view what, std::string_view why);

}  // namespace unseen
