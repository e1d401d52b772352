#include "model/output_watch.h"

#include <algorithm>
#include <cstring>

namespace unseen {

std::uint64_t fingerprint(std::span<const float> values) {
  std::uint64_t hash = 14'695'981'039'346'656'037ULL;  // FNV-1a, a word at a time
  for (const float value : values) {
    std::uint32_t bits = 0;
    std::memcpy(&bits, &value, sizeof bits);
    hash = (hash ^ bits) * 1'099'511'628'211ULL;
  }
  return hash;
}

std::string OutputWatch::note(std::uint64_t tensor, std::span<const float> outputs) {
  constexpr std::size_t enough = 3;
  if (!std::equal(outputs.begin(), outputs.end(), outputs_.begin(), outputs_.end())) {
    outputs_.assign(outputs.begin(), outputs.end());
    tensors_.clear();
  }
  const bool seen = std::find(tensors_.begin(), tensors_.end(), tensor) != tensors_.end();
  if (!seen && tensors_.size() < enough) tensors_.push_back(tensor);
  if (tensors_.size() < enough) return {};
  return "Three different images in a row got exactly the same outputs: the model is probably given values "
         "on a scale it was not "
         "trained on.";
}

}  // namespace unseen
