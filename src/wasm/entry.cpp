// The entry of both modules: the exported functions, and nothing else. What is said is each module's own.

#include "entry.h"

#include <array>
#include <cstdint>

#include <emscripten/emscripten.h>

#include "wire/desk.h"

namespace {

unseen::Desk desk;
std::array<std::uint32_t, 4> place;

std::uint32_t address(const void* pointer) {
  return static_cast<std::uint32_t>(reinterpret_cast<std::uintptr_t>(pointer));
}

}  // namespace

extern "C" {

/// Room for incoming bytes; 0 when there is no memory left.
EMSCRIPTEN_KEEPALIVE std::byte* unseen_reserve(std::size_t size) { return desk.reserve(size); }

/// Four u32: address and length of the answer's JSON, then of its payload; valid until the next request.
EMSCRIPTEN_KEEPALIVE const std::uint32_t* unseen_request(const char* json, std::size_t json_length,
                                                         const std::byte* payload,
                                                         std::size_t payload_length) {
  const auto answer = desk.request(unseen::answer, {json, json_length}, {payload, payload_length});
  place = {address(answer.json.data()), static_cast<std::uint32_t>(answer.json.size()),
           address(answer.payload.data()), static_cast<std::uint32_t>(answer.payload.size())};
  return place.data();
}
}
