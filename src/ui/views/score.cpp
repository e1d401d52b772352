#include <algorithm>

#include <fmt/core.h>

#include "ui/views/views.h"

namespace unseen::ui {
namespace {

// A score between 0 and 1 never reads as certainty.
std::string two_decimals(double score) {
  if (score > 0.995) return ">0.99";
  if (score < 0.005) return "<0.01";
  return fmt::format("{:.2f}", score);
}

std::optional<double> score_of(const lab::State& state, const std::string& head, const std::string& label) {
  if (!state.result || state.result->wanted.model != state.model) return std::nullopt;
  const auto& labels = state.result->labels;
  const auto at = std::find_if(labels.begin(), labels.end(), [&](const lab::Label& known) {
    return known.head == head && known.id == label;
  });
  const auto index = static_cast<std::size_t>(at - labels.begin());
  if (index >= std::min(labels.size(), state.result->scores.size())) return std::nullopt;
  return state.result->scores[index];
}

Bar bar(const lab::State& state, const lab::CardHead& head, std::size_t index) {
  const lab::CardLabel& label = head.labels[index];
  Bar bar;
  bar.id = label.id;
  bar.label = label.untrained ? label.title + " (untrained)" : label.title;
  bar.value = score_of(state, head.id, label.id);
  bar.chance = head.chance;
  bar.tone = index % 2 == 0 ? Tone::data1 : Tone::data2;
  bar.barred = head.activation != "value";
  if (!bar.value)
    bar.text = "–";
  else
    bar.text = bar.barred ? two_decimals(*bar.value) : fmt::format("{:.3g}", *bar.value);
  return bar;
}

// What the gate has against the film, in words for someone who does not see the grey.
std::string refused(const lab::Verdict& verdict, bool shown_anyway) {
  std::string words =
      shown_anyway ? "Refused by the gate, shown at your wish." : "Refused by the gate, greyed.";
  for (const std::string& reason : verdict.reasons) words += " " + reason;
  return words + " ";
}

}  // namespace

void score_view(Ui& ui, const lab::State& state, std::string_view id) {
  const lab::Card* card = lab::card(state);
  if (!card) return;
  const auto head = std::find_if(card->heads.begin(), card->heads.end(),
                                 [&](const lab::CardHead& candidate) { return candidate.id == id; });
  if (head == card->heads.end()) return;

  Bars bars;
  bars.id = "score/" + head->id;
  bars.label = head->title;
  bool scored = true;
  for (std::size_t i = 0; i < head->labels.size(); ++i) {
    bars.rows.push_back(bar(state, *head, i));
    const Bar& row = bars.rows.back();
    scored = scored && row.value.has_value();
    bars.text += fmt::format("{}{}: {}", i == 0 ? "" : "; ", row.label, row.text);
  }
  bars.stale = scored && !lab::fresh(state);
  if (!scored)
    bars.text = "Not scored yet.";
  else
    bars.text = fmt::format("Score for {}{}{}.", bars.text,
                            head->chance ? fmt::format("; chance {:.2f}", *head->chance) : "",
                            bars.stale ? "; computed before the last change" : "");
  if (const lab::Verdict* verdict = lab::refusal(state); verdict && scored) {
    bars.greyed = !state.show_anyway;
    bars.note =
        bars.greyed ? "Refused: not like the films it was trained on" : "Refused by the gate; shown anyway";
    bars.text = refused(*verdict, state.show_anyway) + bars.text;
  }
  ui.bars(bars);
}

}  // namespace unseen::ui
