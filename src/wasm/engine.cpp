// The engine module. What is said is in engine/session.h.

#include "engine/session.h"

#include "entry.h"

unseen::Reply unseen::answer(const nlohmann::json& request, std::span<const std::byte> payload) {
  static Session session;
  return session.answer(request, payload);
}
