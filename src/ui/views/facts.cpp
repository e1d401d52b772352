#include <fmt/core.h>

#include "ui/views/views.h"

namespace unseen::ui {
namespace {

using Rows = std::vector<std::pair<std::string, std::string>>;

std::string photometric(const lab::Film& film) {
  if (film.photometric == "MONOCHROME1") return "grey, 0 is white";
  if (film.photometric == "MONOCHROME2") return "grey, 0 is black";
  if (film.photometric == "RGB") return "colour, shown as grey";
  if (film.photometric == "PALETTE COLOR") return "palette, shown as grey";
  if (film.photometric == "YBR_FULL") return "colour (YCbCr), shown as grey";
  return film.photometric;
}

void add_recipe(const lab::Phantom& phantom, Rows& rows) {
  std::string mechanisms;
  for (const std::string& id : phantom.mechanisms)
    mechanisms += fmt::format("{}{}", mechanisms.empty() ? "" : ", ", id);
  rows.emplace_back("Simulated", fmt::format("{}, seed {}", phantom.body, phantom.seed));
  rows.emplace_back("Cohorts differ by", mechanisms.empty() ? "nothing" : mechanisms);
  if (!mechanisms.empty())
    rows.emplace_back("Strength", fmt::format("{:.3g} of the recipe's", phantom.strength));
  rows.emplace_back("Exposed with", fmt::format("{:.4g} kVp, {:.4g} mAs", phantom.kvp, phantom.mas));
}

}  // namespace

void facts_view(Ui& ui, const lab::State& state) {
  Table table;
  table.id = "facts/table";
  table.label =
      state.image && state.image->phantom ? "How this film was simulated" : "What was read from the file";
  table.columns = {"Fact", "Value"};
  table.text = "No film is open.";
  if (const auto& film = state.image) {
    auto& rows = table.rows;
    if (film->phantom) add_recipe(*film->phantom, rows);
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
    if (film->frames != 1) rows.emplace_back("Frame", fmt::format("{} of {}", film->frame + 1, film->frames));
    for (const auto& [title, value] : film->stated) rows.emplace_back(title, value);
    if (!film->identifying.empty())
      rows.emplace_back("May identify", fmt::format("{} entries, none is kept", film->identifying.size()));
    table.text =
        fmt::format("{} × {} pixels, {} bit, {}", film->width, film->height, film->bits, film->format);
  }
  ui.table(table);
}

}  // namespace unseen::ui
