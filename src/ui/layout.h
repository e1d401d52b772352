#pragma once
// Where widgets stand in a slot: one column, from the top. CSS pixels; the drawer, the toucher and the
// heights in the mirror all take them from here.

#include <cmath>
#include <vector>

#include "ui/geometry.h"
#include "ui/ui.h"

namespace unseen::ui {

namespace size {
inline constexpr double gap = 14;   // between widgets, and between bars
inline constexpr double line = 24;  // one line of text with its air
inline constexpr double bar = 8;    // thickness, and the radius of its round ends
inline constexpr double bar_gap = 5, bar_row = line + bar_gap + bar;
inline constexpr double note = 20;             // a short line below the bars
inline constexpr double tick = 4;              // how far the chance tick stands out
inline constexpr double track = 4, thumb = 9;  // thickness; radius
inline constexpr double slider = line + 2 * thumb + 6;
inline constexpr double button = 36, button_pad = 15, button_letter = 7.9;
inline constexpr double table_row = 27;
inline constexpr double item = 26, item_pad = 7, item_gap = 4, item_letter = 7.2;
inline constexpr double line_head = line + 4 + item, line_handle = 22;
inline constexpr double choice = 32, arrow = 30;
inline constexpr double levels = 84, levels_grip = 11;  // height; half the width in which a handle is taken
inline constexpr double spark = 40;
inline constexpr double corner = 8;
}  // namespace size

inline double height_of(const Button&) { return size::button; }
inline double height_of(const Slider&) { return size::slider; }
inline double height_of(const Choice&) { return size::choice; }
inline double height_of(const Line&) { return size::line_head; }
inline double height_of(const Levels&) { return size::levels; }
inline double height_of(const Spark&) { return size::spark; }
inline double height_of(const Table& table) {
  return size::table_row * static_cast<double>(table.rows.size());
}
inline double height_of(const Bars& bars) {
  const auto n = static_cast<double>(bars.rows.size());
  const double note = bars.note.empty() ? 0 : size::note;
  return n == 0 ? 0 : n * size::bar_row + (n - 1) * size::gap + size::tick + note;
}

/// Hands out rectangles from the top of a slot.
class Column {
 public:
  explicit Column(const Rect& slot) : slot_(slot) {}
  template <class W>
  Rect next(const W& widget) {
    const Rect at{slot_.x, slot_.y + used_, slot_.width, height_of(widget)};
    used_ += at.height + size::gap;
    return at;
  }
  /// The whole slot, for the widget that fills it.
  const Rect& whole() const { return slot_; }
  /// Height used so far, without the last gap.
  double height() const { return used_ > 0 ? used_ - size::gap : 0; }

 private:
  Rect slot_;
  double used_ = 0;
};

/// Where a button's box stands in its row.
inline Rect button_box(const Rect& row, const Button& button) {
  const double width = 2 * size::button_pad + size::button_letter * static_cast<double>(button.label.size());
  return {row.x, row.y, std::min(row.width, width), row.height};
}

/// Where a line's handle stands; without one, no room is kept for it.
inline Rect line_handle(const Rect& row) { return {row.x, row.y, size::line_handle, row.height}; }

/// Where a line's small buttons stand: below its title, in order.
inline std::vector<Rect> line_items(const Rect& row, const Line& line) {
  std::vector<Rect> boxes;
  double x = row.x + (line.movable ? size::line_handle : 0);
  for (const Item& item : line.items) {
    const double width = 2 * size::item_pad + size::item_letter * static_cast<double>(item.title.size());
    boxes.push_back({x, row.bottom() - size::item, width, size::item});
    x += width + size::item_gap;
  }
  return boxes;
}

/// The box of a choice, at the right of its title; its first and last `arrow` pixels step through it.
inline Rect choice_box(const Rect& row) {
  const double width = std::min(row.width, std::max(row.width / 2, 190.0));
  return {row.right() - width, row.y, width, row.height};
}

/// Where along a row a value of the histogram stands.
inline double level_x(const Rect& row, const Levels& levels, double value) {
  const double share = (value - levels.min) / std::max(1e-12, levels.max - levels.min);
  return row.x + row.width * std::clamp(share, 0.0, 1.0);
}

/// Before which of the lines, from their tops and the end of the last, a dragged one would be dropped.
inline std::size_t drop_place(const std::vector<double>& tops, double y) {
  std::size_t place = 0;
  while (place < tops.size() && y > tops[place]) ++place;
  return place;
}

/// How a slider spreads: 0 at its minimum, 1 at its maximum.
inline double slider_share(const Slider& slider, double value) {
  if (!(slider.max > slider.min)) return 0;
  if (slider.logarithmic) return std::log(value / slider.min) / std::log(slider.max / slider.min);
  return (value - slider.min) / (slider.max - slider.min);
}
inline double slider_value(const Slider& slider, double share) {
  if (slider.logarithmic) return slider.min * std::pow(slider.max / slider.min, share);
  return slider.min + share * (slider.max - slider.min);
}

/// The middle line along which a slider's thumb goes; its ends are where the thumb's centre can be.
inline Rect slider_track(const Rect& row) {
  return {row.x + size::thumb, row.bottom() - size::thumb - 3 - size::track / 2,
          std::max(1.0, row.width - 2 * size::thumb), size::track};
}

}  // namespace unseen::ui
