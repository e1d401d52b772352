#include "files.h"

#include <cstdio>
#include <memory>

#include <sys/stat.h>

namespace unseen {

std::optional<std::vector<std::byte>> read_file(const std::string& path) {
  struct stat status {};
  if (::stat(path.c_str(), &status) != 0 || S_ISDIR(status.st_mode)) return std::nullopt;
  const std::unique_ptr<std::FILE, int (*)(std::FILE*)> file(std::fopen(path.c_str(), "rb"), std::fclose);
  if (!file) return std::nullopt;
  std::vector<std::byte> bytes;
  std::vector<std::byte> block(std::size_t{1} << 20);
  while (const auto count = std::fread(block.data(), 1, block.size(), file.get()))
    bytes.insert(bytes.end(), block.begin(), block.begin() + static_cast<std::ptrdiff_t>(count));
  if (std::ferror(file.get()) != 0) return std::nullopt;
  return bytes;
}

void complain(std::string_view what, std::string_view why) {
  std::fprintf(stderr, "unseen: %.*s: %.*s\n", static_cast<int>(what.size()), what.data(),
               static_cast<int>(why.size()), why.data());
}

}  // namespace unseen
