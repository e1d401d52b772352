#pragma once
// The widget kit. A view is written once against Ui; the drawer paints it, the toucher hands it the pointer
// and the keys, the recorder writes it down as the mirror, in which native HTML is made of it. Views keep no
// state and do no arithmetic beyond layout.

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "lab/command.h"

namespace unseen::ui {

/// What every widget has. `id` is unique over all views and stable: "window/center". `text` says the value
/// with unit and noun, for someone who does not see it.
struct Widget {
  std::string id, label, text;
};

struct Button : Widget {
  bool enabled = true;
};

struct Slider : Widget {
  double value = 0, min = 0, max = 1, step = 1;
  std::string unit;
  bool enabled = true;
  bool logarithmic = false;  ///< spreads evenly in the logarithm
};

struct Option {
  std::string id, title;
};

/// One of a few: drawn with an arrow at each side, in the mirror a list.
struct Choice : Widget {
  std::vector<Option> options;
  std::string value;  ///< id of the one chosen
  bool enabled = true;
};

/// A small button within a line; `on` for one that stays pressed.
struct Item {
  std::string id, title;
  std::optional<bool> on{};
};

/// A title with small buttons: the head of a step. Where `movable` it has a handle, and belongs to the Order
/// that follows it.
struct Line : Widget {
  std::vector<Item> items;
  bool movable = false;
  bool dim = false;  ///< what it heads does nothing
};

/// The order of the `count` movable lines before it; takes no room. In it a line that is dragged by its
/// handle is dropped.
struct Order : Widget {
  std::size_t count = 0;
};
struct Move {
  std::size_t from = 0, to = 0;
};

/// A histogram with two handles: what lies below `low` is black, above `high` white.
struct Levels : Widget {
  std::vector<double> counts;  ///< equal bins from min to max
  double min = 0, max = 1, low = 0, high = 1;
};

/// A short line of values, the latest at its right end; a level to compare them with.
struct Spark : Widget {
  std::vector<double> values;  ///< 0 to 1, oldest first
  std::optional<double> level;
  std::string note;  ///< at its left, e.g. the setting in hand
};

/// A film, looked at through `view`. `facts` and `setting` are the two corner tags; `reading` the value under
/// the pointer, or empty.
struct Picture : Widget {
  std::int64_t image = 0;  ///< 0: none is open
  int width = 0, height = 0;
  lab::View view;
  std::string facts, setting, reading;
};

/// Lies over a picture and takes the main button's drags while there is a radius: they paint.
struct Brush : Widget {
  double radius = 0;  ///< a share of the film's longer side
};
/// A point painted, in shares of the film's width and height; `begins` a stroke.
struct Dab {
  double x = 0, y = 0;
  bool begins = false;
};

enum class Tone { data1, data2 };

/// One score between 0 and 1, or a number without a bar where `barred` is false.
struct Bar {
  std::string id, label, text;
  std::optional<double> value, chance;
  std::optional<double> before;  ///< what it is compared with, marked on the bar
  Tone tone = Tone::data1;
  bool barred = true;
};

struct Bars : Widget {
  std::vector<Bar> rows;
  bool stale = false;   ///< computed for an earlier state than the one on screen
  bool greyed = false;  ///< the gate refuses the film, and nobody asked to see the score all the same
  std::string note;     ///< a short line below the bars; none when empty
};

/// Two columns: what, and how much.
struct Table : Widget {
  std::pair<std::string, std::string> columns;
  std::vector<std::pair<std::string, std::string>> rows;
};

/// A command and the gesture it belongs to (see Lab::apply).
struct Emitted {
  lab::Command command;
  std::uint64_t gesture = 0;
};

class Ui {
 public:
  explicit Ui(std::uint64_t gesture = 0) : gesture_(gesture) {}
  Ui(const Ui&) = delete;
  Ui& operator=(const Ui&) = delete;
  virtual ~Ui() = default;

  /// True when it was pressed.
  virtual bool button(const Button& button) = 0;
  /// The new value, when it was changed.
  virtual std::optional<double> slider(const Slider& slider) = 0;
  /// The new view, when it was moved.
  virtual std::optional<lab::View> picture(const Picture& picture) = 0;
  /// The point painted on the picture that is drawn next.
  virtual std::optional<Dab> brush(const Brush& brush, const Picture& picture) = 0;
  /// The option, when another was chosen.
  virtual std::optional<std::string> choice(const Choice& choice) = 0;
  /// The item that was pressed.
  virtual std::optional<std::string> line(const Line& line) = 0;
  /// Where a line was taken, counted without the line itself.
  virtual std::optional<Move> order(const Order& order) = 0;
  /// The new low and high end, when one was moved.
  virtual std::optional<std::pair<double, double>> levels(const Levels& levels) = 0;
  virtual void spark(const Spark& spark) = 0;
  virtual void bars(const Bars& bars) = 0;
  virtual void table(const Table& table) = 0;

  void emit(lab::Command command) { emitted_.push_back({std::move(command), gesture_}); }
  std::vector<Emitted> take() { return std::exchange(emitted_, {}); }

 private:
  std::uint64_t gesture_;
  std::vector<Emitted> emitted_;
};

}  // namespace unseen::ui
