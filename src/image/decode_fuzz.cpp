// seeds: tests/corpus
// libFuzzer target: any bytes end in an image or a refusal with a code and a sentence; a fault of ours stops
// the run.

#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <span>

#include "image/decode.h"
#include "png_mutator.h"

// A PNG's checksums are repaired after each mutation, so that what lies behind them is reached too.
extern "C" std::size_t LLVMFuzzerMutate(std::uint8_t* data, std::size_t size, std::size_t most);

extern "C" std::size_t LLVMFuzzerCustomMutator(std::uint8_t* data, std::size_t size, std::size_t most,
                                               unsigned seed) {
  std::mt19937 random(seed);
  size = LLVMFuzzerMutate(data, size, most);
  constexpr std::array<std::uint8_t, 4> mark{0x89, 'P', 'N', 'G'};
  if (size < 20 || std::memcmp(data, mark.data(), mark.size()) != 0 || random() % 8 == 0) return size;
  const unseen::fuzz::Data png = unseen::fuzz::repaired(unseen::fuzz::Data(data, data + size), random);
  if (png.size() > most) return size;
  std::copy(png.begin(), png.end(), data);
  return png.size();
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  // Small limits keep a run fast and its memory flat.
  constexpr unseen::Limits limits{.pixels = 1 << 20, .side = 16'384, .bytes = 8 << 20};
  const auto decoded = unseen::decode(std::as_bytes(std::span(data, size)), limits);
  if (!decoded) {
    const unseen::Refusal& refusal = decoded.error();
    if (cause(refusal.code) == unseen::Cause::internal || message(refusal).empty()) std::abort();
    return 0;
  }
  const unseen::Facts& facts = decoded->facts;
  const double top = unseen::full_window(facts.bits).width - 1;
  if (!(facts.minimum >= 0) || !(facts.maximum <= top) || facts.minimum > facts.maximum) std::abort();
  if (decoded->stored.width() != facts.width || decoded->stored.height() != facts.height) std::abort();
  return 0;
}
