#pragma once
// Inter at the sizes the instrument writes in, rasterised for one device pixel ratio.

#include <cstddef>
#include <span>
#include <vector>

#include <imgui.h>

#include "contract/refusal.h"

namespace unseen::ui {

/// note 13, body 15, strong 15 semibold, number 18 semibold; CSS pixels.
enum class Face { note, body, strong, number };

/// The two font files as handed in, checked as far as their tables of contents.
struct FontFiles {
  std::vector<std::byte> regular, semibold;
};

/// Splits [u32 length, bytes] × 2, little-endian: regular, semibold. Refused (`bad-request`) when it is no
/// pair of OpenType fonts.
Result<FontFiles> read_fonts(std::span<const std::byte> bytes);

class Fonts {
 public:
  /// Rasterises every face for `ratio` device pixels a CSS pixel into `atlas`. `files` must outlive it.
  void build(ImFontAtlas& atlas, const FontFiles& files, double ratio);
  ImFont* operator[](Face face) const { return faces_[static_cast<std::size_t>(face)]; }

 private:
  ImFont* faces_[4] = {};
};

}  // namespace unseen::ui
