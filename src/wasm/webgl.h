#pragma once
// The canvas element's WebGL2 context.

#include <cstdint>

#include <emscripten/html5.h>

#include "canvas/screen.h"

namespace unseen {

/// Draws on the element `#canvas`: transparent, premultiplied, no depth. Premultiplication happens in the
/// shader, so that edges are right over any page.
class WebGl final : public Screen {
 public:
  bool open() override;
  int max_texture() const override { return max_texture_; }
  void resize(int width, int height) override;
  void glyphs(const ui::Glyphs& glyphs) override;
  void film(int width, int height, std::span<const std::byte> grey) override;
  void draw(const ui::Drawing& drawing) override;

 private:
  bool compile();

  EMSCRIPTEN_WEBGL_CONTEXT_HANDLE context_ = 0;
  int max_texture_ = 0;
  std::uint32_t program_ = 0, glyphs_ = 0, film_ = 0, vertices_ = 0, indices_ = 0, layout_ = 0;
  std::int32_t size_ = -1, grey_ = -1, signed_ = -1;
};

}  // namespace unseen
