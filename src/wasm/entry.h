#pragma once
// What a module adds to the entry both share: its answer. The exported functions are in entry.cpp.

#include <cstddef>
#include <span>

#include <nlohmann/json.hpp>

#include "wire/reply.h"

namespace unseen {

/// Answers one request of the page; `payload` is valid during the call only. Defined once in each module.
Reply answer(const nlohmann::json& request, std::span<const std::byte> payload);

}  // namespace unseen
