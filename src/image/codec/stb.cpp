#include "image/codec/stb.h"

#include <cstring>
#include <string_view>

namespace {

// Zeroed memory, so that no pixel is ever left unwritten; and a note when there was none, which stb does not
// tell apart.
bool out_of_memory = false;

void* allocate(std::size_t size) {
  void* memory = std::calloc(1, size == 0 ? 1 : size);
  if (memory == nullptr) out_of_memory = true;
  return memory;
}

}  // namespace

#define STBI_MALLOC(size) allocate(size)
#define STBI_REALLOC(memory, size) std::realloc(memory, size)
#define STBI_FREE(memory) std::free(memory)
#define STBI_ONLY_PNG
#define STBI_ONLY_JPEG
#define STBI_NO_STDIO
#define STBI_NO_LINEAR
#define STBI_NO_HDR
#define STBI_NO_THREAD_LOCALS
#define STBI_MAX_DIMENSIONS 16384
#define STB_IMAGE_STATIC
#define STB_IMAGE_IMPLEMENTATION
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wunused-function"
#include <stb_image.h>
#pragma GCC diagnostic pop

namespace unseen::codec {
namespace {

tl::unexpected<Refusal> stb_failure() {
  const bool memory = out_of_memory;
  out_of_memory = false;
  return refuse(memory ? Code::out_of_memory : Code::decoder_failed);
}

}  // namespace

Result<std::size_t> inflate(Bytes stream, std::span<std::byte> out) {
  constexpr std::size_t adler_bytes = 4;
  // stb takes a pointer to non-const but only reads; the state is large, so it lives on the heap.
  const auto state = std::make_unique<stbi__zbuf>();
  auto* begin = const_cast<stbi_uc*>(reinterpret_cast<const stbi_uc*>(stream.data()));
  state->zbuffer = begin;
  state->zbuffer_end = begin + stream.size();
  const bool whole = stbi__do_zlib(state.get(), reinterpret_cast<char*>(out.data()),
                                   static_cast<int>(out.size()), 0, 1) != 0;
  const auto written = static_cast<std::size_t>(state->zout - state->zout_start);
  if (!whole) {
    // stb's reason is for us alone: it tells a full output from a broken stream.
    const std::string_view reason = stbi_failure_reason() == nullptr ? "" : stbi_failure_reason();
    if (reason == "output buffer limit") return refuse(Code::png_length, "it holds more");
    return refuse(state->hit_zeof_once != 0 ? Code::png_truncated : Code::png_damaged);
  }
  if (written != out.size()) return refuse(Code::png_length, "it holds fewer");
  // Whole bytes that were read ahead into the bit buffer belong to what follows.
  const auto ahead = static_cast<std::size_t>(state->num_bits) / 8;
  const auto read = static_cast<std::size_t>(state->zbuffer - begin);
  if (state->hit_zeof_once != 0 || read < ahead || stream.size() - (read - ahead) < adler_bytes)
    return refuse(Code::png_truncated);
  return read - ahead + adler_bytes;
}

Result<Samples> png_samples(std::span<std::byte> raw, const PngLayout& layout) {
  stbi__context context{};
  context.img_x = static_cast<stbi__uint32>(layout.width);
  context.img_y = static_cast<stbi__uint32>(layout.height);
  context.img_n = layout.channels;
  context.img_out_n = layout.channels;
  stbi__png png{};
  png.s = &context;
  png.depth = layout.depth;
  constexpr int palette_colour =
      3;  // keeps low-bit values as they are; stb uses the colour type for nothing else here
  const bool done = stbi__create_png_image(&png, reinterpret_cast<stbi_uc*>(raw.data()),
                                           static_cast<stbi__uint32>(raw.size()), layout.channels,
                                           layout.depth, palette_colour, layout.interlaced ? 1 : 0) != 0;
  Samples samples{std::unique_ptr<void, Free>(png.out), static_cast<std::size_t>(layout.width) *
                                                            static_cast<std::size_t>(layout.height) *
                                                            static_cast<std::size_t>(layout.channels)};
  if (!done) return stb_failure();
  return samples;
}

Result<Samples> jpeg_samples(std::span<const std::uint8_t> file, int channels) {
  int width = 0;
  int height = 0;
  int found = 0;
  stbi_uc* memory =
      stbi_load_from_memory(file.data(), static_cast<int>(file.size()), &width, &height, &found, channels);
  if (memory == nullptr) return stb_failure();
  return Samples{std::unique_ptr<void, Free>(memory), static_cast<std::size_t>(width) *
                                                          static_cast<std::size_t>(height) *
                                                          static_cast<std::size_t>(channels)};
}

}  // namespace unseen::codec
