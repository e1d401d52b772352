#include "image/medical.h"

#include <algorithm>
#include <cmath>

#include <fmt/core.h>

#include "image/codec/colour.h"
#include "image/codec/luma.h"
#include "image/codec/samples.h"
#include "image/format/format.h"

namespace unseen {
namespace {

using codec::Samples16;
using format::Picture;

Result<void> check_attributes(const MedicalFrame& frame) {
  const auto bad = [](std::string what) { return refuse(Code::dicom_attribute, std::move(what)); };
  if (frame.rows < 1 || frame.columns < 1)
    return bad(fmt::format("{} × {} pixels", frame.columns, frame.rows));
  const int allocated = frame.bits_allocated;
  if (allocated != 1 && allocated != 8 && allocated != 16 && allocated != 32)
    return bad(fmt::format("{} bits allocated", allocated));
  if (frame.bits_stored < 1 || frame.high_bit >= allocated || frame.high_bit + 1 < frame.bits_stored)
    return bad(
        fmt::format("{} bits stored up to bit {} of {}", frame.bits_stored, frame.high_bit, allocated));
  if (frame.is_float && allocated != 32) return bad(fmt::format("floating numbers of {} bits", allocated));
  const bool coloured = frame.samples_per_pixel == 3;
  const auto& meaning = frame.photometric_interpretation;
  if (coloured != (meaning == "RGB" || meaning == "YBR_FULL" || meaning == "YBR_FULL_422"))
    return bad(
        fmt::format("{} sample{} a pixel of {}", frame.samples_per_pixel, coloured ? "s" : "", meaning));
  if (coloured && (allocated == 1 || frame.is_float))
    return bad(fmt::format("colours of {} bits", allocated));
  if (meaning.starts_with("YBR") && allocated != 8)
    return bad(fmt::format("{} of {} bits", meaning, allocated));
  if ((meaning == "PALETTE COLOR") != (frame.palette.size() == 3))
    return bad("a palette, or none where one is needed");
  const auto empty = [](const LookupTable& table) { return table.entries.empty(); };
  if (std::any_of(frame.palette.begin(), frame.palette.end(), empty) ||
      std::any_of(frame.voi_luts.begin(), frame.voi_luts.end(), empty) ||
      (frame.modality_lut && empty(*frame.modality_lut)))
    return bad("a lookup table without entries");
  if (!std::isfinite(frame.rescale_slope) || !std::isfinite(frame.rescale_intercept) ||
      frame.rescale_slope == 0)
    return bad(fmt::format("a rescale slope of {:g}", frame.rescale_slope));
  if (frame.frame < 0 || frame.frame >= frame.frames)
    return refuse(Code::dicom_frame, fmt::format("{}", frame.frame + 1));
  return {};
}

ValueRange stored_range(const MedicalFrame& frame) {
  const double span = std::ldexp(1.0, frame.bits_stored);
  return frame.is_signed ? ValueRange{-span / 2, span / 2 - 1} : ValueRange{0, span - 1};
}

Result<Picture> grey(const MedicalFrame& frame, codec::Bytes samples) {
  Picture picture;
  picture.bits = frame.bits_stored;
  picture.stored = codec::grey_samples(frame, samples);
  picture.range = stored_range(frame);
  picture.fitted = frame.bits_stored > 8 || frame.is_signed || frame.rescale_slope != 1 ||
                   frame.rescale_intercept != 0 || frame.modality_lut;
  if (frame.bits_stored > 24 && !frame.is_float)
    picture.notes.emplace_back("Its values have more than 24 bits; the last of them may be rounded.");
  if (!frame.is_float) return picture;
  const auto values = picture.stored.values();
  if (!std::all_of(values.begin(), values.end(), [](float v) { return std::isfinite(v); }))
    return refuse(Code::nifti_values);
  const auto [least, most] = std::minmax_element(values.begin(), values.end());
  picture.range = ValueRange{static_cast<double>(*least), static_cast<double>(*most)};
  return picture;
}

/// Three samples a pixel, or the colours that a palette has for them, as luma.
Picture coloured(const MedicalFrame& frame, codec::Bytes samples) {
  Picture picture;
  const Samples16 rgb = codec::colour_samples(frame, samples);
  picture.bits = rgb.bits;
  picture.stored = Image(frame.columns, frame.rows);
  codec::ColourShare share;
  const auto full = (1U << static_cast<unsigned>(rgb.bits)) - 1;
  auto out = picture.stored.values().begin();
  for (std::size_t at = 0; at < rgb.values.size(); at += 3) {
    const std::uint32_t red = rgb.values[at];
    const std::uint32_t green = rgb.values[at + 1];
    const std::uint32_t blue = rgb.values[at + 2];
    *out++ = static_cast<float>(codec::luma(red, green, blue));
    share.add(codec::is_coloured(red, green, blue, full));
  }
  picture.coloured = share.share();
  if (frame.bits_allocated == 32)
    picture.notes.emplace_back("Its colours have 32 bits each; the upper 16 are kept.");
  return picture;
}

/// Modality, VOI, padding and polarity of a grey frame.
Result<void> present_grey(const MedicalFrame& frame, Picture& picture) {
  auto& presentation = picture.presentation;
  presentation.modality = {frame.rescale_slope, frame.rescale_intercept, frame.modality_lut};
  if (!frame.voi_luts.empty()) presentation.voi = frame.voi_luts.front();
  const auto function = voi_function(frame.voi_function);
  if (!function) return refuse(Code::voi_function, frame.voi_function);
  presentation.function = *function;
  for (const auto& [window, title] : frame.windows) {
    if (!std::isfinite(window.center) || !std::isfinite(window.width) || window.width <= 0) {
      picture.notes.push_back(
          fmt::format("A window of width {:g} in the file makes no sense; it is left out.", window.width));
      continue;
    }
    const auto number = picture.windows.size() + 1;
    const std::string own = number == 1 ? "The file's window" : fmt::format("The file's window {}", number);
    picture.windows.push_back({window, title.empty() ? own : title});
  }
  const bool narrow = std::any_of(picture.windows.begin(), picture.windows.end(),
                                  [](const OfferedWindow& offered) { return offered.window.width < 1; });
  if (narrow && presentation.function == VoiFunction::linear) {
    presentation.function = VoiFunction::linear_exact;
    picture.notes.emplace_back(
        "A window of the file is narrower than 1, which its function LINEAR does not allow; it is applied as "
        "LINEAR_EXACT.");
  }
  if (frame.padding_value) {
    const double one = *frame.padding_value;
    const double other = frame.padding_range_limit.value_or(*frame.padding_value);
    presentation.padding = Padding{std::min(one, other), std::max(one, other)};
  }
  // A presentation LUT shape says how the output is shown, whatever the photometric interpretation; most
  // files state both alike.
  presentation.inverted = frame.photometric_interpretation == "MONOCHROME1" || frame.inverse;
  return {};
}

void tell_identity(const MedicalFrame& frame, Picture& picture) {
  if (frame.identifying.empty()) return;
  std::string names;
  for (const auto& name : frame.identifying) names += (names.empty() ? "" : ", ") + name;
  picture.notes.push_back(fmt::format(
      "The file holds entries that may identify the patient ({}). None of them is shown, kept or exported. "
      "Writing inside the picture itself is not removed.",
      names));
}

void tell_steps(const MedicalFrame& frame, Picture& picture) {
  const auto& presentation = picture.presentation;
  auto& notes = picture.notes;
  if (presentation.modality.table)
    notes.emplace_back("The file's modality table was applied to its values.");
  else if (frame.rescale_slope != 1 || frame.rescale_intercept != 0)
    notes.push_back(fmt::format("Values are the stored ones times {:g}{} {:g}, as the file asks{}.",
                                frame.rescale_slope, frame.rescale_intercept < 0 ? " minus" : " plus",
                                std::abs(frame.rescale_intercept),
                                frame.rescale_slope < 0 ? "; its slope is negative" : ""));
  if (presentation.voi)
    notes.emplace_back("The file's own curve (VOI LUT) is used instead of a window.");
  else if (!picture.windows.empty() && presentation.function != VoiFunction::linear)
    notes.push_back(fmt::format("Its windows are applied by the function {}.",
                                presentation.function == VoiFunction::sigmoid ? "SIGMOID" : "LINEAR_EXACT"));
  if (frame.voi_luts.size() > 1)
    notes.push_back(fmt::format("The file has {} curves; the first is used.", frame.voi_luts.size()));
  if (presentation.inverted)
    notes.emplace_back(
        frame.inverse && frame.photometric_interpretation != "MONOCHROME1"
            ? "Black and white were exchanged once, at the end, as the file asks (INVERSE)."
            : "Low values are white in this file (MONOCHROME1); they were exchanged once, at the end.");
}

}  // namespace

Result<Decoded> decode(const MedicalFrame& frame, std::span<const std::byte> samples, Limits limits) {
  if (const auto good = check_attributes(frame); !good) return tl::unexpected(good.error());
  const Header header{frame.columns, frame.rows, frame.samples_per_pixel, frame.bits_allocated, frame.frames};
  if (const auto within = format::check(header, limits); !within) return tl::unexpected(within.error());
  if (const auto needed = codec::bytes_of(frame); samples.size() < needed)
    return refuse(Code::dicom_truncated,
                  fmt::format("{} of {} bytes of pixels are there", samples.size(), needed));
  const bool plain = frame.samples_per_pixel == 1 && frame.palette.empty();
  auto picture = plain ? grey(frame, samples) : coloured(frame, samples);
  if (!picture) return tl::unexpected(picture.error());
  picture->photometric = frame.photometric_interpretation;
  picture->frame = frame.frame;
  picture->aspect = frame.aspect;
  picture->stated = frame.stated;
  picture->identifying = frame.identifying;
  picture->notes.insert(picture->notes.begin(), frame.notes.begin(), frame.notes.end());
  if (plain) {
    if (const auto good = present_grey(frame, *picture); !good) return tl::unexpected(good.error());
    tell_steps(frame, *picture);
  }
  tell_identity(frame, *picture);
  return format::finish(frame.format, header, std::move(*picture), limits);
}

}  // namespace unseen
