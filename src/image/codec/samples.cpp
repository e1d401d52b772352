#include "image/codec/samples.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace unseen::codec {
namespace {

std::size_t pixels_of(const MedicalFrame& frame) {
  return static_cast<std::size_t>(frame.rows) * static_cast<std::size_t>(frame.columns);
}

/// Reads the sample at index `i` of a container of that many bits.
std::uint32_t container(Bytes samples, std::size_t i, int bits) {
  switch (bits) {
    case 1:
      return (std::uint32_t{u8(samples, i / 8)} >> (i % 8)) & 1U;
    case 8:
      return u8(samples, i);
    case 16:
      return le16(samples, 2 * i);
    default:
      return le32(samples, 4 * i);
  }
}

/// PS3.5 8.1.1: the stored bits end at the high bit; what lies beyond is none of the value (pain 38).
class Stored {
 public:
  explicit Stored(const MedicalFrame& frame)
      : shift_(static_cast<unsigned>(frame.high_bit + 1 - frame.bits_stored)),
        mask_(frame.bits_stored == 32 ? ~0U : (1U << static_cast<unsigned>(frame.bits_stored)) - 1),
        sign_(frame.is_signed ? 1U << static_cast<unsigned>(frame.bits_stored - 1) : 0) {}

  std::uint32_t bits(std::uint32_t raw) const { return (raw >> shift_) & mask_; }
  double operator()(std::uint32_t raw) const {
    const std::uint32_t value = bits(raw);
    return (value & sign_) != 0 ? static_cast<double>(value) - static_cast<double>(mask_) - 1
                                : static_cast<double>(value);
  }

 private:
  unsigned shift_;
  std::uint32_t mask_, sign_;
};

std::uint16_t level(double value) {
  return static_cast<std::uint16_t>(std::clamp(std::floor(value + 0.5), 0.0, 255.0));
}

std::array<std::uint16_t, 3> rgb(double y, double cb, double cr) {
  cb -= 128;
  cr -= 128;
  return {level(y + 1.402 * cr), level(y - (0.114 * 1.772 * cb + 0.299 * 1.402 * cr) / 0.587),
          level(y + 1.772 * cb)};
}

/// Y Y Cb Cr for each two pixels in the order of reading; of an odd row the last shares its colour with the
/// next row.
bool is_halved(const MedicalFrame& frame) { return frame.photometric_interpretation == "YBR_FULL_422"; }

Samples16 halved(const MedicalFrame& frame, Bytes samples) {
  Samples16 out;
  out.values.reserve(pixels_of(frame) * 3);
  for (std::size_t i = 0; i < pixels_of(frame); ++i) {
    const std::size_t pair = i / 2 * 4;
    for (const auto value : rgb(u8(samples, pair + i % 2), u8(samples, pair + 2), u8(samples, pair + 3)))
      out.values.push_back(value);
  }
  return out;
}

Samples16 through_palette(const MedicalFrame& frame, Bytes samples) {
  const Stored stored(frame);
  Samples16 out;
  const auto deep = [](const LookupTable& table) { return table.bits > 8; };
  out.bits = std::any_of(frame.palette.begin(), frame.palette.end(), deep) ? 16 : 8;
  out.values.reserve(pixels_of(frame) * 3);
  for (std::size_t i = 0; i < pixels_of(frame); ++i) {
    const double index = stored(container(samples, i, frame.bits_allocated));
    for (const auto& table : frame.palette) out.values.push_back(static_cast<std::uint16_t>(table(index)));
  }
  return out;
}

}  // namespace

std::size_t bytes_of(const MedicalFrame& frame) {
  const std::size_t pixels = pixels_of(frame);
  if (is_halved(frame)) return (pixels + 1) / 2 * 4;
  const auto bits = static_cast<std::size_t>(frame.bits_allocated);
  return (pixels * static_cast<std::size_t>(frame.samples_per_pixel) * bits + 7) / 8;
}

Image grey_samples(const MedicalFrame& frame, Bytes samples) {
  Image image(frame.columns, frame.rows);
  const Stored stored(frame);
  std::size_t i = 0;
  for (float& value : image.values()) {
    const std::uint32_t raw = container(samples, i++, frame.bits_allocated);
    value = frame.is_float ? float_of(raw) : static_cast<float>(stored(raw));
  }
  return image;
}

Samples16 colour_samples(const MedicalFrame& frame, Bytes samples) {
  if (!frame.palette.empty()) return through_palette(frame, samples);
  if (is_halved(frame)) return halved(frame, samples);
  const Stored stored(frame);
  const std::size_t pixels = pixels_of(frame);
  const bool planes = frame.planar_configuration == 1;
  const bool ybr = frame.photometric_interpretation == "YBR_FULL";
  Samples16 out;
  out.bits = frame.bits_stored > 8 ? 16 : 8;
  // Of 32 bits the upper half is kept; fewer than the container's stay as they are.
  const unsigned dropped = frame.bits_stored > 16 ? static_cast<unsigned>(frame.bits_stored - 16) : 0;
  out.values.reserve(pixels * 3);
  for (std::size_t i = 0; i < pixels; ++i) {
    std::array<std::uint16_t, 3> sample{};
    for (std::size_t c = 0; c < 3; ++c) {
      const std::size_t at = planes ? c * pixels + i : i * 3 + c;
      sample[c] =
          static_cast<std::uint16_t>(stored.bits(container(samples, at, frame.bits_allocated)) >> dropped);
    }
    if (ybr) sample = rgb(sample[0], sample[1], sample[2]);
    out.values.insert(out.values.end(), sample.begin(), sample.end());
  }
  return out;
}

}  // namespace unseen::codec
