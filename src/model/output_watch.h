#pragma once
// Notices a model that answers the same whatever it is shown: the mark of an input on the wrong scale.

#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace unseen {

/// A fingerprint of a tensor's values: equal tensors have equal ones.
std::uint64_t fingerprint(std::span<const float> values);

class OutputWatch {
 public:
  /// Takes note of one run of one model. Gives a sentence once three different tensors in a row have given
  /// equal outputs, to the last bit; nothing otherwise.
  std::string note(std::uint64_t tensor, std::span<const float> outputs);

 private:
  std::vector<float> outputs_;
  std::vector<std::uint64_t> tensors_;
};

}  // namespace unseen
