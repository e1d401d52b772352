#pragma once
// The engine module's side of the protocol (contract/protocol.schema.json): it keeps the opened image and the
// cards, and answers one request after another.

#include <cstddef>
#include <span>

#include <nlohmann/json.hpp>

#include "wire/reply.h"

namespace unseen {

class Session {
 public:
  /// Answers a request, an object with a `kind`. What it refuses leaves the session as it was.
  Reply answer(const nlohmann::json& request, std::span<const std::byte> payload);
};

}  // namespace unseen
