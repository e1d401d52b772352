#pragma once
// For tests only: a started session without a graphics context, and the questions tests ask of it.

#include "canvas/session.h"
#include "lab/testing.h"

namespace unseen::testing {

/// A machine without WebGL.
class DarkScreen final : public Screen {
 public:
  bool open() override { return false; }
  int max_texture() const override { return 0; }
  void resize(int, int) override {}
  void glyphs(const ui::Glyphs&) override {}
  void film(int, int, std::span<const std::byte>) override {}
  void draw(const ui::Drawing&) override {}
};

class Played {
 public:
  Played() : session_(screen_) { ask(read_json(fixtures("canvas/start.json"))); }

  json ask(const json& request, std::size_t bytes = 0) {
    const std::vector<std::byte> payload(bytes);
    return session_.answer(request, payload).json;
  }
  /// Every request of a fixture; `bytes` zeros go with the last.
  json all(const json& fixture) {
    json reply;
    for (std::size_t i = 0; i < fixture["requests"].size(); ++i)
      reply =
          ask(fixture["requests"][i], i + 1 == fixture["requests"].size() ? fixture.value("bytes", 0U) : 0U);
    return reply;
  }
  /// A square film of 500 pixels, and a model with one head.
  void open_film() {
    json opened = read_json(fixtures("canvas/valid/scored.json"))["requests"];
    opened[0]["command"]["image"]["width"] = 500;
    opened[0]["command"]["image"]["height"] = 500;
    for (std::size_t i = 0; i < 3; ++i) ask(opened[i]);
  }
  /// The film's slot from (0, 50) to (500, 550), among others.
  void show_slots() { ask(read_json(fixtures("canvas/valid/slots.json"))["requests"][0]); }
  json touch(const char* type, double x, double y, const json& more = json::object()) {
    json request{{"kind", "input"}, {"slot", "film"}, {"type", type}, {"x", x}, {"y", y}};
    request.update(more);
    return ask(request);
  }
  json view() { return ask({{"kind", "state"}})["state"]["view"]; }

 private:
  DarkScreen screen_;
  CanvasSession session_;
};

}  // namespace unseen::testing
