#pragma once
// Where widgets stand in a slot: one column, from the top. CSS pixels; the drawer, the toucher and the
// heights in the mirror all take them from here.

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
inline constexpr double corner = 8;
}  // namespace size

inline double height_of(const Button&) { return size::button; }
inline double height_of(const Slider&) { return size::slider; }
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

/// The middle line along which a slider's thumb goes; its ends are where the thumb's centre can be.
inline Rect slider_track(const Rect& row) {
  return {row.x + size::thumb, row.bottom() - size::thumb - 3 - size::track / 2,
          std::max(1.0, row.width - 2 * size::thumb), size::track};
}

}  // namespace unseen::ui
