// A chain is a text from anywhere, a link for one: whatever it is, it is read or refused, and a chain that is
// read turns a small picture into one whose values are in [0,1]. The first two bytes choose the picture's
// sides.
#include <cmath>
#include <cstdint>
#include <cstdlib>

#include "filter/chain.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size < 2) return 0;
  unseen::Image image(1 + data[0] % 24, 1 + data[1] % 24);
  float value = 0;
  for (float& each : image.values()) each = value = std::fmod(value + 0.37F, 1.0F);
  const auto json = nlohmann::json::parse(data + 2, data + size, nullptr, /*allow_exceptions=*/false);
  const auto chain = unseen::filter::read_chain(json);
  if (!chain) {
    const auto& refusal = chain.error();
    if (cause(refusal.code) == unseen::Cause::internal || message(refusal).empty()) std::abort();
    return 0;
  }
  if (chain->size() > 4) return 0;  // what holds for four holds for more, only slower
  const auto end = unseen::filter::apply_chain(image, *chain);
  for (const float each : end.values())
    if (!(each >= 0 && each <= 1)) std::abort();
  return 0;
}
