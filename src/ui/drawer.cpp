#include "ui/drawer.h"

#include <cmath>

#include <fmt/core.h>

#include "ui/film_geometry.h"

namespace unseen::ui {
namespace {

constexpr double duration = 160;  // ms
constexpr double stale = 0.45;    // opacity of a score that was computed for an earlier state
constexpr double ghost = 0.45;    // opacity of a bar that the gate refuses
constexpr double disabled = 0.5;
constexpr double halo = 4;  // around the thumb whose twin has the focus
constexpr double tag_height = 28, tag_pad = 10, tag_inset = 12, tag_corner = 6;

}  // namespace

void Motion::begin(double milliseconds, bool reduced) {
  now_ = milliseconds;
  reduced_ = reduced;
  running_ = false;
}

double Motion::glide(const std::string& id, double target) {
  auto [at, fresh] = glides_.try_emplace(id, Glide{0, target, now_});
  Glide& glide = at->second;
  const auto position = [&] {
    const double left = 1 - std::clamp((now_ - glide.began) / duration, 0.0, 1.0);
    return glide.to + (glide.from - glide.to) * left * left * left;
  };
  if (glide.to != target) glide = {position(), target, now_};
  if (reduced_) glide.began = now_ - duration;
  if (now_ - glide.began < duration && glide.from != glide.to) running_ = true;
  return position();
}

bool Drawer::button(const Button& button) {
  const Rect box = button_box(column_.next(button), button);
  const double share = button.enabled ? 1 : disabled;
  pen_.fill(box, token(Token::raised), size::corner);
  pen_.outline(box, lit(button) ? token(Token::faint) : token(Token::line), size::corner, 1);
  pen_.text(Face::strong, box.x + (box.width - pen_.width(Face::strong, button.label)) / 2,
            box.y + box.height / 2, faded(token(Token::ink), share), button.label);
  ring(button, box);
  return false;
}

std::optional<double> Drawer::slider(const Slider& slider) {
  const Rect row = column_.next(slider);
  const double share = slider.enabled ? 1 : disabled;
  const double middle = row.y + size::line / 2;
  pen_.text(Face::body, row.x, middle, faded(token(Token::ink), share), slider.label);
  pen_.text_right(Face::number, row.right(), middle, faded(token(Token::ink), share),
                  fmt::format("{:.6g}", slider.value));

  const Rect track = slider_track(row);
  const double x = track.x + track.width * slider_share(slider, slider.value);
  const double y = track.y + track.height / 2;
  pen_.fill({row.x, track.y, row.width, track.height}, token(Token::raised), size::track / 2);
  if (slider.enabled) {
    pen_.fill({row.x, track.y, x - row.x, track.height}, token(Token::action), size::track / 2);
    if (focused(slider)) pen_.disc(x, y, size::thumb + halo, faded(token(Token::action), 0.4));
    pen_.disc(x, y, size::thumb, token(Token::action));
    pen_.disc(x, y, size::thumb - (lit(slider) ? 4 : 3), token(Token::ink));
  } else {
    pen_.disc(x, y, size::thumb, token(Token::line));
  }
  return std::nullopt;
}

std::optional<lab::View> Drawer::picture(const Picture& picture) {
  const Rect& slot = column_.whole();
  pen_.fill(slot, film::ground);
  if (picture.image == 0) return ring(picture, slot), std::nullopt;
  const Rect at = film_rect(picture, slot);
  if (around_.texture_image == picture.image) {
    pen_.film(at);
    texel_ = at.width / around_.texture_width;
  }
  const std::string setting = fmt::format("{} · {:.0f}%", picture.setting, scale(picture, slot) * 100);
  const double both = pen_.width(Face::note, picture.facts) + pen_.width(Face::note, setting);
  tag(slot, false, false, picture.facts);
  // Where they would overlap, the second goes to the other corner.
  tag(slot, true, both + 4 * tag_pad + 3 * tag_inset > slot.width, setting);
  if (brush_ && (around_.grip.hovered == brush_->first || around_.grip.held == brush_->first))
    pen_.circle(around_.grip.now_x, around_.grip.now_y, brush_->second * scale(picture, slot), film::ink);
  if (!picture.reading.empty()) tag(slot, false, true, picture.reading);
  ring(picture, slot);
  return std::nullopt;
}

void Drawer::bars(const Bars& bars) {
  const Rect all = column_.next(bars);
  Rect at{all.x, all.y, all.width, size::bar_row};
  for (const Bar& row : bars.rows) {
    bar(bars, row, at);
    at.y += size::bar_row + size::gap;
  }
  if (!bars.note.empty())
    pen_.text(Face::note, all.x, all.bottom() - size::note / 2, token(Token::dim),
              pen_.fitted(Face::note, bars.note, all.width));
}

void Drawer::bar(const Bars& bars, const Bar& row, const Rect& at) {
  const std::string id = bars.id + "/" + row.id;
  const double share = motion_.glide(id + "/fresh", bars.stale ? stale : 1);
  const double middle = at.y + size::line / 2;
  const double number = pen_.width(Face::number, row.text);
  const std::string title = pen_.fitted(Face::body, row.label, at.width - number - 12);
  const Colour ink = token(focused(bars) ? Token::action : bars.greyed ? Token::faint : Token::ink);
  pen_.text(Face::body, at.x, middle, ink, title);
  pen_.text_right(Face::number, at.right(), middle, row.value ? faded(ink, share) : token(Token::faint),
                  row.text);
  if (!row.barred) return;

  const Rect track{at.x, at.y + size::line + size::bar_gap, at.width, size::bar};
  pen_.fill(track, token(Token::raised), size::bar / 2);
  if (row.value) {
    const double length = track.width * std::clamp(motion_.glide(id, *row.value), 0.0, 1.0);
    const Token tone = row.tone == Tone::data1 ? Token::data1 : Token::data2;
    const Colour colour = bars.greyed ? faded(token(Token::faint), ghost) : token(tone);
    // Round ends stay round where the bar is shorter than it is thick: the track's own shape cuts it.
    pen_.clip({track.x, track.y, length, track.height});
    pen_.fill({track.x, track.y, std::max(length, size::bar), track.height}, faded(colour, share),
              size::bar / 2);
    pen_.unclip();
  }
  if (row.before) {
    const double x = track.x + track.width * std::clamp(*row.before, 0.0, 1.0);
    pen_.fill({x - 1, track.y - 2, 2, track.height + 4}, token(Token::dim));
  }
  if (row.chance) {
    const double x = track.x + track.width * *row.chance;
    pen_.fill({x - 0.5, track.y - size::tick, 1, track.height + 2 * size::tick},
              faded(token(Token::ink), 0.8));
  }
}

void Drawer::table(const Table& table) {
  const Rect all = column_.next(table);
  const Colour ink = token(focused(table) ? Token::action : Token::ink);
  double y = all.y;
  for (const auto& [what, value] : table.rows) {
    if (y > all.y) pen_.hairline(all.x, y, all.width, token(Token::line));
    const double middle = y + size::table_row / 2;
    pen_.text(Face::note, all.x, middle, token(Token::dim), what);
    const double room = all.width - pen_.width(Face::note, what) - 12;
    pen_.text_right(Face::note, all.right(), middle, ink, pen_.fitted(Face::note, value, room));
    y += size::table_row;
  }
}

bool Drawer::focused(const Widget& widget) const { return around_.focused == widget.id; }

bool Drawer::lit(const Widget& widget) const {
  return around_.grip.hovered == widget.id || around_.grip.held == widget.id;
}

void Drawer::ring(const Widget& widget, const Rect& rect) {
  if (focused(widget)) pen_.outline(rect, token(Token::action), size::corner, 2);
}

void Drawer::tag(const Rect& slot, bool right, bool bottom, const std::string& words) {
  const std::string text = pen_.fitted(Face::note, words, slot.width - 2 * (tag_inset + tag_pad));
  const double width = pen_.width(Face::note, text) + 2 * tag_pad;
  const Rect box{right ? slot.right() - tag_inset - width : slot.x + tag_inset,
                 bottom ? slot.bottom() - tag_inset - tag_height : slot.y + tag_inset, width, tag_height};
  pen_.fill(box, film::tag, tag_corner);
  pen_.text(Face::note, box.x + tag_pad, box.y + tag_height / 2, film::ink, text);
}

}  // namespace unseen::ui
