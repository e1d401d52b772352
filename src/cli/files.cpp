#include "files.h"

#include <algorithm>
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

bool add_listed(const std::string& list, std::vector<std::string>& inputs) {
  const auto bytes = read_file(list);
  if (!bytes) return false;
  const std::string_view text(reinterpret_cast<const char*>(bytes->data()), bytes->size());
  for (std::size_t start = 0; start < text.size();) {
    const auto end = std::min(text.find('\n', start), text.size());
    if (end > start) inputs.emplace_back(text.substr(start, end - start));
    start = end + 1;
  }
  return true;
}

std::optional<std::vector<filter::Step>> read_chain_file(const std::string& path) {
  const auto bytes = read_file(path);
  if (!bytes) {
    complain(path, "cannot be read");
    return std::nullopt;
  }
  const std::string_view text(reinterpret_cast<const char*>(bytes->data()), bytes->size());
  const auto json = nlohmann::json::parse(text, nullptr, /*allow_exceptions=*/false);
  if (json.is_discarded()) {
    complain(path, "is not JSON");
    return std::nullopt;
  }
  auto chain = filter::read_chain(json);
  if (!chain) {
    complain(path, words(chain.error()));
    return std::nullopt;
  }
  return std::move(*chain);
}

std::string words(const Refusal& refusal) {
  return message(refusal) + " (" + std::string(id(refusal.code)) + ")";
}

void complain(std::string_view what, std::string_view why) {
  std::fprintf(stderr, "unseen: %.*s: %.*s\n", static_cast<int>(what.size()), what.data(),
               static_cast<int>(why.size()), why.data());
}

}  // namespace unseen
