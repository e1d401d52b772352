#include <algorithm>
#include <array>
#include <cmath>
#include <string_view>

#include "filter/operation.h"

namespace unseen::filter {
namespace {

constexpr int rows = 7;
constexpr int columns = 5;
using Letter = std::array<std::string_view, rows>;
constexpr std::array<Letter, 2> letters{
    Letter{"#....", "#....", "#....", "#....", "#....", "#....", "#####"},
    Letter{"####.", "#...#", "#...#", "####.", "#.#..", "#..#.", "#...#"}};

Image apply(const Image& image, const Settings& settings) {
  const Letter& letter = letters[static_cast<std::size_t>(settings[0])];
  const int corner = static_cast<int>(settings[1]);
  const int height =
      static_cast<int>(std::floor(settings[2] * std::min(image.width(), image.height()) + 0.5));
  const int width = static_cast<int>(std::floor(height * columns / static_cast<double>(rows) + 0.5));
  const int margin = height / 2;
  const int left = corner % 2 == 0 ? margin : image.width() - margin - width;
  const int top = corner / 2 == 0 ? margin : image.height() - margin - height;
  Image out = image.clone();
  for (int y = 0; y < height; ++y) {
    const std::string_view line = letter[static_cast<std::size_t>(y * rows / height)];
    for (int x = 0; x < width; ++x)
      if (line[static_cast<std::size_t>(x * columns / width)] == '#')
        out.at(left + x, top + y) = static_cast<float>(settings[3]);
  }
  return out;
}

}  // namespace

Operation corner_marker() {
  return {
      .id = "corner-marker",
      .group = "marks",
      .title = "Side marker",
      .help =
          "Puts a letter of lead in a corner, as radiographers mark the side: networks learn such "
          "shortcuts.",
      .parameters = {{.id = "letter",
                      .title = "Letter",
                      .help = "L or R.",
                      .unit = "",
                      .min = 0,
                      .max = 1,
                      .initial = 0,
                      .step = 1,
                      .choices = {"L", "R"}},
                     {.id = "corner",
                      .title = "Corner",
                      .help = "Where it stands, as one sees it.",
                      .unit = "",
                      .min = 0,
                      .max = 3,
                      .initial = 1,
                      .step = 1,
                      .choices = {"top left", "top right", "bottom left", "bottom right"}},
                     {.id = "size",
                      .title = "Size",
                      .help = "The letter's height as a share of the film's shorter side, in whole pixels.",
                      .unit = "",
                      .min = 0,
                      .max = 0.3,
                      .neutral = 0,
                      .initial = 0.08,
                      .step = 0.01},
                     {.id = "brightness",
                      .title = "Brightness",
                      .help = "The letter's grey value, 0 black and 1 white.",
                      .unit = "",
                      .min = 0,
                      .max = 1,
                      .initial = 1,
                      .step = 0.01}},
      .example = "L, top right, size 0.08: a white L 18 pixels high on a film of 224.",
      .idempotent = true,
      .apply = apply};
}

}  // namespace unseen::filter
