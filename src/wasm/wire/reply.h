#pragma once
// The answer to one request, as both wasm modules give it: a small JSON value and, at most, one block of
// bytes.

#include <cstddef>
#include <memory>
#include <span>
#include <utility>
#include <vector>

#include <nlohmann/json.hpp>

#include "contract/refusal.h"

namespace unseen {

/// Bytes that go with a reply. They belong to the payload, or to whoever answered and keeps them until the
/// next request.
class Payload {
 public:
  Payload() = default;
  /// Takes the values over without copying them. Little-endian, as WebAssembly is.
  template <class T>
  explicit Payload(std::vector<T>&& values) {
    auto kept = std::make_shared<std::vector<T>>(std::move(values));
    bytes_ = std::as_bytes(std::span<const T>(*kept));
    owner_ = std::move(kept);
  }
  /// Refers to values that stay where they are until the next request.
  template <class T>
  static Payload view(std::span<const T> values) {
    Payload payload;
    payload.bytes_ = std::as_bytes(values);
    return payload;
  }

  std::span<const std::byte> bytes() const { return bytes_; }

 private:
  std::shared_ptr<const void> owner_;
  std::span<const std::byte> bytes_;
};

/// `{"ok":true,…}` or `{"ok":false,"code","cause","message","detail"}`.
struct Reply {
  nlohmann::json json;
  Payload payload{};
};

/// A reply that succeeded; `fields` is an object.
Reply reply(nlohmann::json fields = nlohmann::json::object(), Payload payload = {});
/// A reply that says no, with the stable code, its cause and the sentence for the visitor.
Reply reply(const Refusal& refusal);

}  // namespace unseen
