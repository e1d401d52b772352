#include "image/decode.h"

#include <fmt/core.h>

#include "image/codec/unsupported.h"
#include "image/format/format.h"
#include "image/resample.h"

namespace unseen {
namespace {

using format::Format;
using format::Picture;

double megapixels(std::int64_t pixels) { return static_cast<double>(pixels) / 1e6; }
double mebibytes(std::int64_t bytes) { return static_cast<double>(bytes) / (1 << 20); }

Result<const Format*> find(std::span<const std::byte> file, const Limits& limits) {
  if (file.empty()) return refuse(Code::empty_file);
  const auto size = static_cast<std::int64_t>(file.size());
  if (size > limits.bytes)
    return refuse(Code::file_too_large,
                  fmt::format("{:.0f} MiB; at most {:.0f}", mebibytes(size), mebibytes(limits.bytes)));
  const Format* format = format::recognise(file);
  if (format == nullptr) return refuse(codec::name_unsupported(file));
  return format;
}

}  // namespace

Result<void> format::check(const Header& header, const Limits& limits) {
  if (header.width > limits.side || header.height > limits.side) {
    return refuse(Code::side_too_long,
                  fmt::format("{} by {}; at most {} a side", header.width, header.height, limits.side));
  }
  const std::int64_t pixels = std::int64_t{header.width} * header.height;
  if (pixels > limits.pixels) {
    return refuse(Code::too_many_pixels, fmt::format("{:.1f} million; at most {:.0f}", megapixels(pixels),
                                                     megapixels(limits.pixels)));
  }
  const std::int64_t bytes = pixels * header.channels * ((header.bits + 7) / 8);
  if (bytes > limits.bytes) {
    return refuse(Code::too_many_bytes,
                  fmt::format("{:.0f} MiB; at most {:.0f}", mebibytes(bytes), mebibytes(limits.bytes)));
  }
  return {};
}

Result<Header> describe_header(std::span<const std::byte> file, Limits limits) {
  const Result<const Format*> format = find(file, limits);
  if (!format) return tl::unexpected(format.error());
  Result<Header> header = (*format)->header(file);
  if (!header) return header;
  if (const Result<void> within = format::check(*header, limits); !within)
    return tl::unexpected(within.error());
  return header;
}

Result<Decoded> decode(std::span<const std::byte> file, Limits limits, int frame) {
  const Result<const Format*> format = find(file, limits);
  if (!format) return tl::unexpected(format.error());
  const Result<Header> header = describe_header(file, limits);
  if (!header) return tl::unexpected(header.error());
  if (frame < 0 || frame >= header->frames) return refuse(Code::dicom_frame, fmt::format("{}", frame + 1));
  Result<Picture> picture = (*format)->pixels(file, *header, frame);
  if (!picture) return tl::unexpected(picture.error());
  picture->frame = frame;
  return format::finish((*format)->name, *header, std::move(*picture), limits);
}

Image shown(const Decoded& film, std::optional<Window> window) {
  Image image = present(film.stored, film.presentation, film.facts.window, window);
  if (image.width() == film.facts.width && image.height() == film.facts.height) return image;
  return resize(image, film.facts.width, film.facts.height, Kernel::bilinear);
}

double value_at(const Decoded& film, int x, int y) {
  // Of a stretched picture the stored pixel that lies there.
  const auto place = [](int at, int stored, int whole) {
    return static_cast<int>(std::int64_t{at} * stored / whole);
  };
  const float stored = film.stored.at(place(x, film.stored.width(), film.facts.width),
                                      place(y, film.stored.height(), film.facts.height));
  return film.presentation.modality(static_cast<double>(stored));
}

std::vector<float> values(const Decoded& film) {
  std::vector<float> found;
  found.reserve(film.stored.size());
  for (const float stored : film.stored.values())
    if (const auto v = static_cast<double>(stored);
        !film.presentation.padding || !film.presentation.padding->holds(v))
      found.push_back(static_cast<float>(film.presentation.modality(v)));
  return found;
}

}  // namespace unseen
