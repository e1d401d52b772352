#pragma once
// The mirror: what a view holds, written down. Native HTML is made of it, and tests read it. An act on a twin
// in the mirror reaches the same view code as the drawn widget would.

#include <nlohmann/json.hpp>

#include "contract/refusal.h"
#include "ui/layout.h"
#include "ui/ui.h"

namespace unseen::ui {

/// The twin of `widget` was used: a button pressed (null), a slider set (a number), a picture moved (the id
/// of a view action, or {zoom, x, y}).
struct Act {
  std::string widget;
  nlohmann::json value;
};

class Recorder final : public Ui {
 public:
  explicit Recorder(const Act* act = nullptr, std::uint64_t gesture = 0) : Ui(gesture), act_(act) {}

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

  /// [{id, role, label, text, …}], in the order of the view.
  nlohmann::json widgets() { return std::move(widgets_); }
  /// CSS pixels the view takes when drawn.
  double height() const { return column_.height(); }
  /// Whether the act's widget was met, and what was wrong with its value.
  bool met() const { return met_; }
  const std::optional<Refusal>& refusal() const { return refusal_; }

 private:
  nlohmann::json& record(const Widget& widget, const char* role, bool enabled);
  /// The act, when it is meant for this widget and the widget can be used.
  const nlohmann::json* meant_for(const Widget& widget, bool enabled);

  const Act* act_;
  nlohmann::json widgets_ = nlohmann::json::array();
  Column column_{Rect{}};
  nlohmann::json movable_ = nlohmann::json::array();  // labels of the lines that an Order orders
  bool met_ = false;
  std::optional<Refusal> refusal_;
};

}  // namespace unseen::ui
