#pragma once
// What the canvas needs of a graphics context. src/wasm/webgl.cpp is the one that ships.

#include "ui/drawing.h"

namespace unseen {

class Screen {
 public:
  virtual ~Screen() = default;
  /// Makes the context, or all that lives in it anew after it was lost. False where there is none.
  virtual bool open() = 0;
  /// The longest side a texture may have; 0 without a context.
  virtual int max_texture() const = 0;
  /// Device pixels.
  virtual void resize(int width, int height) = 0;
  virtual void glyphs(const ui::Glyphs& glyphs) = 0;
  /// The film as it is displayed, width × height, one byte a pixel.
  virtual void film(int width, int height, std::span<const std::byte> grey) = 0;
  virtual void draw(const ui::Drawing& drawing) = 0;
};

}  // namespace unseen
