#include "ui/pen.h"

#include <algorithm>
#include <cmath>

namespace unseen::ui {

ImTextureID texture_id(bool film) {
  // Only told apart, never followed: two addresses of our own will do.
  static char glyphs_name = 0;
  static char film_name = 0;
  return film ? &film_name : &glyphs_name;
}

void Pen::fill(const Rect& rect, Colour colour, double corner) {
  const ImVec2 from = snapped(rect.x, rect.y), to = snapped(rect.right(), rect.bottom());
  const double most = std::min(rect.width, rect.height) / 2;
  list_.AddRectFilled(from, to, colour, px(std::min(corner, most)));
}

void Pen::outline(const Rect& rect, Colour colour, double corner, double thickness) {
  const double half = thickness / 2;
  const ImVec2 from = snapped(rect.x, rect.y), to = snapped(rect.right(), rect.bottom());
  list_.AddRect({from.x + px(half), from.y + px(half)}, {to.x - px(half), to.y - px(half)}, colour,
                px(corner), 0, px(thickness));
}

void Pen::disc(double x, double y, double radius, Colour colour) {
  list_.AddCircleFilled({px(x), px(y)}, px(radius), colour);
}

void Pen::circle(double x, double y, double radius, Colour colour) {
  list_.AddCircle({px(x), px(y)}, px(radius), colour, 0, px(1.5));
}

void Pen::stroke(double x0, double y0, double x1, double y1, double thickness, Colour colour) {
  list_.AddLine({px(x0), px(y0)}, {px(x1), px(y1)}, colour, px(thickness));
}

void Pen::hairline(double x, double y, double width, Colour colour) {
  const ImVec2 from = snapped(x, y), to = snapped(x + width, y);
  list_.AddRectFilled(from, {to.x, from.y + 1}, colour);
}

void Pen::film(const Rect& rect) {
  list_.AddImage(texture_id(true), {px(rect.x), px(rect.y)}, {px(rect.right()), px(rect.bottom())});
}

void Pen::text(Face face, double x, double y, Colour colour, std::string_view text) {
  const ImFont* font = fonts_[face];
  const float top = px(y) - font->FontSize / 2;
  list_.AddText(font, font->FontSize, {std::round(px(x)), std::round(top)}, colour, text.data(),
                text.data() + text.size());
}

void Pen::text_right(Face face, double x, double y, Colour colour, std::string_view words) {
  text(face, x - width(face, words), y, colour, words);
}

double Pen::width(Face face, std::string_view text) const {
  const ImFont* font = fonts_[face];
  const ImVec2 box = font->CalcTextSizeA(font->FontSize, 1e6F, 0, text.data(), text.data() + text.size());
  return static_cast<double>(box.x) / ratio_;
}

std::string Pen::fitted(Face face, std::string_view text, double most) const {
  if (text.empty() || width(face, text) <= most) return std::string(text);
  std::string cut(text);
  while (!cut.empty() && width(face, cut + "…") > most) {
    while (!cut.empty() && (static_cast<unsigned char>(cut.back()) & 0xC0) == 0x80) cut.pop_back();
    if (!cut.empty()) cut.pop_back();
  }
  return cut + "…";
}

void Pen::clip(const Rect& rect) {
  const ImVec2 from = snapped(rect.x, rect.y), to = snapped(rect.right(), rect.bottom());
  list_.PushClipRect(from, to, true);
}

void Pen::unclip() { list_.PopClipRect(); }

ImVec2 Pen::snapped(double x, double y) const { return {std::round(px(x)), std::round(px(y))}; }

}  // namespace unseen::ui
