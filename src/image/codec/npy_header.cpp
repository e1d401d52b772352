#include "image/codec/npy_header.h"

#include <algorithm>
#include <cctype>
#include <charconv>
#include <optional>
#include <string_view>

#include <fmt/core.h>

namespace unseen::codec {
namespace {

// The part of Python's literals that a header is written in, read from its front.
class Literal {
 public:
  explicit Literal(std::string_view text) : text_(text) {}

  bool takes(std::string_view sign) {
    blank();
    if (!text_.starts_with(sign)) return false;
    text_.remove_prefix(sign.size());
    return true;
  }

  std::optional<std::string> quoted() {
    blank();
    if (text_.empty() || (text_[0] != '\'' && text_[0] != '"')) return std::nullopt;
    const auto end = text_.find(text_[0], 1);
    if (end == std::string_view::npos) return std::nullopt;
    std::string word(text_.substr(1, end - 1));
    text_.remove_prefix(end + 1);
    return word;
  }

  std::optional<bool> truth() {
    if (takes("True")) return true;
    if (takes("False")) return false;
    return std::nullopt;
  }

  /// `(512, 384)`, `(512,)`, `()`.
  std::optional<std::vector<std::size_t>> lengths() {
    if (!takes("(")) return std::nullopt;
    std::vector<std::size_t> found;
    while (!takes(")")) {
      blank();
      std::size_t length = 0;
      const auto [end, error] = std::from_chars(text_.data(), text_.data() + text_.size(), length);
      if (error != std::errc() || found.size() == 8) return std::nullopt;
      text_.remove_prefix(static_cast<std::size_t>(end - text_.data()));
      found.push_back(length);
      if (!takes(",") && !text_.starts_with(")")) return std::nullopt;
    }
    return found;
  }

  bool ended() {
    blank();
    return text_.empty();
  }

 private:
  void blank() {
    while (!text_.empty() && std::isspace(static_cast<unsigned char>(text_[0])) != 0) text_.remove_prefix(1);
  }
  std::string_view text_;
};

tl::unexpected<Refusal> broken(const std::string& why) { return refuse(Code::npy_header, why); }

Result<void> read_type(const std::string& type, NpyHeader& header) {
  const bool known = type.size() == 3 && std::string_view("<>|=").find(type[0]) != std::string_view::npos &&
                     std::string_view("uif").find(type[1]) != std::string_view::npos &&
                     std::string_view("1248").find(type[2]) != std::string_view::npos;
  header.bytes = known ? static_cast<std::size_t>(type[2] - '0') : 0;
  if (!known || (type[1] == 'f' && header.bytes < 4))
    return refuse(Code::npy_type, fmt::format("“{}”", type.substr(0, 32)));
  header.kind = type[1];
  header.big = type[0] == '>';
  return {};
}

}  // namespace

Result<NpyHeader> read_npy_header(Bytes file) {
  constexpr std::size_t most = 65'536;
  if (file.size() < 10) return broken("it ends within its first bytes");
  const auto version = u8(file, 6);
  if (version < 1 || version > 3) return broken(fmt::format("version {}", version));
  const std::size_t start = version == 1 ? 10 : 12;
  if (file.size() < start) return broken("it ends within its first bytes");
  const std::size_t length = version == 1 ? le16(file, 8) : le32(file, 8);
  if (length > most || length > file.size() - start) return broken("its header is longer than the file");

  std::string text(length, ' ');
  for (std::size_t i = 0; i < length; ++i) text[i] = static_cast<char>(u8(file, start + i));
  NpyHeader header;
  header.data = start + length;
  std::optional<std::string> type;
  std::optional<bool> columns;
  std::optional<std::vector<std::size_t>> shape;
  Literal in(text);
  if (!in.takes("{")) return broken("it does not begin with a brace");
  while (!in.takes("}")) {
    const auto key = in.quoted();
    if (!key || !in.takes(":")) return broken("a name was expected");
    if (*key == "descr") {
      type = in.quoted();
      // A list of fields instead of one type: a table, not a picture.
      if (!type) return refuse(Code::npy_type, "a table of several kinds");
    } else if (*key == "fortran_order") {
      columns = in.truth();
    } else if (*key == "shape") {
      shape = in.lengths();
    } else {
      return broken("an unknown name");
    }
    if (!in.takes(",") && !in.takes("}")) return broken("a comma was expected");
    if (in.ended()) break;
  }
  if (!type || !columns || !shape || !in.ended()) return broken("a part of it is missing");
  header.columns = *columns;
  header.shape = std::move(*shape);
  if (const auto read = read_type(*type, header); !read) return tl::unexpected(read.error());
  return header;
}

}  // namespace unseen::codec
