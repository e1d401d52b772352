#pragma once
// The one binary interface of both wasm modules: the caller reserves room, writes a JSON text and perhaps a
// payload there, and asks; the answer is four numbers saying where its JSON and its payload lie.

#include <cstddef>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "wire/reply.h"

namespace unseen {

/// Answers one request. `payload` is valid during the call only.
using Handler = std::function<Reply(const nlohmann::json& request, std::span<const std::byte> payload)>;

/// Where an answer lies; valid until the next request.
struct Answer {
  std::span<const char> json;
  std::span<const std::byte> payload;
};

class Desk {
 public:
  /// Room for incoming bytes, aligned for any type; null when there is no memory left. May be called more
  /// than once before a request; all of it is given back when the next request has been answered.
  std::byte* reserve(std::size_t size);
  /// Reads the request and lets `handler` answer it. A text that is no JSON object is refused
  /// (`bad-request`).
  Answer request(const Handler& handler, std::span<const char> json, std::span<const std::byte> payload);

 private:
  struct Freed {
    void operator()(std::byte* bytes) const;
  };
  std::vector<std::unique_ptr<std::byte, Freed>> reserved_;
  Reply reply_;
  std::string text_;
};

}  // namespace unseen
