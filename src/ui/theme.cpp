#include "ui/theme.h"

#include <algorithm>
#include <cmath>

#include "lab/reader.h"

namespace unseen::ui {
namespace {

Result<Colour> read_colour(const nlohmann::json& value, const std::string& path) {
  const auto bad = refuse(Code::wrong_type, path + " must be a colour like #15191d");
  if (!value.is_string()) return bad;
  const auto text = value.get<std::string>();
  if (text.size() != 7 || text[0] != '#') return bad;
  Colour rgb = 0;
  for (const char letter : text.substr(1)) {
    constexpr std::string_view digits = "0123456789abcdef";
    const auto digit = digits.find(static_cast<char>(letter >= 'A' && letter <= 'F' ? letter + 32 : letter));
    if (digit == std::string_view::npos) return bad;
    rgb = rgb << 4 | static_cast<Colour>(digit);
  }
  return 0xFF000000 | (rgb & 0xFF) << 16 | (rgb & 0xFF00) | rgb >> 16;
}

}  // namespace

Result<Theme> read_theme(const nlohmann::json& value, const std::string& path) {
  lab::Reader in(value, path);
  Theme theme;
  for (std::size_t i = 0; i < token_names.size(); ++i)
    theme.colours_[i] = in.value<Colour>(token_names[i].data(), read_colour);
  return in.strict(theme);
}

Colour faded(Colour colour, double share) {
  const double alpha = std::round((colour >> 24) * std::clamp(share, 0.0, 1.0));
  return (colour & 0x00FFFFFF) | static_cast<Colour>(alpha) << 24;
}

}  // namespace unseen::ui
