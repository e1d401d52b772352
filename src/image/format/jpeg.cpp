// JPEG (ITU T.81): baseline, extended with 8 bits, progressive; grey and three components. Every marker and
// every scan is walked here first; stb then decodes a stream that is known to be whole.

#include "image/codec/colour.h"
#include "image/codec/jpeg_markers.h"
#include "image/codec/luma.h"
#include "image/codec/stb.h"
#include "image/format/format.h"

namespace unseen::format {
namespace {

using namespace codec;

bool recognises(Bytes file) { return holds(file, 0, "\xff\xd8"); }

Result<Header> header(Bytes file) {
  const Result<JpegParts> parts = read_jpeg_parts(file, JpegDepth::header);
  if (!parts) return tl::unexpected(parts.error());
  return Header{parts->width, parts->height, parts->components, 8};
}

Result<Picture> pixels(Bytes file, const Header&, int) {
  Result<JpegParts> parts = read_jpeg_parts(file, JpegDepth::whole);
  if (!parts) return tl::unexpected(parts.error());
  const Result<Samples> samples = jpeg_samples(parts->clean, parts->components);
  if (!samples) return tl::unexpected(samples.error());

  Picture picture;
  picture.stored = Image(parts->width, parts->height);
  if (samples->count != picture.stored.size() * static_cast<std::size_t>(parts->components))
    return refuse(Code::decoder_failed);
  picture.bits = 8;
  picture.orientation = parts->orientation;
  picture.photometric = parts->components == 1 ? "MONOCHROME2" : parts->rgb ? "RGB" : "YBR_FULL";
  picture.notes = std::move(parts->notes);
  const std::span<float> grey = picture.stored.values();
  const std::uint8_t* sample = samples->bytes().data();
  if (parts->components == 1) {
    for (std::size_t i = 0; i < grey.size(); ++i) grey[i] = static_cast<float>(sample[i]);
    return picture;
  }
  ColourShare colour;
  for (std::size_t i = 0; i < grey.size(); ++i) {
    const std::uint8_t* p = sample + 3 * i;
    grey[i] = static_cast<float>(luma(p[0], p[1], p[2]));
    colour.add(is_coloured(p[0], p[1], p[2], 255));
  }
  picture.coloured = colour.share();
  return picture;
}

}  // namespace

const Format jpeg{"jpeg",     "JPEG", "baseline, extended 8-bit and progressive; grey and colour",
                  recognises, header, pixels};

}  // namespace unseen::format
