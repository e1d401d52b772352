#pragma once
// Hands the pointer, the wheel and the keys of one slot to its view, event by event; nothing is drawn. It
// needs no Dear ImGui, and an event's commands are there when it has been taken.

#include <string>
#include <vector>

#include "ui/layout.h"
#include "ui/ui.h"

namespace unseen::ui {

enum class Touch { move, down, up, leave, cancel, double_click, wheel, pinch, key };

/// One event. (x, y) in CSS pixels of the canvas.
struct Event {
  Touch type = Touch::move;
  double x = 0, y = 0;
  int button = 0;     ///< down, up: 0 is the main one
  double pixels = 0;  ///< wheel: how far the page would have scrolled down
  double factor = 1;  ///< pinch: ratio of finger distances, above 1 for apart
  std::string key;    ///< as KeyboardEvent.key
  bool shift = false, ctrl = false;
};

enum class Cursor { normal, grab, grabbing, pointer, resize, crosshair };

/// What outlasts an event: the widget held down and where it was taken. Belongs to the instrument.
struct Grip {
  std::string held;  ///< id, or empty
  double x = 0, y = 0;
  double now_x = 0, now_y = 0;  ///< where the pointer is
  double from = 0;              ///< slider, levels: pointer to thumb
  int part = 0;                 ///< levels: which handle
  lab::View view;               ///< picture: its view when it was taken
  std::string hovered;          ///< id under the pointer, or empty
  Cursor cursor = Cursor::normal;
  std::uint64_t gesture = 1;
};

class Toucher final : public Ui {
 public:
  /// `slot` is where the view stands. The grip's gesture goes with every command.
  Toucher(const Rect& slot, const Event& event, Grip& grip);

  bool button(const Button& button) override;
  std::optional<double> slider(const Slider& slider) override;
  std::optional<lab::View> picture(const Picture& picture) override;
  std::optional<Dab> brush(const Brush& brush, const Picture& picture) override;
  std::optional<std::string> choice(const Choice& choice) override;
  std::optional<std::string> line(const Line& line) override;
  std::optional<Move> order(const Order& order) override;
  std::optional<std::pair<double, double>> levels(const Levels& levels) override;
  void spark(const Spark& spark) override;
  void bars(const Bars& bars) override;
  void table(const Table& table) override;

  /// Whether a widget took the event, so that the page should not.
  bool consumed() const { return consumed_; }
  /// The film's pixel under the pointer.
  const std::optional<std::pair<int, int>>& point() const { return point_; }

 private:
  bool over(const Rect& rect) const;
  bool grabbed(const std::string& id, const Rect& rect);
  bool holds(const Widget& widget) const { return grip_.held == widget.id; }
  void hover(const Widget& widget, Cursor cursor);
  std::optional<lab::View> key(const Picture& picture);
  /// Down, held and let go over the same box.
  bool pressed(const std::string& id, const Rect& box);

  const Event& event_;
  Grip& grip_;
  Column column_;
  bool consumed_ = false;
  std::optional<std::pair<int, int>> point_;
  std::vector<std::pair<std::string, Rect>> movable_;  // lines that were met, in order
};

}  // namespace unseen::ui
