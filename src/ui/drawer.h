#pragma once
// Draws a view into its slot. Never changes anything: what happens to widgets is the toucher's.

#include <map>
#include <string>
#include <vector>

#include "ui/layout.h"
#include "ui/pen.h"
#include "ui/toucher.h"
#include "ui/ui.h"

namespace unseen::ui {

/// Numbers that glide to their new value (ease-out, 160 ms; at once with reduced motion), by widget and part.
class Motion {
 public:
  void begin(double milliseconds, bool reduced);
  double glide(const std::string& id, double target);
  /// Whether something has not arrived yet.
  bool running() const { return running_; }

 private:
  struct Glide {
    double from, to, began;
  };
  double now_ = 0;
  bool reduced_ = false, running_ = false;
  std::map<std::string, Glide> glides_;
};

/// What the drawer has to know beside the view.
struct Surroundings {
  const Theme& theme;
  const Grip& grip;
  const std::string& focused;  ///< the widget whose twin in the mirror has the focus, or empty
  std::int64_t texture_image;  ///< which film the texture shows; 0 for none
  int texture_width;
};

class Drawer final : public Ui {
 public:
  Drawer(const Rect& slot, Pen& pen, Motion& motion, const Surroundings& around)
      : column_(slot), pen_(pen), motion_(motion), around_(around) {}

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

  /// CSS pixels one texel of the film takes; 0 where no film was drawn.
  double texel() const { return texel_; }

 private:
  Colour token(Token token) const { return around_.theme[token]; }
  bool focused(const Widget& widget) const;
  bool lit(const Widget& widget) const;
  void ring(const Widget& widget, const Rect& rect);
  void bar(const Bars& bars, const Bar& row, const Rect& at);
  void tag(const Rect& slot, bool right, bool bottom, const std::string& words);

  Column column_;
  Pen& pen_;
  Motion& motion_;
  const Surroundings& around_;
  double texel_ = 0;
  std::vector<double> movable_;  // middles of the lines that were drawn and can be moved
  bool dragged_ = false;         // one of them is in hand
  std::optional<std::pair<std::string, double>> brush_;  // id, and radius in the film's pixels
};

}  // namespace unseen::ui
