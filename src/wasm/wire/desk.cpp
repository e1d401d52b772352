#include "wire/desk.h"

#include <algorithm>
#include <cstdlib>

namespace unseen {

void Desk::Freed::operator()(std::byte* bytes) const { std::free(bytes); }

std::byte* Desk::reserve(std::size_t size) {
  auto* bytes = static_cast<std::byte*>(std::malloc(std::max<std::size_t>(size, 1)));
  if (bytes != nullptr) reserved_.emplace_back(bytes);
  return bytes;
}

Answer Desk::request(const Handler& handler, std::span<const char> json, std::span<const std::byte> payload) {
  reply_ = {};
  const auto request = nlohmann::json::parse(json.begin(), json.end(), nullptr, /*allow_exceptions=*/false);
  reply_ = request.is_object() ? handler(request, payload)
                               : reply(Refusal{Code::bad_request, "not a JSON object"});
  reserved_.clear();
  text_ = reply_.json.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
  return {text_, reply_.payload.bytes()};
}

}  // namespace unseen
