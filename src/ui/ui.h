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
};

/// A film, looked at through `view`. `facts` and `setting` are the two corner tags; `reading` the value under
/// the pointer, or empty.
struct Picture : Widget {
  std::int64_t image = 0;  ///< 0: none is open
  int width = 0, height = 0;
  lab::View view;
  std::string facts, setting, reading;
};

enum class Tone { data1, data2 };

/// One score between 0 and 1, or a number without a bar where `barred` is false.
struct Bar {
  std::string id, label, text;
  std::optional<double> value, chance;
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
  virtual void bars(const Bars& bars) = 0;
  virtual void table(const Table& table) = 0;

  void emit(lab::Command command) { emitted_.push_back({std::move(command), gesture_}); }
  std::vector<Emitted> take() { return std::exchange(emitted_, {}); }

 private:
  std::uint64_t gesture_;
  std::vector<Emitted> emitted_;
};

}  // namespace unseen::ui
