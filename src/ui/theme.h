#pragma once
// The tokens of the page's theme, handed in, and the few colours of the film that are the same in both
// themes.

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

#include <nlohmann/json.hpp>

#include "contract/refusal.h"

namespace unseen::ui {

/// 0xAABBGGRR, not premultiplied.
using Colour = std::uint32_t;

enum class Token { ground, panel, raised, line, ink, dim, faint, action, data1, data2, calm };
inline constexpr std::array<std::string_view, 11> token_names{
    "ground", "panel", "raised", "line", "ink", "dim", "faint", "action", "data1", "data2", "calm"};

/// A film is read in the dark, whatever the page looks like.
namespace film {
inline constexpr Colour ground = 0xFF040302;
inline constexpr Colour ink = 0xFFD6CFC7;
inline constexpr Colour tag = 0xB8080604;
}  // namespace film

class Theme {
 public:
  Colour operator[](Token token) const { return colours_[static_cast<std::size_t>(token)]; }
  friend Result<Theme> read_theme(const nlohmann::json& value, const std::string& path);

 private:
  std::array<Colour, token_names.size()> colours_{};
};

/// {"ground": "#rrggbb", …}: every token and no other. Refusals name the token after `path`.
Result<Theme> read_theme(const nlohmann::json& value, const std::string& path);

/// The colour with its opacity multiplied by `share`.
Colour faded(Colour colour, double share);

}  // namespace unseen::ui
