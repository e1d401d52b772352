#include "image/jpeg_round_trip.h"

#include <algorithm>
#include <cstdint>
#include <utility>
#include <vector>

#include "image/codec/stb.h"

#define STBI_WRITE_NO_STDIO
#define STB_IMAGE_WRITE_STATIC
#define STB_IMAGE_WRITE_IMPLEMENTATION
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wunused-function"
#include <stb_image_write.h>
#pragma GCC diagnostic pop

namespace unseen {

Image jpeg_round_trip(const Image& image, int quality) {
  std::vector<std::uint8_t> levels(image.size());
  std::transform(image.values().begin(), image.values().end(), levels.begin(),
                 [](float x) { return static_cast<std::uint8_t>(std::clamp(x, 0.0F, 1.0F) * 255 + 0.5F); });
  std::vector<std::uint8_t> file;
  stbi_write_jpg_to_func(
      [](void* context, void* data, int size) {
        const auto* bytes = static_cast<const std::uint8_t*>(data);
        auto& to = *static_cast<std::vector<std::uint8_t>*>(context);
        to.insert(to.end(), bytes, bytes + size);
      },
      &file, image.width(), image.height(), 1, levels.data(), quality);
  // The file is our own and whole: only a fault of ours, or no memory, can stand in the way of reading it.
  const codec::Samples samples = std::move(codec::jpeg_samples(file, 1).value());
  Image out(image.width(), image.height());
  std::transform(samples.bytes().begin(), samples.bytes().end(), out.values().begin(),
                 [](std::uint8_t value) { return static_cast<float>(value) / 255; });
  return out;
}

}  // namespace unseen
