#include <algorithm>
#include <cmath>

#include <fmt/core.h>

#include "lab/naming.h"
#include "ui/views/views.h"

namespace unseen::ui {
namespace {

// A score between 0 and 1 never reads as certainty.
std::string two_decimals(double score) {
  if (score > 0.995) return ">0.99";
  if (score < 0.005) return "<0.01";
  return fmt::format("{:.2f}", score);
}

// Where the label's score stands in the result, when the result is the present model's.
std::optional<std::size_t> place_of(const lab::State& state, const std::string& head,
                                    const std::string& label) {
  if (!state.result || state.result->wanted.model != state.model) return std::nullopt;
  const auto& labels = state.result->labels;
  const auto at = std::find_if(labels.begin(), labels.end(), [&](const lab::Label& known) {
    return known.head == head && known.id == label;
  });
  const auto index = static_cast<std::size_t>(at - labels.begin());
  if (index >= std::min(labels.size(), state.result->scores.size())) return std::nullopt;
  return index;
}

bool is_changed(const lab::Scored& result) { return !result.wanted.chain.empty() || result.wanted.window; }

// What the untouched film scored, where the result is of a changed one.
std::optional<double> before_at(const lab::State& state, std::size_t place) {
  if (!state.untouched || !is_changed(*state.result)) return std::nullopt;
  const auto& scores = state.untouched->scores;
  return place < scores.size() ? std::optional(scores[place]) : std::nullopt;
}

std::string change(double from, double to, bool barred) {
  const std::string size =
      barred ? fmt::format("{:.2f}", std::abs(to - from)) : fmt::format("{:.3g}", std::abs(to - from));
  if (size == "0.00" || size == "0") return "±" + size;
  return (to < from ? "−" : "+") + size;
}

// The scores of the head's first label as the last changes left them.
void trail(Ui& ui, const lab::State& state, const lab::CardHead& head, const lab::Catalogue& catalogue) {
  const auto place = head.labels.empty() ? std::nullopt : place_of(state, head.id, head.labels.front().id);
  if (!place || head.activation == "value" || state.trail.size() < 2) return;
  Spark spark;
  spark.id = "score/" + head.id + "/trail";
  spark.label = "Trail of the score";
  for (const lab::Trace& trace : state.trail)
    if (*place < trace.scores.size()) spark.values.push_back(trace.scores[*place]);
  if (state.untouched && *place < state.untouched->scores.size())
    spark.level = state.untouched->scores[*place];
  spark.note = lab::setting_in_words(state.trail.back().hand, state.trail.back().value, catalogue);
  spark.text = fmt::format("The last {} scores for {}, from {} to {}{}{}.", spark.values.size(),
                           head.labels.front().title,
                           two_decimals(*std::min_element(spark.values.begin(), spark.values.end())),
                           two_decimals(*std::max_element(spark.values.begin(), spark.values.end())),
                           spark.note.empty() ? "" : "; now at ", spark.note);
  ui.spark(spark);
}

Bar bar(const lab::State& state, const lab::CardHead& head, std::size_t index) {
  const lab::CardLabel& label = head.labels[index];
  Bar bar;
  bar.id = label.id;
  bar.label = label.untrained ? label.title + " (untrained)" : label.title;
  const auto place = place_of(state, head.id, label.id);
  if (place) {
    bar.value = state.result->scores[*place];
    bar.before = before_at(state, *place);
  }
  bar.chance = head.chance;
  bar.tone = index % 2 == 0 ? Tone::data1 : Tone::data2;
  bar.barred = head.activation != "value";
  if (!bar.value)
    bar.text = "–";
  else
    bar.text = bar.barred ? two_decimals(*bar.value) : fmt::format("{:.3g}", *bar.value);
  if (bar.before) bar.text += fmt::format(" ({})", change(*bar.before, *bar.value, bar.barred));
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

void score_view(Ui& ui, const lab::State& state, const lab::Catalogue& catalogue, std::string_view id) {
  const lab::Card* card = lab::card(state);
  if (!card) return;
  const auto head = std::find_if(card->heads.begin(), card->heads.end(),
                                 [&](const lab::CardHead& candidate) { return candidate.id == id; });
  if (head == card->heads.end()) return;

  Bars bars;
  bars.id = "score/" + head->id;
  bars.label = head->title;
  bool scored = true, compared = false;
  for (std::size_t i = 0; i < head->labels.size(); ++i) {
    bars.rows.push_back(bar(state, *head, i));
    const Bar& row = bars.rows.back();
    scored = scored && row.value.has_value();
    compared = compared || row.before.has_value();
    bars.text += fmt::format("{}{}: {}", i == 0 ? "" : "; ", row.label, row.text);
  }
  bars.stale = scored && !lab::fresh(state);
  if (!scored)
    bars.text = "Not scored yet.";
  else
    bars.text = fmt::format("Score for {}{}{}{}.", bars.text,
                            compared ? "; in brackets the change from the untouched film" : "",
                            head->chance ? fmt::format("; chance {:.2f}", *head->chance) : "",
                            bars.stale ? "; computed before the last change" : "");
  if (scored && !state.result->wanted.chain.empty()) bars.note = "The chain changes what the network sees";
  if (const lab::Verdict* verdict = lab::refusal(state); verdict && scored) {
    bars.greyed = !state.show_anyway;
    bars.note =
        bars.greyed ? "Refused: not like the films it was trained on" : "Refused by the gate; shown anyway";
    bars.text = refused(*verdict, state.show_anyway) + bars.text;
  }
  ui.bars(bars);
  if (scored) trail(ui, state, *head, catalogue);
}

}  // namespace unseen::ui
