#pragma once
// Reads a JSON value from outside strictly, and remembers where: `heads[0].labels[1].id`. The first problem
// is kept; what is read after it is a harmless zero, so a reader stays a plain list of fields.

#include <cstdint>
#include <functional>
#include <limits>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <nlohmann/json.hpp>

#include "contract/refusal.h"

namespace unseen {

/// The first thing that was wrong; empty while all is well.
struct Problem {
  std::string path{};
  std::string expected{};
  bool found() const { return !expected.empty(); }
};

class Field {
 public:
  /// The whole document; its path is empty.
  Field(const nlohmann::json& value, Problem& problem) : Field(value, "", problem) {}

  /// A member that must be there; an object with other members than the listed ones is refused by only().
  Field operator[](std::string_view key) const;
  /// Refuses every member that is not listed.
  void only(std::initializer_list<std::string_view> keys) const;
  /// The value as it stands, for a reader of its own.
  const nlohmann::json& json() const { return *value_; }
  bool is_null() const { return value_->is_null(); }
  bool has(std::string_view key) const { return value_->is_object() && value_->contains(key); }
  void must_be_object() const;

  /// A text of 1 to `longest` bytes.
  std::string text(std::size_t longest = 4000) const;
  /// Letters, digits, dot, hyphen and underscore, beginning with a letter or digit; at most 64.
  std::string id() const;
  /// Words of lower-case letters and digits joined by hyphens, at most 64: a folder's name.
  std::string slug() const;
  /// `least` to `most` lower-case hexadecimal digits.
  std::string hexadecimal(std::size_t least, std::size_t most) const;
  /// A finite number from `least` to `most`.
  double number(double least = std::numeric_limits<double>::lowest(),
                double most = std::numeric_limits<double>::max()) const;
  /// A whole number from `least` to `most`; 3.0 is one.
  std::int64_t integer(std::int64_t least, std::int64_t most) const;
  bool truth() const;
  /// One of a closed list of words.
  template <class E>
  E choice(const std::vector<std::pair<std::string_view, E>>& words) const {
    std::string all;
    for (const auto& [word, meaning] : words) {
      if (value_->is_string() && value_->get_ref<const std::string&>() == word) return meaning;
      all += (all.empty() ? "" : ", ") + std::string(word);
    }
    fail("one of " + all);
    return words.front().second;
  }
  /// Every element of a list with `least` to `most` elements, read by `each`.
  template <class Each>
  auto list(std::size_t least, std::size_t most, Each each) const {
    std::vector<std::invoke_result_t<Each, Field>> read;
    const auto count = items(least, most);
    read.reserve(count);
    for (std::size_t i = 0; i < count && !problem_->found(); ++i) read.push_back(each(item(i)));
    return read;
  }
  /// A list of texts.
  std::vector<std::string> texts(std::size_t least) const;

  /// Says what was expected here, unless something was wrong before.
  void fail(std::string expected) const;
  bool failed() const { return problem_->found(); }

 private:
  Field(const nlohmann::json& value, std::string path, Problem& problem)
      : value_(&value), path_(std::move(path)), problem_(&problem) {}
  std::size_t items(std::size_t least, std::size_t most) const;
  Field item(std::size_t index) const;

  const nlohmann::json* value_;
  std::string path_;
  Problem* problem_;
};

/// The longest document that is read.
inline constexpr std::size_t most_text = std::size_t{1} << 20;

/// The text as JSON, or why not (`card-not-json`).
Result<nlohmann::json> parse_json(std::string_view text);

/// A whole document with its `schema`, read by `read` from its root. Refused: no JSON (`card-not-json`), a
/// schema above `newest` (`card-newer`), and the first thing wrong (`card-invalid`: `prefix`, its path, what
/// was expected).
template <class Read>
auto read_document(std::string_view text, std::int64_t newest, std::string_view prefix, Read read)
    -> Result<std::invoke_result_t<Read, Field>> {
  const auto document = parse_json(text);
  if (!document) return tl::unexpected(document.error());
  Problem problem;
  const Field whole{*document, problem};
  const auto schema = whole["schema"].integer(1, 1'000'000);
  if (!problem.found() && schema > newest) return refuse(Code::card_newer, std::to_string(schema));
  auto all = read(whole);
  if (!problem.found()) return all;
  return refuse(Code::card_invalid, std::string(prefix) + problem.path + ": expected " + problem.expected);
}

}  // namespace unseen
