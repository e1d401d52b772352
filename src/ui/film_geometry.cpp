#include "ui/film_geometry.h"

#include <algorithm>
#include <cmath>

#include "lab/apply.h"

namespace unseen::ui {
namespace {

constexpr double zoom_step = 1.25;
constexpr double pan_step = 0.1;  // of the film as it is seen
constexpr double roomy = 600;     // from this width on, the film keeps clear of the corner tags
constexpr double margin = 40;

lab::View bounded(lab::View view) {
  view.zoom = std::clamp(view.zoom, lab::zoom_minimum, lab::zoom_maximum);
  view.x = std::clamp(view.x, 0.0, 1.0);
  view.y = std::clamp(view.y, 0.0, 1.0);
  return view;
}

double fit_scale(const Picture& picture, const Rect& slot) {
  const double air = slot.width >= roomy ? 2 * margin : 0;
  return std::max(1e-6, std::min((slot.width - air) / picture.width, (slot.height - air) / picture.height));
}

}  // namespace

double scale(const Picture& picture, const Rect& slot) {
  return fit_scale(picture, slot) * picture.view.zoom;
}

Rect film_rect(const Picture& picture, const Rect& slot) {
  const double s = scale(picture, slot);
  const double width = picture.width * s, height = picture.height * s;
  return {slot.x + slot.width / 2 - picture.view.x * width,
          slot.y + slot.height / 2 - picture.view.y * height, width, height};
}

std::optional<std::pair<int, int>> pixel_at(const Picture& picture, const Rect& slot, double x, double y) {
  const Rect film = film_rect(picture, slot);
  if (!film.contains(x, y) || !slot.contains(x, y)) return std::nullopt;
  const double s = scale(picture, slot);
  return std::pair{std::min(picture.width - 1, static_cast<int>((x - film.x) / s)),
                   std::min(picture.height - 1, static_cast<int>((y - film.y) / s))};
}

std::pair<double, double> share_at(const Picture& picture, const Rect& slot, double x, double y) {
  const Rect film = film_rect(picture, slot);
  return {(x - film.x) / film.width, (y - film.y) / film.height};
}

lab::View zoomed(const Picture& picture, const Rect& slot, double x, double y, double factor) {
  lab::View next = picture.view;
  next.zoom = std::clamp(next.zoom * factor, lab::zoom_minimum, lab::zoom_maximum);
  if (next.zoom == lab::zoom_minimum) return {};
  // The film's point under the pointer, seen from the slot's centre, moves by the change of scale.
  const Rect film = film_rect(picture, slot);
  const double keep = 1 - picture.view.zoom / next.zoom;
  next.x += (x - slot.x - slot.width / 2) / film.width * keep;
  next.y += (y - slot.y - slot.height / 2) / film.height * keep;
  return bounded(next);
}

lab::View panned(const Picture& picture, const Rect& slot, double dx, double dy) {
  const Rect film = film_rect(picture, slot);
  lab::View next = picture.view;
  next.x -= dx / film.width;
  next.y -= dy / film.height;
  return bounded(next);
}

std::optional<lab::View> acted(const lab::View& view, std::string_view action) {
  const double step = pan_step / view.zoom;
  if (action == "fit") return lab::View{};
  if (action == "zoom-in") return bounded({view.zoom * zoom_step, view.x, view.y});
  if (action == "zoom-out") {
    const lab::View out = bounded({view.zoom / zoom_step, view.x, view.y});
    return out.zoom == lab::zoom_minimum ? lab::View{} : out;
  }
  if (action == "left") return bounded({view.zoom, view.x - step, view.y});
  if (action == "right") return bounded({view.zoom, view.x + step, view.y});
  if (action == "up") return bounded({view.zoom, view.x, view.y - step});
  if (action == "down") return bounded({view.zoom, view.x, view.y + step});
  return std::nullopt;
}

}  // namespace unseen::ui
