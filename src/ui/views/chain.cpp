#include <algorithm>
#include <cctype>

#include <fmt/core.h>

#include "lab/chain.h"
#include "lab/naming.h"
#include "ui/views/views.h"

namespace unseen::ui {
namespace {

std::string number(double value) { return fmt::format("{:.6g}", value); }

void look(Ui& ui, const lab::State& state) {
  Choice choice;
  choice.id = "chain/look";
  choice.label = "Shown";
  choice.options = {{"film", "the film"}, {"difference", "what changed"}, {"spectrum", "the spectrum"}};
  choice.value = lab::look_names[static_cast<std::size_t>(state.look)];
  choice.text =
      fmt::format("In the film's place: {}", choice.options[static_cast<std::size_t>(state.look)].title);
  choice.enabled = state.image.has_value();
  const auto chosen = ui.choice(choice);
  for (std::size_t i = 0; chosen && i < lab::look_names.size(); ++i)
    if (lab::look_names[i] == *chosen) ui.emit(lab::SetLook{{}, static_cast<lab::Look>(i)});
}

// A button for each group, which adds the group's first operation; the step then goes through the group.
void add(Ui& ui, const lab::State& state, const lab::Catalogue& catalogue) {
  constexpr std::size_t abreast = 4;
  const auto groups = catalogue.groups();
  for (std::size_t first = 0; first < groups.size(); first += abreast) {
    Line line;
    line.id = fmt::format("chain/add/{}", first / abreast);
    line.label = first == 0 ? "Add a step" : "More kinds of step";
    line.text = "Add a step, at the end: the first operation of a group";
    for (std::size_t i = first; i < std::min(first + abreast, groups.size()); ++i) {
      std::string title = groups[i];
      title[0] = static_cast<char>(std::toupper(static_cast<unsigned char>(title[0])));
      line.items.push_back({groups[i], std::move(title)});
    }
    if (const auto chosen = ui.line(line))
      ui.emit(lab::SetChain{{}, lab::with_added(state.chain, *catalogue.group(*chosen).front())});
  }
}

// Which operation of its group a step is.
void kind(Ui& ui, const lab::State& state, const lab::Catalogue& catalogue, std::size_t place,
          const lab::Operation& operation) {
  if (operation.group.empty()) return;
  Choice choice;
  choice.id = fmt::format("chain/{}/operation", place);
  choice.label = "Operation";
  for (const auto* each : catalogue.group(operation.group)) choice.options.push_back({each->id, each->title});
  if (choice.options.size() < 2) return;
  choice.value = operation.id;
  choice.text = fmt::format("Operation: {}", lab::within_sentence(operation.title));
  const auto chosen = ui.choice(choice);
  if (const auto* other = chosen ? catalogue.operation(*chosen) : nullptr)
    ui.emit(lab::SetChain{{}, lab::with_operation(state.chain, place, *other)});
}

// What a step's head says of its standing.
std::string standing(const lab::State& state, std::size_t place) {
  const lab::Step& step = state.chain[place];
  if (step.bypass) return ", bypassed";
  if (step.solo) return ", solo";
  for (const lab::Step& other : state.chain)
    if (other.solo) return ", silent while another is solo";
  return {};
}

void press(Ui& ui, const lab::State& state, const lab::Catalogue& catalogue, std::size_t place,
           const std::string& item) {
  const lab::Chain& chain = state.chain;
  if (item == "bypass") ui.emit(lab::SetChain{{}, lab::with_bypass(chain, place, !chain[place].bypass)});
  if (item == "solo") ui.emit(lab::SetChain{{}, lab::with_solo(chain, place, !chain[place].solo)});
  if (item == "reset") ui.emit(lab::SetChain{{}, lab::reset_step(chain, place, catalogue)});
  if (item == "remove") ui.emit(lab::SetChain{{}, lab::without(chain, place)});
  if (item == "paint") {
    const bool on = state.brush && state.brush->step == place;
    ui.emit(lab::SetBrush{{}, on ? std::nullopt : std::optional(lab::Brush{place, lab::Brush{}.radius})});
  }
}

void head(Ui& ui, const lab::State& state, const lab::Catalogue& catalogue, std::size_t place,
          const lab::Operation& operation) {
  const lab::Step& step = state.chain[place];
  Line line;
  line.id = fmt::format("chain/{}", place);
  line.label = fmt::format("{}. {}", place + 1, operation.title);
  line.text = fmt::format("Step {} of {}: {}{}", place + 1, state.chain.size(),
                          lab::within_sentence(operation.title), standing(state, place));
  line.movable = true;
  line.dim = !standing(state, place).empty() && !step.solo;
  if (operation.strokes) line.items.push_back({"paint", "Paint", state.brush && state.brush->step == place});
  line.items.push_back({"bypass", "Bypass", step.bypass});
  line.items.push_back({"solo", "Solo", step.solo});
  if (!operation.parameters.empty()) line.items.push_back({"reset", "Reset"});
  line.items.push_back({"remove", "Remove"});
  if (const auto item = ui.line(line)) press(ui, state, catalogue, place, *item);
}

void choose(Ui& ui, const lab::State& state, std::size_t place, const lab::Parameter& parameter,
            double value) {
  Choice choice;
  choice.id = fmt::format("chain/{}/{}", place, parameter.id);
  choice.label = parameter.title;
  for (std::size_t i = 0; i < parameter.choices.size(); ++i)
    choice.options.push_back({std::to_string(i), parameter.choices[i]});
  choice.value = number(value);
  const auto at = static_cast<std::size_t>(value);
  choice.text = fmt::format("{}: {}", parameter.title,
                            at < parameter.choices.size() ? parameter.choices[at] : choice.value);
  if (const auto chosen = ui.choice(choice))
    ui.emit(lab::SetChain{{}, lab::with_value(state.chain, place, parameter.id, std::stod(*chosen))});
}

void slide(Ui& ui, const lab::State& state, std::size_t place, const lab::Parameter& parameter,
           double value) {
  Slider slider;
  slider.id = fmt::format("chain/{}/{}", place, parameter.id);
  slider.label = parameter.title;
  slider.unit = parameter.unit;
  slider.value = value;
  slider.min = parameter.min;
  slider.max = parameter.max;
  slider.step = parameter.step;
  slider.logarithmic = parameter.logarithmic && parameter.min > 0;
  slider.text = fmt::format("{} {}{}{}, from {} to {}", parameter.title, number(value),
                            parameter.unit.empty() ? "" : " ", parameter.unit, number(parameter.min),
                            number(parameter.max));
  if (const auto moved = ui.slider(slider))
    ui.emit(lab::SetChain{{}, lab::with_value(state.chain, place, parameter.id, *moved)});
}

bool button(Ui& ui, const char* id, const char* label, const char* text) {
  Button button;
  button.id = id;
  button.label = label;
  button.text = text;
  return ui.button(button);
}

}  // namespace

void chain_view(Ui& ui, const lab::State& state, const lab::Catalogue& catalogue) {
  look(ui, state);
  add(ui, state, catalogue);
  for (std::size_t i = 0; i < state.chain.size(); ++i) {
    const lab::Step& step = state.chain[i];
    const lab::Operation* operation = catalogue.operation(step.op);
    if (!operation) continue;
    head(ui, state, catalogue, i, *operation);
    kind(ui, state, catalogue, i, *operation);
    for (const lab::Parameter& parameter : operation->parameters) {
      const auto known = step.values.find(parameter.id);
      const double value = known == step.values.end() ? parameter.initial : known->second;
      if (parameter.choices.empty())
        slide(ui, state, i, parameter, value);
      else
        choose(ui, state, i, parameter, value);
    }
  }
  if (state.chain.empty()) return;
  Order order;
  order.id = "chain/order";
  order.label = "Order of the steps";
  order.text = "Steps are applied from the top.";
  order.count = state.chain.size();
  if (const auto move = ui.order(order))
    ui.emit(lab::SetChain{{}, lab::moved(state.chain, move->from, move->to)});
  if (button(ui, "chain/reset", "Reset all", "Every setting at its initial value; the steps stay"))
    ui.emit(lab::SetChain{{}, lab::reset_all(state.chain, catalogue)});
  if (button(ui, "chain/clear", "Remove all", "The film as it was opened")) ui.emit(lab::SetChain{{}, {}});
}

}  // namespace unseen::ui
