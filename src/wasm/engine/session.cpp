#include "engine/session.h"

namespace unseen {

Reply Session::answer(const nlohmann::json& request, std::span<const std::byte>) {
  const auto kind = request.find("kind");
  if (kind == request.end() || !kind->is_string())
    return reply(Refusal{Code::bad_request, "kind is missing"});
  return reply(Refusal{Code::bad_request, "kind " + kind->get<std::string>()});
}

}  // namespace unseen
