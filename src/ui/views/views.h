#pragma once
// The views: functions of the state that name widgets and emit commands. A view never knows where it stands.

#include <string>
#include <string_view>
#include <vector>

#include "lab/catalogue.h"
#include "lab/state.h"
#include "ui/ui.h"

namespace unseen::ui {

void film_view(Ui& ui, const lab::State& state);
void window_view(Ui& ui, const lab::State& state);
void facts_view(Ui& ui, const lab::State& state);
/// The chain's steps, from the catalogue; how the film is looked at.
void chain_view(Ui& ui, const lab::State& state, const lab::Catalogue& catalogue);
void timings_view(Ui& ui, const lab::State& state);
/// The scores of one head of the model's card; nothing when the card has no such head.
void score_view(Ui& ui, const lab::State& state, const lab::Catalogue& catalogue, std::string_view id);

/// A view of the present state: the slot it is drawn in and its title.
struct Place {
  std::string slot, title;
  bool fills = false;  ///< takes whatever room it gets; others say how tall they are
};

/// All views the state has, in reading order: one `score:<head>` for each head of the model in use.
std::vector<Place> places(const lab::State& state);
/// Whether a slot of this name can exist at all.
bool is_slot(std::string_view slot);
/// Runs the view that belongs into a slot.
void show(Ui& ui, const lab::State& state, const lab::Catalogue& catalogue, std::string_view slot);

}  // namespace unseen::ui
