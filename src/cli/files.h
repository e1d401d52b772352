#pragma once
// Files of the native program.

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "contract/refusal.h"
#include "filter/chain.h"

namespace unseen {

/// The whole file; nothing when it cannot be read.
std::optional<std::vector<std::byte>> read_file(const std::string& path);
/// Adds the paths of a list, a line each, empty lines skipped; false when it cannot be read.
bool add_listed(const std::string& list, std::vector<std::string>& inputs);
/// The chain of a JSON file; nothing, and the reason on standard error, when it cannot be read or is refused.
std::optional<std::vector<filter::Step>> read_chain_file(const std::string& path);
/// The sentence of a refusal and its code.
std::string words(const Refusal& refusal);
/// One line on standard error: "unseen: WHAT: WHY".
void complain(std::string_view what, std::string_view why);

}  // namespace unseen
