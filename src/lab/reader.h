#pragma once
// Reads one JSON object field by field. The first thing wrong is remembered and refused at the end, named by
// its path ("chain[0].radius"); until then reading goes on with empty values, so that a reader is one
// expression.

#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include <nlohmann/json.hpp>

#include "contract/refusal.h"

namespace unseen::lab {

using nlohmann::json;

class Reader {
 public:
  /// Refuses (`wrong-type`) a value that is no object.
  Reader(const json& value, std::string path);

  double number(const char* key);
  /// A whole number, at most 2^53 away from zero, where JSON's numbers are exact.
  std::int64_t integer(const char* key);
  bool boolean(const char* key);
  std::string text(const char* key);
  std::vector<double> numbers(const char* key);
  std::vector<std::string> texts(const char* key);

  /// Absent and null both mean none.
  std::optional<double> maybe_number(const char* key);
  std::optional<std::int64_t> maybe_integer(const char* key);
  std::optional<std::string> maybe_text(const char* key);
  /// Absent means false.
  bool maybe_boolean(const char* key);

  /// A value read by `read(const json&, path) → Result<T>`.
  template <class T, class Read>
  T value(const char* key, Read read) {
    const json* found = need(key);
    if (!found) return T{};
    return keep<T>(read(*found, path(key)));
  }
  /// The same, where absent or null means none.
  template <class T, class Read>
  std::optional<T> maybe(const char* key, Read read) {
    const json* found = find(key);
    if (!found || found->is_null()) return std::nullopt;
    return keep<T>(read(*found, path(key)));
  }
  template <class T, class Read>
  std::vector<T> list(const char* key, Read read) {
    std::vector<T> items;
    const json* found = array(key);
    if (!found) return items;
    for (std::size_t i = 0; i < found->size(); ++i)
      items.push_back(keep<T>(read((*found)[i], path(key) + "[" + std::to_string(i) + "]")));
    return items;
  }

  /// The result, unless something was wrong or a field stood there that nobody read (`unknown-field`).
  template <class T>
  Result<T> strict(T result) {
    note_unread();
    return lenient(std::move(result));
  }
  /// The result, unless something was wrong.
  template <class T>
  Result<T> lenient(T result) {
    if (refusal_) return tl::unexpected<Refusal>(*refusal_);
    return result;
  }

 private:
  const json* find(const char* key);
  const json* need(const char* key);
  const json* array(const char* key);
  void note(Code code, std::string detail);
  void note_unread();
  std::string path(const std::string& key) const;

  template <class T>
  T keep(Result<T> result) {
    if (result) return std::move(*result);
    note(result.error().code, result.error().detail);
    return T{};
  }

  const json& value_;
  std::string path_;
  std::set<std::string> read_;
  std::optional<Refusal> refusal_;
};

/// Single values, for fields that are not objects. Refusals name `path`.
Result<double> read_number(const json& value, const std::string& path);
Result<std::int64_t> read_integer(const json& value, const std::string& path);
Result<std::string> read_text(const json& value, const std::string& path);

}  // namespace unseen::lab
