#pragma once
// Film, slot and view: pure arithmetic. A view's (x, y) is the point of the film, as a share of its sides,
// at the slot's centre; zoom 1 shows the film whole.

#include <optional>
#include <string_view>
#include <utility>

#include "lab/state.h"
#include "ui/geometry.h"
#include "ui/ui.h"

namespace unseen::ui {

/// CSS pixels a film pixel takes.
double scale(const Picture& picture, const Rect& slot);
/// Where the whole film lies; mostly outside the slot when zoomed in.
Rect film_rect(const Picture& picture, const Rect& slot);
/// The film's pixel under a point of the slot, or nothing beside the film.
std::optional<std::pair<int, int>> pixel_at(const Picture& picture, const Rect& slot, double x, double y);

/// The same as a share of the film's width and height; also beyond its edges.
std::pair<double, double> share_at(const Picture& picture, const Rect& slot, double x, double y);

/// Zoomed by `factor`, so that the film's point under (x, y) stays there as far as the bounds allow.
lab::View zoomed(const Picture& picture, const Rect& slot, double x, double y, double factor);
/// Moved with the pointer by (dx, dy).
lab::View panned(const Picture& picture, const Rect& slot, double dx, double dy);

/// What can be done to a view without a pointer. `slot` is not needed: steps are shares of what is seen.
struct ViewAction {
  std::string_view id, title;
};
inline constexpr ViewAction view_actions[] = {
    {"zoom-in", "Zoom in"},  {"zoom-out", "Zoom out"}, {"fit", "Show the whole film"}, {"left", "Move left"},
    {"right", "Move right"}, {"up", "Move up"},        {"down", "Move down"},
};
/// The view after an action; nothing for a name that is none.
std::optional<lab::View> acted(const lab::View& view, std::string_view action);

}  // namespace unseen::ui
