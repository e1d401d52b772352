#include "lab/deflate.h"

#include <cstdlib>
#include <memory>

#define STB_IMAGE_STATIC
#define STB_IMAGE_IMPLEMENTATION
#define STBI_ONLY_PNG
#define STBI_NO_STDIO
#define STBI_NO_FAILURE_STRINGS
#include <stb_image.h>
#define STB_IMAGE_WRITE_STATIC
#define STB_IMAGE_WRITE_IMPLEMENTATION
#define STBI_WRITE_NO_STDIO
#include <stb_image_write.h>

namespace unseen::lab {

std::string deflate(std::string_view text) {
  constexpr int thorough = 8;
  std::string copy(text);  // stb takes its input as mutable, and leaves it alone
  int length = 0;
  const std::unique_ptr<unsigned char, decltype(&std::free)> packed(
      stbi_zlib_compress(reinterpret_cast<unsigned char*>(copy.data()), static_cast<int>(copy.size()),
                         &length, thorough),
      &std::free);
  return packed ? std::string(reinterpret_cast<const char*>(packed.get()), static_cast<std::size_t>(length))
                : std::string();
}

std::optional<std::string> inflate(std::string_view stream, std::size_t most) {
  std::string text(most, '\0');
  const int length = stbi_zlib_decode_buffer(text.data(), static_cast<int>(most), stream.data(),
                                             static_cast<int>(stream.size()));
  if (length < 0) return std::nullopt;
  text.resize(static_cast<std::size_t>(length));
  return text;
}

}  // namespace unseen::lab
