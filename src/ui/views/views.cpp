#include "ui/views/views.h"

#include <algorithm>
#include <iterator>

namespace unseen::ui {
namespace {

struct Entry {
  std::string_view slot, title;
  bool fills;
  void (*view)(Ui&, const lab::State&, const lab::Catalogue&);
};

template <void (*View)(Ui&, const lab::State&)>
void of_state(Ui& ui, const lab::State& state, const lab::Catalogue&) {
  View(ui, state);
}

// The one list; scores follow the model's heads.
constexpr Entry entries[] = {
    {"film", "Film", true, of_state<film_view>},
    {"chain", "How little is enough?", false, chain_view},
    {"window", "Window", false, of_state<window_view>},
    {"facts", "What was read from the file", false, of_state<facts_view>},
    {"timings", "How long it took", false, of_state<timings_view>},
};
constexpr std::string_view score = "score:";

}  // namespace

std::vector<Place> places(const lab::State& state) {
  std::vector<Place> all;
  for (const Entry& entry : entries) {
    all.push_back({std::string(entry.slot), std::string(entry.title), entry.fills});
    if (!entry.fills) continue;
    if (const lab::Card* card = lab::card(state))
      for (const lab::CardHead& head : card->heads)
        all.push_back({std::string(score) + head.id, head.title, false});
  }
  return all;
}

bool is_slot(std::string_view slot) {
  const bool scores = slot.substr(0, score.size()) == score && slot.size() > score.size();
  return scores || std::any_of(std::begin(entries), std::end(entries),
                               [&](const Entry& entry) { return entry.slot == slot; });
}

void show(Ui& ui, const lab::State& state, const lab::Catalogue& catalogue, std::string_view slot) {
  if (slot.substr(0, score.size()) == score)
    return score_view(ui, state, catalogue, slot.substr(score.size()));
  for (const Entry& entry : entries)
    if (entry.slot == slot) return entry.view(ui, state, catalogue);
}

}  // namespace unseen::ui
