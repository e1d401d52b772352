#pragma once
// Errors are values: a stable code, a cause, and a sentence a visitor understands. The list is
// contract/refusals.def.

#include <span>
#include <string>
#include <string_view>
#include <utility>

#include <tl/expected.hpp>

namespace unseen {

/// Whose turn it is: the file is broken, we do not read such a thing, it is too large, the caller asked for
/// something that does not exist, or something that cannot happen did (fuzzers stop on that one).
enum class Cause { bad_file, unsupported, over_limit, misuse, internal };

enum class Code {
#define X(name, code, cause, sentence) name,
#include "contract/refusals.def"
#undef X
};

/// A refusal. `detail` fills the `{}` of the code's sentence and never holds a file name.
struct Refusal {
  Code code;
  std::string detail{};
};

/// A value or the reason there is none.
template <class T>
using Result = tl::expected<T, Refusal>;

/// Shorthand for returning a refusal from a function that gives a Result.
inline tl::unexpected<Refusal> refuse(Code code, std::string detail = {}) {
  return tl::unexpected<Refusal>(Refusal{code, std::move(detail)});
}

/// Every code, in the list's order.
std::span<const Code> all_codes();
/// The stable, kebab-case code, e.g. "empty-file".
std::string_view id(Code code);
/// The cause's name, e.g. "bad-file".
std::string_view id(Cause cause);
Cause cause(Code code);
/// The sentence with `{}` still in it.
std::string_view sentence(Code code);
/// The sentence as it is shown, detail filled in.
std::string message(const Refusal& refusal);

}  // namespace unseen
