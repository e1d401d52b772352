// The widgets of a chain under the pointer.
#include <cmath>

#include "ui/film_geometry.h"
#include "ui/toucher.h"

namespace unseen::ui {
namespace {

bool ends(Touch type) { return type == Touch::up || type == Touch::cancel; }

}  // namespace

std::optional<Dab> Toucher::brush(const Brush& brush, const Picture& picture) {
  const Rect& slot = column_.whole();
  if (picture.image == 0 || event_.type == Touch::key) return std::nullopt;
  if (over(slot) || holds(brush)) hover(brush, Cursor::crosshair);
  const bool begins = grabbed(brush.id, slot);
  if (!holds(brush)) return std::nullopt;
  consumed_ = true;
  point_ = pixel_at(picture, slot, event_.x, event_.y);
  if (ends(event_.type)) return grip_.held.clear(), std::nullopt;
  if (!begins && event_.type != Touch::move) return std::nullopt;
  const auto [x, y] = share_at(picture, slot, event_.x, event_.y);
  if (x < 0 || x > 1 || y < 0 || y > 1) return std::nullopt;
  return Dab{x, y, begins};
}

std::optional<std::string> Toucher::choice(const Choice& choice) {
  const Rect box = choice_box(column_.next(choice));
  if (!choice.enabled || choice.options.empty()) return std::nullopt;
  if (over(box) || holds(choice)) hover(choice, Cursor::pointer);
  if (!pressed(choice.id, box)) return std::nullopt;
  const std::size_t count = choice.options.size();
  std::size_t at = 0;
  while (at + 1 < count && choice.options[at].id != choice.value) ++at;
  const bool back = event_.x < box.x + size::arrow;
  return choice.options[(at + (back ? count - 1 : 1)) % count].id;
}

std::optional<std::string> Toucher::line(const Line& line) {
  const Rect row = column_.next(line);
  if (line.movable) {
    movable_.emplace_back(line.id, row);
    const Rect handle = line_handle(row);
    if (over(handle) || holds(line)) hover(line, holds(line) ? Cursor::grabbing : Cursor::grab);
    grabbed(line.id, handle);
    consumed_ = consumed_ || holds(line);
  }
  const auto boxes = line_items(row, line);
  for (std::size_t i = 0; i < boxes.size(); ++i) {
    const std::string id = line.id + "/" + line.items[i].id;
    if (over(boxes[i]) || grip_.held == id) hover({id, {}, {}}, Cursor::pointer);
    if (pressed(id, boxes[i])) return line.items[i].id;
  }
  return std::nullopt;
}

std::optional<Move> Toucher::order(const Order& order) {
  for (std::size_t i = 0; i < movable_.size() && i < order.count; ++i) {
    if (grip_.held != movable_[i].first || !ends(event_.type)) continue;
    grip_.held.clear();
    std::vector<double> middles;
    for (const auto& [id, row] : movable_) middles.push_back(row.y + row.height / 2);
    const std::size_t place = drop_place(middles, event_.y);
    const std::size_t to = place > i ? place - 1 : place;
    if (event_.type == Touch::cancel || to == i) return std::nullopt;
    return Move{i, to};
  }
  return std::nullopt;
}

std::optional<std::pair<double, double>> Toucher::levels(const Levels& levels) {
  const Rect row = column_.next(levels);
  const double low = level_x(row, levels, levels.low), high = level_x(row, levels, levels.high);
  const bool near = std::min(std::abs(event_.x - low), std::abs(event_.x - high)) <= size::levels_grip;
  const Rect wider{row.x - size::levels_grip, row.y, row.width + 2 * size::levels_grip, row.height};
  if ((over(wider) && near) || holds(levels)) hover(levels, Cursor::resize);
  if (near && grabbed(levels.id, wider)) {
    const double to_low = std::abs(event_.x - low), to_high = std::abs(event_.x - high);
    grip_.part = to_low < to_high || (to_low == to_high && event_.x < low) ? 0 : 1;
    grip_.from = event_.x - (grip_.part == 0 ? low : high);
  }
  if (!holds(levels)) return std::nullopt;
  consumed_ = true;
  if (ends(event_.type)) return grip_.held.clear(), std::nullopt;
  if (event_.type != Touch::move) return std::nullopt;
  const double share = std::clamp((event_.x - grip_.from - row.x) / row.width, 0.0, 1.0);
  const double value = std::round(levels.min + share * (levels.max - levels.min));
  const auto moved = grip_.part == 0 ? std::pair{std::min(value, levels.high - 1), levels.high}
                                     : std::pair{levels.low, std::max(value, levels.low + 1)};
  if (moved == std::pair{levels.low, levels.high}) return std::nullopt;
  return moved;
}

void Toucher::spark(const Spark& spark) {
  if (over(column_.next(spark))) hover(spark, Cursor::normal);
}

}  // namespace unseen::ui
