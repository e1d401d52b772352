#include "image/decode.h"

#include <algorithm>

#include <fmt/core.h>

#include "image/codec/orient.h"
#include "image/codec/unsupported.h"
#include "image/format/format.h"

namespace unseen {
namespace {

using format::Format;
using format::Picture;

double megapixels(std::int64_t pixels) { return static_cast<double>(pixels) / 1e6; }
double mebibytes(std::int64_t bytes) { return static_cast<double>(bytes) / (1 << 20); }

// Spends the limits on what the header asks for; nothing has been allocated yet.
Result<void> check(const Header& header, const Limits& limits) {
  if (header.width > limits.side || header.height > limits.side) {
    return refuse(Code::side_too_long,
                  fmt::format("{} by {}; at most {} a side", header.width, header.height, limits.side));
  }
  const std::int64_t pixels = std::int64_t{header.width} * header.height;
  if (pixels > limits.pixels) {
    return refuse(Code::too_many_pixels, fmt::format("{:.1f} million; at most {:.0f}", megapixels(pixels),
                                                     megapixels(limits.pixels)));
  }
  const std::int64_t bytes = pixels * header.channels * (header.bits > 8 ? 2 : 1);
  if (bytes > limits.bytes) {
    return refuse(Code::too_many_bytes,
                  fmt::format("{:.0f} MiB; at most {:.0f}", mebibytes(bytes), mebibytes(limits.bytes)));
  }
  return {};
}

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

// The windows a file offers: its whole range, and before it the 12-bit one where 16 bits hold no more.
void choose_window(Facts& facts) {
  facts.windows = {full_window(facts.bits)};
  if (facts.bits == 16 && facts.maximum <= 4095) {
    facts.windows.insert(facts.windows.begin(), twelve_bit_window());
    facts.notes.emplace_back(
        "The file has 16 bits a value but uses only 12; it is shown with a window of 0 to 4095. The full "
        "window is offered "
        "too.");
  }
  facts.window = facts.windows.front();
}

Facts describe(const Format& format, const Header& header, const Picture& picture) {
  Facts facts;
  facts.format = format.name;
  facts.width = picture.stored.width();
  facts.height = picture.stored.height();
  facts.stored_width = header.width;
  facts.stored_height = header.height;
  facts.bits = picture.bits;
  facts.photometric = picture.photometric;
  facts.channels = header.channels;
  facts.orientation = picture.orientation;
  facts.coloured = picture.coloured;
  facts.notes = picture.notes;
  const auto [minimum, maximum] =
      std::minmax_element(picture.stored.values().begin(), picture.stored.values().end());
  facts.minimum = static_cast<double>(*minimum);
  facts.maximum = static_cast<double>(*maximum);
  if (picture.orientation != 1)
    facts.notes.push_back(
        fmt::format("The picture is turned as its file asks (EXIF orientation {}).", picture.orientation));
  if (header.channels >= 3 || picture.photometric == "PALETTE COLOR")
    facts.notes.emplace_back("Colour is shown as grey (BT.601 luma).");
  if (facts.minimum == facts.maximum) facts.notes.emplace_back("Every pixel has the same value.");
  if (std::min(facts.width, facts.height) < 32)
    facts.notes.emplace_back(
        "The picture is smaller than 32 pixels on a side; there is little in it to see.");
  choose_window(facts);
  return facts;
}

}  // namespace

Result<Header> describe_header(std::span<const std::byte> file, Limits limits) {
  const Result<const Format*> format = find(file, limits);
  if (!format) return tl::unexpected(format.error());
  Result<Header> header = (*format)->header(file);
  if (!header) return header;
  if (const Result<void> within = check(*header, limits); !within) return tl::unexpected(within.error());
  return header;
}

Result<Decoded> decode(std::span<const std::byte> file, Limits limits) {
  const Result<const Format*> format = find(file, limits);
  if (!format) return tl::unexpected(format.error());
  const Result<Header> header = describe_header(file, limits);
  if (!header) return tl::unexpected(header.error());
  Result<Picture> picture = (*format)->pixels(file, *header);
  if (!picture) return tl::unexpected(picture.error());
  picture->stored = codec::turned(std::move(picture->stored), picture->orientation);
  Facts facts = describe(**format, *header, *picture);
  return Decoded{std::move(picture->stored), std::move(facts)};
}

}  // namespace unseen
