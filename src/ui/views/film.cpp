#include <cmath>

#include <fmt/core.h>

#include "lab/apply.h"
#include "lab/chain.h"
#include "ui/views/views.h"

namespace unseen::ui {
namespace {

// A simulated film says so wherever it is shown.
std::string origin(const lab::Film& film) {
  return film.phantom ? fmt::format("Simulated · seed {}", film.phantom->seed) : film.format;
}

}  // namespace

void film_view(Ui& ui, const lab::State& state) {
  Picture picture;
  picture.id = "film";
  picture.label = "Film";
  picture.text = "No film is open.";
  picture.view = state.view;
  if (const auto& film = state.image) {
    picture.image = film->id;
    picture.width = film->width;
    picture.height = film->height;
    picture.facts =
        fmt::format("{} · {} × {} · {} bit", origin(*film), film->width, film->height, film->bits);
    picture.text = fmt::format("{}, {} × {} pixels, {} bit; shown at {:.3g} times its fitted size.",
                               origin(*film), film->width, film->height, film->bits, state.view.zoom);
    const auto window = lab::window_in_force(state);
    picture.setting = fmt::format("W {:.6g} · C {:.6g}", window->width, window->center);
    if (state.look == lab::Look::difference) picture.setting = "orange brighter, blue darker";
    if (state.look == lab::Look::spectrum) picture.setting = "spectrum, 0 in the middle";
    if (const auto& read = state.pointer) {
      picture.reading = fmt::format("x {}, y {}: ", read->x, read->y);
      picture.reading +=
          read->stored ? fmt::format("{:.6g}", *read->stored) : fmt::format("{:.3f} of 1", read->shown);
      // From 0 on the largest value tells a number's weight; others, such as Hounsfield units, speak for
      // themselves.
      if (read->stored && film->lowest == 0) picture.reading += fmt::format(" of {:.6g}", film->highest);
    }
  }
  if (state.brush) {
    Brush brush;
    brush.id = "film/brush";
    brush.label = "Brush";
    brush.text = fmt::format("Painting, radius {:.3g} of the film's longer side", state.brush->radius);
    brush.radius = state.brush->radius;
    if (const auto dab = ui.brush(brush, picture))
      ui.emit(lab::SetChain{{}, lab::painted(state.chain, *state.brush, dab->x, dab->y, dab->begins)});
  }
  if (const auto view = ui.picture(picture)) ui.emit(lab::SetView{{}, *view});
}

}  // namespace unseen::ui
