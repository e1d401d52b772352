#pragma once
// The drawn side of the canvas module: slots, theme, film and pointer. It keeps what a new graphics context
// needs, so that a lost one is rebuilt whole, also in the middle of a drag. Without a context it stays dark.

#include <memory>
#include <string>
#include <vector>

#include "canvas/screen.h"
#include "lab/catalogue.h"
#include "lab/reader.h"
#include "lab/state.h"
#include "ui/painter.h"

namespace unseen {

class Stage {
 public:
  explicit Stage(Screen& screen) : screen_(screen) {}

  /// Each reads its fields from the request and refuses what does not fit; nothing is changed then.
  Result<void> start(lab::Reader& in, std::span<const std::byte> fonts);
  Result<void> theme(lab::Reader& in);
  Result<void> motion(lab::Reader& in);
  Result<void> slots(lab::Reader& in);
  Result<void> texture(lab::Reader& in, std::span<const std::byte> grey);
  Result<void> context(lab::Reader& in);
  Result<void> focus(lab::Reader& in);

  /// What an event did.
  struct Touched {
    bool consumed = false;
    std::optional<std::pair<int, int>> point;
    std::vector<ui::Emitted> commands;
  };
  Result<Touched> input(lab::Reader& in, const lab::State& state, const lab::Catalogue& catalogue);

  /// Draws; false where there is no context.
  bool frame(double time, const lab::State& state, const lab::Catalogue& catalogue);
  /// Whether the last frame was not the last of a movement.
  bool moving() const { return drawable() && painter_->moving(); }
  /// Whether something beside the state has changed since the last frame.
  bool dirty() const { return drawable() && dirty_; }
  bool drawable() const { return painter_ && lit_; }
  int max_texture() const { return lit_ ? screen_.max_texture() : 0; }
  const ui::Grip& grip() const { return grip_; }

 private:
  void light();
  const ui::Slot* slot(const std::string& id) const;

  Screen& screen_;
  std::unique_ptr<ui::Painter> painter_;
  bool lit_ = false, dirty_ = false, glyphs_lost_ = true;
  ui::Theme theme_;
  bool reduced_motion_ = false;
  std::vector<ui::Slot> slots_;
  int width_ = 0, height_ = 0;  // device pixels
  double ratio_ = 1;
  ui::Grip grip_;
  std::string focused_;
  std::int64_t film_ = 0;
  int film_width_ = 0, film_height_ = 0;
  bool film_signed_ = false;
  std::vector<std::byte> grey_;
};

}  // namespace unseen
