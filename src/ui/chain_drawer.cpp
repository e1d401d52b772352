// The widgets of a chain, drawn.
#include <algorithm>
#include <cmath>

#include "ui/drawer.h"
#include "ui/film_geometry.h"

namespace unseen::ui {
namespace {

constexpr double aside = 0.55;  // opacity of what does nothing
constexpr double dot = 1.5, dots_apart = 5;

}  // namespace

std::optional<Dab> Drawer::brush(const Brush& brush, const Picture& picture) {
  brush_ = std::pair{brush.id, brush.radius * std::max(picture.width, picture.height)};
  return std::nullopt;
}

std::optional<std::string> Drawer::choice(const Choice& choice) {
  const Rect row = column_.next(choice);
  const Rect box = choice_box(row);
  const double middle = row.y + row.height / 2;
  pen_.text(Face::body, row.x, middle, token(Token::ink),
            pen_.fitted(Face::body, choice.label, row.width - box.width - size::item_pad));
  pen_.fill(box, token(Token::raised), size::corner);
  pen_.outline(box, lit(choice) ? token(Token::faint) : token(Token::line), size::corner, 1);
  pen_.text(Face::strong, box.x + size::item_pad, middle, token(Token::dim), "‹");
  pen_.text_right(Face::strong, box.right() - size::item_pad, middle, token(Token::dim), "›");
  for (const Option& option : choice.options) {
    if (option.id != choice.value) continue;
    const std::string title = pen_.fitted(Face::body, option.title, box.width - 2 * size::arrow);
    pen_.text(Face::body, box.x + (box.width - pen_.width(Face::body, title)) / 2, middle, token(Token::ink),
              title);
  }
  ring(choice, box);
  return std::nullopt;
}

std::optional<std::string> Drawer::line(const Line& line) {
  const Rect row = column_.next(line);
  const double middle = row.y + size::line / 2;
  const double left = row.x + (line.movable ? size::line_handle : 0);
  if (line.movable) {
    movable_.push_back(row.y + row.height / 2);
    const Colour colour = token(lit(line) ? Token::action : Token::faint);
    for (int i = -1; i <= 1; ++i)
      for (int side = 0; side < 2; ++side)
        pen_.disc(row.x + 4 + side * dots_apart, middle + i * dots_apart, dot, colour);
    if (around_.grip.held == line.id) dragged_ = true;
  }
  const Colour ink = token(focused(line) ? Token::action : Token::ink);
  pen_.text(Face::strong, left, middle, faded(ink, line.dim ? aside : 1),
            pen_.fitted(Face::strong, line.label, row.right() - left));
  const auto boxes = line_items(row, line);
  for (std::size_t i = 0; i < boxes.size(); ++i) {
    const Item& item = line.items[i];
    const Rect& box = boxes[i];
    const bool over = around_.grip.hovered == line.id + "/" + item.id;
    const bool on = item.on.value_or(false);
    pen_.fill(box, token(on ? Token::action : Token::raised), size::corner);
    pen_.outline(box, over ? token(Token::faint) : token(Token::line), size::corner, 1);
    pen_.text(Face::note, box.x + (box.width - pen_.width(Face::note, item.title)) / 2,
              box.y + box.height / 2, token(on ? Token::panel : Token::ink), item.title);
  }
  ring(line, row);
  return std::nullopt;
}

// Where the dragged line would go, as a stroke between the others.
std::optional<Move> Drawer::order(const Order&) {
  if (!dragged_ || movable_.empty()) return std::nullopt;
  const std::size_t place = drop_place(movable_, around_.grip.now_y);
  const double half = (size::line_head + size::gap) / 2;
  const double y =
      place < movable_.size() ? movable_[place] - half : column_.whole().y + column_.height() + size::gap / 2;
  pen_.fill({column_.whole().x, y - 1, column_.whole().width, 2}, token(Token::action));
  return std::nullopt;
}

std::optional<std::pair<double, double>> Drawer::levels(const Levels& levels) {
  const Rect row = column_.next(levels);
  pen_.fill(row, token(Token::raised), size::corner / 2);
  const double most =
      levels.counts.empty() ? 0 : *std::max_element(levels.counts.begin(), levels.counts.end());
  const double width = row.width / std::max<double>(1, static_cast<double>(levels.counts.size()));
  const double low = level_x(row, levels, levels.low), high = level_x(row, levels, levels.high);
  for (std::size_t i = 0; most > 0 && i < levels.counts.size(); ++i) {
    // The root keeps rare grey values in sight beside a background that fills half the film.
    const double height = (row.height - 6) * std::sqrt(levels.counts[i] / most);
    const double x = row.x + width * static_cast<double>(i);
    const bool within = x + width / 2 >= low && x + width / 2 <= high;
    pen_.fill({x, row.bottom() - height, width, height}, token(within ? Token::dim : Token::line));
  }
  for (const double x : {low, high}) {
    pen_.fill({x - 1, row.y, 2, row.height}, token(Token::action));
    pen_.disc(x, row.bottom() - size::thumb, lit(levels) ? size::thumb : size::thumb - 1,
              token(Token::action));
  }
  ring(levels, row);
  return std::nullopt;
}

void Drawer::spark(const Spark& spark) {
  const Rect row = column_.next(spark);
  const double note = spark.note.empty() ? 0 : row.width / 3;
  pen_.text(Face::note, row.x, row.y + row.height / 2, token(Token::dim),
            pen_.fitted(Face::note, spark.note, note - 8));
  const Rect at{row.x + note, row.y + 4, row.width - note - 4, row.height - 8};
  const auto y = [&](double value) { return at.bottom() - at.height * std::clamp(value, 0.0, 1.0); };
  pen_.hairline(at.x, at.bottom(), at.width, token(Token::line));
  if (spark.level) pen_.hairline(at.x, y(*spark.level), at.width, token(Token::faint));
  const std::size_t count = spark.values.size();
  const double step = count > 1 ? at.width / static_cast<double>(count - 1) : 0;
  for (std::size_t i = 0; i + 1 < count; ++i)
    pen_.stroke(at.x + step * static_cast<double>(i), y(spark.values[i]),
                at.x + step * static_cast<double>(i + 1), y(spark.values[i + 1]), 1.5, token(Token::data1));
  if (count > 0) pen_.disc(count > 1 ? at.right() : at.x, y(spark.values.back()), 3, token(Token::data1));
  ring(spark, row);
}

}  // namespace unseen::ui
