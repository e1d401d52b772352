#pragma once
// Draws in CSS pixels into a Dear ImGui draw list that counts device pixels.

#include <string_view>

#include <imgui.h>

#include "ui/fonts.h"
#include "ui/geometry.h"
#include "ui/theme.h"

namespace unseen::ui {

class Pen {
 public:
  Pen(ImDrawList& list, const Fonts& fonts, double ratio) : list_(list), fonts_(fonts), ratio_(ratio) {}

  void fill(const Rect& rect, Colour colour, double corner = 0);
  void outline(const Rect& rect, Colour colour, double corner, double thickness);
  void disc(double x, double y, double radius, Colour colour);
  void circle(double x, double y, double radius, Colour colour);
  /// A straight stroke.
  void stroke(double x0, double y0, double x1, double y1, double thickness, Colour colour);
  /// A hairline of one device pixel.
  void hairline(double x, double y, double width, Colour colour);
  /// The film's texture, stretched over `rect`.
  void film(const Rect& rect);

  /// Text whose line is centred on `y`, from `x` on.
  void text(Face face, double x, double y, Colour colour, std::string_view text);
  /// The same, ending at `x`.
  void text_right(Face face, double x, double y, Colour colour, std::string_view words);
  /// Cut with an ellipsis where it is wider than `most`.
  std::string fitted(Face face, std::string_view text, double most) const;
  double width(Face face, std::string_view text) const;

  /// Everything until the matching unclip() stays inside `rect` and whatever was set before.
  void clip(const Rect& rect);
  void unclip();

 private:
  float px(double css) const { return static_cast<float>(css * ratio_); }
  ImVec2 snapped(double x, double y) const;

  ImDrawList& list_;
  const Fonts& fonts_;
  double ratio_;
};

/// Names of textures as draw commands carry them.
ImTextureID texture_id(bool film);

}  // namespace unseen::ui
