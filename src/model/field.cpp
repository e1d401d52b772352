#include "model/field.h"

#include <algorithm>
#include <cmath>

namespace unseen {
namespace {

const nlohmann::json nothing;

bool letter_or_digit(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

std::string plain(double value) {
  auto text = nlohmann::json(value).dump();
  if (text.ends_with(".0")) text.resize(text.size() - 2);
  return text;
}

std::string interval(double least, double most) {
  const bool below = least > std::numeric_limits<double>::lowest();
  const bool above = most < std::numeric_limits<double>::max();
  if (below && above) return " from " + plain(least) + " to " + plain(most);
  if (below) return " of at least " + plain(least);
  if (above) return " of at most " + plain(most);
  return "";
}

}  // namespace

Field Field::operator[](std::string_view key) const {
  const auto path = path_.empty() ? std::string(key) : path_ + "." + std::string(key);
  must_be_object();
  if (value_->is_object()) {
    if (const auto member = value_->find(key); member != value_->end()) return {*member, path, *problem_};
  }
  Field missing{nothing, path, *problem_};
  missing.fail("a value; it is missing and has no default");
  return missing;
}

void Field::only(std::initializer_list<std::string_view> keys) const {
  if (!value_->is_object()) return;
  for (const auto& [key, value] : value_->items()) {
    if (std::find(keys.begin(), keys.end(), key) != keys.end()) continue;
    Field{value, path_.empty() ? key : path_ + "." + key, *problem_}.fail("no field of this name");
  }
}

void Field::must_be_object() const {
  if (!value_->is_object()) fail("an object");
}

std::string Field::text(std::size_t longest) const {
  if (value_->is_string()) {
    const auto& text = value_->get_ref<const std::string&>();
    if (!text.empty() && text.size() <= longest) return text;
  }
  fail("a text of 1 to " + std::to_string(longest) + " characters");
  return {};
}

std::string Field::id() const {
  if (value_->is_string()) {
    const auto& text = value_->get_ref<const std::string&>();
    const bool fits = !text.empty() && text.size() <= 64 && letter_or_digit(text.front()) &&
                      std::all_of(text.begin(), text.end(), [](char c) {
                        return letter_or_digit(c) || c == '.' || c == '-' || c == '_';
                      });
    if (fits) return text;
  }
  fail("a name of letters, digits, dots and hyphens, at most 64");
  return {};
}

std::string Field::slug() const {
  if (value_->is_string()) {
    const auto& text = value_->get_ref<const std::string&>();
    const bool fits = !text.empty() && text.size() <= 64 && text.front() != '-' && text.back() != '-' &&
                      text.find("--") == std::string::npos &&
                      text.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789-") == std::string::npos;
    if (fits) return text;
  }
  fail("lower-case words and digits joined by hyphens, at most 64 characters");
  return {};
}

std::string Field::hexadecimal(std::size_t least, std::size_t most) const {
  if (value_->is_string()) {
    const auto& text = value_->get_ref<const std::string&>();
    const bool fits = text.size() >= least && text.size() <= most &&
                      text.find_first_not_of("0123456789abcdef") == std::string::npos;
    if (fits) return text;
  }
  fail((least == most ? "" : std::to_string(least) + " to ") + std::to_string(most) +
       " lower-case hexadecimal digits");
  return {};
}

double Field::number(double least, double most) const {
  if (value_->is_number()) {
    const auto value = value_->get<double>();
    if (std::isfinite(value) && value >= least && value <= most) return value;
  }
  fail("a number" + interval(least, most));
  return 0;
}

std::int64_t Field::integer(std::int64_t least, std::int64_t most) const {
  if (value_->is_number()) {
    const auto value = value_->get<double>();
    if (std::isfinite(value) && value == std::floor(value) && value >= static_cast<double>(least) &&
        value <= static_cast<double>(most))
      return static_cast<std::int64_t>(value);
  }
  fail("a whole number" + interval(static_cast<double>(least), static_cast<double>(most)));
  return 0;
}

bool Field::truth() const {
  if (!value_->is_boolean()) {
    fail("true or false");
    return false;
  }
  return value_->get<bool>();
}

std::vector<std::string> Field::texts(std::size_t least) const {
  return list(least, 1000, [](const Field& field) { return field.text(); });
}

void Field::fail(std::string expected) const {
  if (!problem_->found()) *problem_ = {path_.empty() ? "(the whole)" : path_, std::move(expected)};
}

std::size_t Field::items(std::size_t least, std::size_t most) const {
  if (value_->is_array() && value_->size() >= least && value_->size() <= most) return value_->size();
  fail(least == most ? "a list of " + std::to_string(least)
                     : "a list of " + std::to_string(least) + " to " + std::to_string(most));
  return 0;
}

Field Field::item(std::size_t index) const {
  return {(*value_)[index], path_ + "[" + std::to_string(index) + "]", *problem_};
}

Result<nlohmann::json> parse_json(std::string_view text) {
  if (text.size() > most_text) return refuse(Code::card_not_json, "it is longer than 1 MiB");
  auto document = nlohmann::json::parse(text, nullptr, /*allow_exceptions=*/false);
  if (document.is_discarded()) return refuse(Code::card_not_json, "it cannot be read as JSON");
  return document;
}

}  // namespace unseen
