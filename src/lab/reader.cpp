#include "lab/reader.h"

#include <cmath>

namespace unseen::lab {
namespace {

constexpr double exact = 9007199254740992.0;  // 2^53

}  // namespace

Result<double> read_number(const json& value, const std::string& path) {
  if (!value.is_number()) return refuse(Code::wrong_type, path + " must be a number");
  const double number = value.get<double>();
  if (!std::isfinite(number)) return refuse(Code::wrong_type, path + " must be a finite number");
  return number;
}

Result<std::int64_t> read_integer(const json& value, const std::string& path) {
  auto number = read_number(value, path);
  if (!number || *number != std::floor(*number) || std::abs(*number) > exact)
    return refuse(Code::wrong_type, path + " must be a whole number");
  return static_cast<std::int64_t>(*number);
}

Result<std::string> read_text(const json& value, const std::string& path) {
  if (!value.is_string()) return refuse(Code::wrong_type, path + " must be a text");
  return value.get<std::string>();
}

Reader::Reader(const json& value, std::string path) : value_(value), path_(std::move(path)) {
  if (!value.is_object())
    note(Code::wrong_type, (path_.empty() ? "the value" : path_) + std::string(" must be an object"));
}

double Reader::number(const char* key) { return value<double>(key, read_number); }

std::int64_t Reader::integer(const char* key) { return value<std::int64_t>(key, read_integer); }

std::string Reader::text(const char* key) { return value<std::string>(key, read_text); }

bool Reader::boolean(const char* key) {
  const json* found = need(key);
  if (!found) return false;
  if (!found->is_boolean()) note(Code::wrong_type, path(key) + " must be true or false");
  return found->is_boolean() && found->get<bool>();
}

std::vector<double> Reader::numbers(const char* key) { return list<double>(key, read_number); }

std::vector<std::string> Reader::texts(const char* key) { return list<std::string>(key, read_text); }

std::optional<double> Reader::maybe_number(const char* key) { return maybe<double>(key, read_number); }

std::optional<std::int64_t> Reader::maybe_integer(const char* key) {
  return maybe<std::int64_t>(key, read_integer);
}

std::optional<std::string> Reader::maybe_text(const char* key) { return maybe<std::string>(key, read_text); }

bool Reader::maybe_boolean(const char* key) { return find(key) && boolean(key); }

const json* Reader::find(const char* key) {
  read_.insert(key);
  if (!value_.is_object()) return nullptr;
  const auto at = value_.find(key);
  return at == value_.end() ? nullptr : &*at;
}

const json* Reader::need(const char* key) {
  const json* found = find(key);
  if (!found) note(Code::missing_field, path(key));
  return found;
}

const json* Reader::array(const char* key) {
  const json* found = need(key);
  if (!found || found->is_array()) return found;
  note(Code::wrong_type, path(key) + " must be a list");
  return nullptr;
}

void Reader::note(Code code, std::string detail) {
  if (!refusal_) refusal_ = Refusal{code, std::move(detail)};
}

void Reader::note_unread() {
  if (!value_.is_object()) return;
  for (const auto& item : value_.items())
    if (!read_.count(item.key())) return note(Code::unknown_field, path(item.key()));
}

std::string Reader::path(const std::string& key) const { return path_.empty() ? key : path_ + "." + key; }

}  // namespace unseen::lab
