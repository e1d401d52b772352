#pragma once
// One frame: every view drawn into its slot by Dear ImGui.

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "lab/catalogue.h"
#include "lab/state.h"
#include "ui/drawing.h"
#include "ui/geometry.h"
#include "ui/theme.h"
#include "ui/toucher.h"

namespace unseen::ui {

/// Where a view stands; `visible` is the part of it that is not hidden by the page.
struct Slot {
  std::string id;
  Rect at, visible;
};

/// What a frame is made from.
struct Scene {
  const lab::State& state;
  const lab::Catalogue& catalogue;
  const std::vector<Slot>& slots;
  const Theme& theme;
  const Grip& grip;
  std::string focused;
  int width = 0, height = 0;  ///< device pixels
  double ratio = 1;           ///< device pixels a CSS pixel
  std::int64_t texture_image = 0;
  int texture_width = 0;
  bool texture_signed = false;  ///< it shows what changed, not grey
  double time = 0;              ///< milliseconds
  bool reduced_motion = false;
};

class Painter {
 public:
  /// From the container of both fonts (see fonts.h), or the refusal.
  static Result<std::unique_ptr<Painter>> make(std::span<const std::byte> fonts);
  ~Painter();

  /// The glyphs for a ratio, when they have to be handed to the graphics context: at first, and whenever the
  /// ratio is another. `again` asks for them once more, for a context that was lost.
  std::optional<Glyphs> glyphs(double ratio, bool again);
  /// Valid until the next call. Nothing is drawn outside the slots' visible parts. glyphs() comes first.
  const Drawing& draw(const Scene& scene);
  /// Whether something was still moving in the last drawing.
  bool moving() const;

 private:
  struct Inside;
  explicit Painter(std::unique_ptr<Inside> inside);
  std::unique_ptr<Inside> inside_;
};

}  // namespace unseen::ui
