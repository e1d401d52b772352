// The canvas module. What is said is in canvas/session.h.

#include "canvas/session.h"

#include "entry.h"
#include "webgl.h"

unseen::Reply unseen::answer(const nlohmann::json& request, std::span<const std::byte> payload) {
  static WebGl screen;
  static CanvasSession session(screen);
  return session.answer(request, payload);
}
