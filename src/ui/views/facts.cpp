#include <fmt/core.h>

#include "ui/views/views.h"

namespace unseen::ui {
namespace {

std::string photometric(const lab::Film& film) {
  if (film.photometric == "MONOCHROME1") return "grey, 0 is white";
  if (film.photometric == "MONOCHROME2") return "grey, 0 is black";
  if (film.photometric == "RGB") return "colour, shown as grey";
  if (film.photometric == "PALETTE COLOR") return "palette, shown as grey";
  if (film.photometric == "YBR_FULL") return "colour (YCbCr), shown as grey";
  return film.photometric;
}

}  // namespace

void facts_view(Ui& ui, const lab::State& state) {
  Table table;
  table.id = "facts/table";
  table.label = "What was read from the file";
  table.columns = {"Fact", "Value"};
  table.text = "No film is open.";
  if (const auto& film = state.image) {
    auto& rows = table.rows;
    rows.emplace_back("Size", fmt::format("{} × {} pixels", film->width, film->height));
    if (film->orientation != 1)
      rows.emplace_back("Stored as", fmt::format("{} × {}, orientation {}", film->stored_width,
                                                 film->stored_height, film->orientation));
    rows.emplace_back("Format", film->format);
    rows.emplace_back("Depth", fmt::format("{} bit", film->bits));
    rows.emplace_back("Values", photometric(*film));
    rows.emplace_back("Range used", fmt::format("{:.6g} to {:.6g}", film->minimum, film->maximum));
    rows.emplace_back("File's window",
                      fmt::format("centre {:.6g}, width {:.6g}", film->window.center, film->window.width));
    if (film->frames != 1) rows.emplace_back("Frames", fmt::format("{}, the first is shown", film->frames));
    table.text =
        fmt::format("{} × {} pixels, {} bit, {}", film->width, film->height, film->bits, film->format);
  }
  ui.table(table);
}

}  // namespace unseen::ui
