#include "contract/refusal.h"

#include <array>

namespace unseen {
namespace {

struct Entry {
  std::string_view code;
  Cause cause;
  std::string_view sentence;
};

constexpr std::array entries{
#define X(name, code, cause, sentence) Entry{code, Cause::cause, sentence},
#include "contract/refusals.def"
#undef X
};

constexpr std::array codes{
#define X(name, code, cause, sentence) Code::name,
#include "contract/refusals.def"
#undef X
};

const Entry& entry(Code code) { return entries[static_cast<std::size_t>(code)]; }

}  // namespace

std::span<const Code> all_codes() { return codes; }
std::string_view id(Code code) { return entry(code).code; }
Cause cause(Code code) { return entry(code).cause; }
std::string_view sentence(Code code) { return entry(code).sentence; }

std::string_view id(Cause cause) {
  switch (cause) {
    case Cause::bad_file:
      return "bad-file";
    case Cause::unsupported:
      return "unsupported";
    case Cause::over_limit:
      return "over-limit";
    case Cause::misuse:
      return "misuse";
    case Cause::internal:
      return "internal";
  }
  return "internal";
}

std::string message(const Refusal& refusal) {
  std::string text{sentence(refusal.code)};
  if (const auto at = text.find("{}"); at != std::string::npos) text.replace(at, 2, refusal.detail);
  return text;
}

}  // namespace unseen
