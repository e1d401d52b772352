#include "image/presentation.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <cmath>
#include <string>
#include <string_view>

namespace unseen {
namespace {

// Everything between a stored value and its grey.
class Tone {
 public:
  Tone(const Presentation& presentation, Window own, std::optional<Window> window)
      : presentation_(presentation),
        window_(window.value_or(own)),
        table_(presentation.voi && !window ? &*presentation.voi : nullptr) {}

  float operator()(double stored) const {
    if (presentation_.padding && presentation_.padding->holds(stored)) return 0;
    const double value = presentation_.modality(stored);
    const double grey = table_ != nullptr ? (*table_)(value) / (std::ldexp(1.0, table_->bits) - 1)
                                          : apply(presentation_.function, window_, value);
    const double within = std::clamp(grey, 0.0, 1.0);
    return static_cast<float>(presentation_.inverted ? 1 - within : within);
  }

 private:
  const Presentation& presentation_;
  Window window_;
  const LookupTable* table_;
};

struct Range {
  double low, high;
};

Range range_of(std::span<const float> values) {
  const auto [least, most] = std::minmax_element(values.begin(), values.end());
  return {static_cast<double>(*least), static_cast<double>(*most)};
}

bool whole(std::span<const float> values) {
  return std::all_of(values.begin(), values.end(), [](float v) { return v == std::floor(v); });
}

}  // namespace

double LookupTable::operator()(double value) const {
  const double at = std::clamp(std::round(value) - first, 0.0, static_cast<double>(entries.size() - 1));
  return entries[static_cast<std::size_t>(at)];
}

double Modality::operator()(double stored) const {
  return table ? (*table)(stored) : stored * slope + intercept;
}

std::optional<VoiFunction> voi_function(std::string_view name) {
  std::string read;
  for (const char c : name.substr(0, name.find('\\')))
    if (c != ' ' && c != '\0') read += static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
  if (read.empty() || read == "LINEAR") return VoiFunction::linear;
  if (read == "LINEAR_EXACT") return VoiFunction::linear_exact;
  if (read == "SIGMOID") return VoiFunction::sigmoid;
  return std::nullopt;
}

double apply(VoiFunction function, Window window, double value) {
  switch (function) {
    case VoiFunction::linear:
      return apply_window(value, window);
    case VoiFunction::linear_exact:
      if (value <= window.center - window.width / 2) return 0;
      if (value > window.center + window.width / 2) return 1;
      return (value - window.center) / window.width + 0.5;
    case VoiFunction::sigmoid:
      return 1 / (1 + std::exp(-4 * (value - window.center) / window.width));
  }
  return 0;
}

Image present(const Image& stored, const Presentation& presentation, Window own,
              std::optional<Window> window) {
  if (stored.empty()) return {};
  const Tone tone(presentation, own, window);
  const auto from = stored.values();
  Image shown(stored.width(), stored.height());
  const auto [low, high] = range_of(from);
  // A table of the values that occur, where they are whole and fewer than the pixels.
  if (high - low < static_cast<double>(std::min<std::size_t>(from.size(), 1U << 17U)) && whole(from)) {
    std::vector<float> tones(static_cast<std::size_t>(high - low) + 1);
    for (std::size_t i = 0; i < tones.size(); ++i) tones[i] = tone(low + static_cast<double>(i));
    const auto least = static_cast<std::int64_t>(low);
    std::transform(from.begin(), from.end(), shown.values().begin(), [&](float v) {
      return tones[static_cast<std::size_t>(static_cast<std::int64_t>(v) - least)];
    });
  } else {
    std::transform(from.begin(), from.end(), shown.values().begin(),
                   [&](float v) { return tone(static_cast<double>(v)); });
  }
  return shown;
}

}  // namespace unseen
