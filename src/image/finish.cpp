// What every reader's picture goes through in the end, so that facts and windows are made in one place.

#include <algorithm>
#include <cmath>
#include <limits>

#include <fmt/core.h>

#include "image/codec/orient.h"
#include "image/format/format.h"

namespace unseen::format {
namespace {

/// The values that occur after the modality transform, padding left out; `padded` counts it.
struct Found {
  double minimum = std::numeric_limits<double>::infinity();
  double maximum = -std::numeric_limits<double>::infinity();
  std::size_t padded = 0;
};

Found measure(const Image& stored, const Presentation& presentation) {
  Found found;
  double low = found.minimum;
  double high = found.maximum;
  for (const float value : stored.values()) {
    const auto v = static_cast<double>(value);
    if (presentation.padding && presentation.padding->holds(v)) {
      ++found.padded;
    } else {
      low = std::min(low, v);
      high = std::max(high, v);
    }
  }
  if (found.padded == stored.size()) low = high = 0;
  if (presentation.modality.table) {
    // A table need not rise: its values between both ends decide.
    const auto& table = *presentation.modality.table;
    const double last = table.first + static_cast<double>(table.entries.size()) - 1;
    const double end = std::clamp<double>(high, table.first, last);
    for (double v = std::clamp<double>(low, table.first, last); v <= end; ++v) {
      found.minimum = std::min(found.minimum, table(v));
      found.maximum = std::max(found.maximum, table(v));
    }
    return found;
  }
  const double one = presentation.modality(low);
  const double other = presentation.modality(high);
  found.minimum = std::min(one, other);
  found.maximum = std::max(one, other);
  return found;
}

ValueRange possible(const Picture& picture) {
  const auto range = picture.range.value_or(full_range(picture.bits));
  const auto& modality = picture.presentation.modality;
  if (modality.table) return full_range(modality.table->bits);
  return {std::min(modality(range.low), modality(range.high)),
          std::max(modality(range.low), modality(range.high))};
}

/// The window that shows all of a range, ends included.
Window over(double low, double high) {
  const double width = std::max(high - low, 0.0) + 1;
  return {low + width / 2, width};
}

/// A file's curve, its windows, what occurs or what can occur: the first that there is, with the others
/// beside it.
void choose_windows(Facts& facts, const Picture& picture) {
  auto& windows = facts.windows;
  if (const auto& table = picture.presentation.voi) {
    const double last = table->first + static_cast<double>(table->entries.size()) - 1;
    windows.push_back({over(table->first, last), "The file's own curve"});
  }
  windows.insert(windows.end(), picture.windows.begin(), picture.windows.end());
  const OfferedWindow whole{over(facts.range.low, facts.range.high), "All values there can be"};
  if (picture.fitted) {
    if (windows.empty())
      facts.notes.push_back(fmt::format(
          "The file states no window; it is shown from its least value, {:g}, to its largest, {:g}.",
          facts.minimum, facts.maximum));
    windows.push_back({over(facts.minimum, facts.maximum), "The values that occur"});
  } else if (windows.empty() && facts.bits == 16 && facts.maximum <= 4095) {
    windows.push_back({twelve_bit_window(), "12 bits"});
    facts.notes.emplace_back(
        "The file has 16 bits a value but uses only 12; it is shown with a window of 0 to 4095. The full "
        "window is offered "
        "too.");
  }
  windows.push_back(whole);
  // The same window twice is one choice.
  for (auto at = windows.begin(); at != windows.end(); ++at)
    windows.erase(std::remove_if(at + 1, windows.end(),
                                 [&](const OfferedWindow& other) { return other.window == at->window; }),
                  windows.end());
  facts.window = windows.front().window;
  for (const auto& [window, title] : windows) {
    facts.range.low = std::min(facts.range.low, window.center - window.width / 2);
    facts.range.high = std::max(facts.range.high, window.center + window.width / 2 - 1);
  }
}

/// Square pixels: the shorter side of a pixel is stretched, unless the picture would break the limits.
void square(Facts& facts, const std::array<double, 2>& aspect, const Limits& limits) {
  const double ratio = aspect[0] / aspect[1];
  if (!(ratio > 0) || std::abs(ratio - 1) < 1e-3) return;
  const double width = std::round(facts.width / std::min(ratio, 1.0));
  const double height = std::round(facts.height * std::max(ratio, 1.0));
  if (width > limits.side || height > limits.side || width * height > static_cast<double>(limits.pixels)) {
    facts.notes.push_back(
        fmt::format("Its pixels are not square (height to width {:g} : {:g}); it is shown as stored.",
                    aspect[0], aspect[1]));
    return;
  }
  facts.width = static_cast<int>(width);
  facts.height = static_cast<int>(height);
  facts.notes.push_back(fmt::format(
      "Its pixels are not square (height to width {:g} : {:g}); the picture is stretched so that shapes are "
      "right.",
      aspect[0], aspect[1]));
}

void add_notes(Facts& facts, const Picture& picture, std::size_t padded) {
  if (picture.orientation != 1)
    facts.notes.push_back(
        fmt::format("The picture is turned as its file asks (EXIF orientation {}).", picture.orientation));
  if (facts.channels >= 3 || picture.photometric == "PALETTE COLOR")
    facts.notes.emplace_back("Colour is shown as grey (BT.601 luma).");
  if (padded > 0)
    facts.notes.push_back(
        fmt::format("{:.3g} % of the pixels are padding and no part of the picture; they are shown black and "
                    "not counted.",
                    100 * static_cast<double>(padded) / static_cast<double>(picture.stored.size())));
  if (facts.minimum == facts.maximum) facts.notes.emplace_back("Every pixel has the same value.");
  if (std::min(facts.width, facts.height) < 32)
    facts.notes.emplace_back(
        "The picture is smaller than 32 pixels on a side; there is little in it to see.");
}

}  // namespace

Decoded finish(std::string_view name, const Header& header, Picture picture, const Limits& limits) {
  picture.stored = codec::turned(std::move(picture.stored), picture.orientation);
  Facts facts;
  facts.format = name;
  facts.width = picture.stored.width();
  facts.height = picture.stored.height();
  facts.stored_width = header.width;
  facts.stored_height = header.height;
  facts.bits = picture.bits;
  facts.photometric = picture.photometric;
  facts.channels = header.channels;
  facts.frames = header.frames;
  facts.frame = picture.frame;
  facts.orientation = picture.orientation;
  facts.coloured = picture.coloured;
  facts.range = possible(picture);
  facts.stated = std::move(picture.stated);
  facts.identifying = std::move(picture.identifying);
  facts.notes = std::move(picture.notes);
  const Found found = measure(picture.stored, picture.presentation);
  facts.minimum = found.minimum;
  facts.maximum = found.maximum;
  square(facts, picture.aspect, limits);
  add_notes(facts, picture, found.padded);
  choose_windows(facts, picture);
  return {std::move(picture.stored), std::move(facts), std::move(picture.presentation)};
}

}  // namespace unseen::format
