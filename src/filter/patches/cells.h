#pragma once
// The study's nine cells: 3 × 3, each a third of a side rounded down (74 pixels of 224). What the division
// leaves over on the right and below belongs to none.

#include <algorithm>

#include "filter/operation.h"

namespace unseen::filter {

struct Cell {
  int left, top, width, height;
};

/// `number` from 0, row by row. Where a side has fewer than 3 pixels cells share them.
inline Cell cell_of(const Image& image, double number) {
  const int index = static_cast<int>(number);
  const int width = std::max(image.width() / 3, 1);
  const int height = std::max(image.height() / 3, 1);
  return {std::min(index % 3 * width, image.width() - 1), std::min(index / 3 * height, image.height() - 1),
          width, height};
}

/// The parameter that names one.
inline Parameter cell_parameter(std::string_view help) {
  return {.id = "cell",
          .title = "Cell",
          .help = help,
          .unit = "",
          .min = 0,
          .max = 8,
          .initial = 4,
          .step = 1,
          .choices = {"top left", "top", "top right", "left", "middle", "right", "bottom left", "bottom",
                      "bottom right"}};
}

/// The grey that covers something.
inline Parameter fill_parameter() {
  return {.id = "fill",
          .title = "Fill",
          .help = "The grey value it is covered with: 0 is black, as in the study, 1 white.",
          .unit = "",
          .min = 0,
          .max = 1,
          .initial = 0,
          .step = 0.01};
}

}  // namespace unseen::filter
