#pragma once
// zlib streams (RFC 1950) of short texts, by stb, for links.

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace unseen::lab {

/// The text as a zlib stream.
std::string deflate(std::string_view text);

/// The text of a zlib stream; none where it is damaged or unpacks to more than `most` bytes.
std::optional<std::string> inflate(std::string_view stream, std::size_t most);

}  // namespace unseen::lab
