#include "ui/toucher.h"

#include <cmath>

#include "ui/film_geometry.h"

namespace unseen::ui {
namespace {

constexpr double wheel_zoom = 0.0015;    // natural logarithm of zoom a pixel; a notch of 100 is 1.16
constexpr double trackpad_pinch = 0.01;  // a pinch on a trackpad comes as a wheel with ctrl, in small steps

bool ends(Touch type) { return type == Touch::up || type == Touch::cancel; }

std::optional<lab::View> if_moved(const Picture& picture, const std::optional<lab::View>& view) {
  return view == picture.view ? std::nullopt : view;
}

double stepped(const Slider& slider, double value) {
  if (!(slider.step > 0)) return std::clamp(value, slider.min, slider.max);
  const double steps = std::round((value - slider.min) / slider.step);
  return std::clamp(slider.min + steps * slider.step, slider.min, slider.max);
}

}  // namespace

Toucher::Toucher(const Rect& slot, const Event& event, Grip& grip)
    : Ui(grip.gesture), event_(event), grip_(grip), column_(slot) {
  grip_.hovered.clear();
  grip_.cursor = Cursor::normal;
  if (event.type == Touch::key) return;
  grip_.now_x = event.x;
  grip_.now_y = event.y;
}

bool Toucher::button(const Button& button) {
  const Rect box = button_box(column_.next(button), button);
  if (!button.enabled) return false;
  if (over(box) || holds(button)) hover(button, Cursor::pointer);
  return pressed(button.id, box);
}

std::optional<double> Toucher::slider(const Slider& slider) {
  const Rect row = column_.next(slider);
  if (!slider.enabled) return std::nullopt;
  const Rect track = slider_track(row);
  const Rect zone{row.x, track.y - size::thumb - 3, row.width, 2 * size::thumb + size::track + 6};
  const double thumb = track.x + track.width * slider_share(slider, slider.value);
  if (over(zone) || holds(slider)) hover(slider, Cursor::resize);
  if (grabbed(slider.id, zone)) grip_.from = std::abs(event_.x - thumb) <= size::thumb ? event_.x - thumb : 0;
  if (!holds(slider)) return std::nullopt;
  consumed_ = true;
  if (ends(event_.type)) return grip_.held.clear(), std::nullopt;
  const double value = stepped(
      slider, slider_value(slider, std::clamp((event_.x - grip_.from - track.x) / track.width, 0.0, 1.0)));
  if (value == slider.value) return std::nullopt;
  return value;
}

std::optional<lab::View> Toucher::picture(const Picture& picture) {
  const Rect& slot = column_.whole();
  if (picture.image == 0) return std::nullopt;
  if (event_.type == Touch::key) return key(picture);
  if (over(slot) || holds(picture)) {
    hover(picture, holds(picture) ? Cursor::grabbing : Cursor::grab);
    point_ = pixel_at(picture, slot, event_.x, event_.y);
  }
  if (grabbed(picture.id, slot)) {
    grip_.view = picture.view;
    grip_.cursor = Cursor::grabbing;
  }
  if (holds(picture)) {
    consumed_ = true;
    if (ends(event_.type)) return grip_.held.clear(), std::nullopt;
    if (event_.type != Touch::move) return std::nullopt;
    Picture taken = picture;
    taken.view.x = grip_.view.x;
    taken.view.y = grip_.view.y;
    return if_moved(picture, panned(taken, slot, event_.x - grip_.x, event_.y - grip_.y));
  }
  if (!over(slot)) return std::nullopt;
  double factor = 1;
  if (event_.type == Touch::wheel)
    factor = std::exp(-event_.pixels * (event_.ctrl ? trackpad_pinch : wheel_zoom));
  if (event_.type == Touch::pinch) factor = event_.factor;
  consumed_ = factor != 1 || event_.type == Touch::double_click;
  if (event_.type == Touch::double_click) return if_moved(picture, lab::View{});
  if (factor == 1) return std::nullopt;
  return if_moved(picture, zoomed(picture, slot, event_.x, event_.y, factor));
}

void Toucher::bars(const Bars& bars) {
  if (over(column_.next(bars))) hover(bars, Cursor::normal);
}

void Toucher::table(const Table& table) {
  if (over(column_.next(table))) hover(table, Cursor::normal);
}

bool Toucher::pressed(const std::string& id, const Rect& box) {
  if (grabbed(id, box) || grip_.held != id) return false;
  consumed_ = true;
  if (!ends(event_.type)) return false;
  grip_.held.clear();
  return event_.type == Touch::up && box.contains(event_.x, event_.y);
}

// Nothing but a held widget is under a pointer that was pressed elsewhere or has left.
bool Toucher::over(const Rect& rect) const {
  if (event_.type == Touch::leave || event_.type == Touch::cancel || event_.type == Touch::key) return false;
  return grip_.held.empty() && rect.contains(event_.x, event_.y);
}

bool Toucher::grabbed(const std::string& id, const Rect& rect) {
  if (event_.type != Touch::down || event_.button != 0 || !over(rect)) return false;
  grip_.held = id;
  grip_.x = event_.x;
  grip_.y = event_.y;
  consumed_ = true;
  return true;
}

void Toucher::hover(const Widget& widget, Cursor cursor) {
  grip_.hovered = widget.id;
  grip_.cursor = cursor;
}

std::optional<lab::View> Toucher::key(const Picture& picture) {
  if (event_.ctrl) return std::nullopt;
  struct Binding {
    std::string_view key, action;
  };
  static constexpr Binding bindings[] = {
      {"ArrowLeft", "left"}, {"ArrowRight", "right"}, {"ArrowUp", "up"}, {"ArrowDown", "down"},
      {"+", "zoom-in"},      {"=", "zoom-in"},        {"-", "zoom-out"}, {"0", "fit"},
  };
  for (const Binding& binding : bindings)
    if (binding.key == event_.key)
      return consumed_ = true, if_moved(picture, acted(picture.view, binding.action));
  return std::nullopt;
}

}  // namespace unseen::ui
