#include "lab/naming.h"

#include <algorithm>
#include <cctype>

#include <fmt/core.h>

namespace unseen::lab {
namespace {

using Chain = std::vector<Step>;

std::string title_of(const Catalogue& catalogue, const std::string& op) {
  const Operation* operation = catalogue.operation(op);
  return within_sentence(operation ? operation->title : op);
}

std::string title_of(const Catalogue& catalogue, const std::string& op, const std::string& parameter) {
  const Operation* operation = catalogue.operation(op);
  if (!operation) return parameter;
  const auto& all = operation->parameters;
  const auto at = std::find_if(all.begin(), all.end(), [&](const Parameter& p) { return p.id == parameter; });
  return within_sentence(at == all.end() ? parameter : at->title);
}

// The step that `longer` has and `shorter` has not, where that is the whole difference.
const Step* odd_one(const Chain& longer, const Chain& shorter) {
  if (longer.size() != shorter.size() + 1) return nullptr;
  for (std::size_t i = 0; i < longer.size(); ++i) {
    const auto at = static_cast<Chain::difference_type>(i);
    if (std::equal(longer.begin(), longer.begin() + at, shorter.begin()) &&
        std::equal(longer.begin() + at + 1, longer.end(), shorter.begin() + at))
      return &longer[i];
  }
  return nullptr;
}

// The ids of the parameters in which two steps of one operation differ.
std::vector<std::string> differing(const Step& from, const Step& to) {
  std::vector<std::string> ids;
  for (const auto& [id, value] : to.values) {
    const auto before = from.values.find(id);
    if (before == from.values.end() || before->second != value) ids.push_back(id);
  }
  return ids;
}

std::string step_in_words(const Step& from, const Step& to, const Catalogue& catalogue) {
  const std::string title = title_of(catalogue, to.op);
  if (from.op != to.op) return fmt::format("{} in place of {}", title, title_of(catalogue, from.op));
  if (from.bypass != to.bypass) return fmt::format("{} {}", to.bypass ? "bypass" : "use", title);
  if (from.solo != to.solo) return fmt::format("{} {}", to.solo ? "solo" : "no solo of", title);
  if (from.strokes != to.strokes)
    return to.strokes.empty() ? fmt::format("clear {}", title) : fmt::format("paint {}", title);
  const auto ids = differing(from, to);
  return ids.size() == 1 ? fmt::format("{} {}", title, title_of(catalogue, to.op, ids.front()))
                         : fmt::format("settings of {}", title);
}

std::vector<std::size_t> differing(const Chain& from, const Chain& to) {
  std::vector<std::size_t> places;
  for (std::size_t i = 0; i < to.size(); ++i)
    if (!(from[i] == to[i])) places.push_back(i);
  return places;
}

std::string chain_in_words(const Chain& from, const Chain& to, const Catalogue& catalogue) {
  if (const Step* added = odd_one(to, from)) return "add " + title_of(catalogue, added->op);
  if (const Step* gone = odd_one(from, to)) return "remove " + title_of(catalogue, gone->op);
  if (to.empty()) return "clear the chain";
  if (from.size() != to.size()) return "the chain";
  const auto places = differing(from, to);
  if (places.size() == 1) return step_in_words(from[places[0]], to[places[0]], catalogue);
  return std::is_permutation(from.begin(), from.end(), to.begin()) ? "order of the chain" : "the chain";
}

}  // namespace

std::string within_sentence(std::string title) {
  const auto upper = [&](std::size_t at) {
    return at < title.size() && std::isupper(static_cast<unsigned char>(title[at])) != 0;
  };
  if (upper(0) && !upper(1)) title[0] = static_cast<char>(title[0] - 'A' + 'a');
  return title;
}

std::string setting_in_words(const Hand& hand, std::optional<double> value, const Catalogue& catalogue) {
  if (hand.op.empty()) return {};
  return fmt::format("{} {}{}", title_of(catalogue, hand.op), title_of(catalogue, hand.op, hand.parameter),
                     value ? fmt::format(" {:.4g}", *value) : "");
}

std::string change_in_words(const State& from, const State& to, const Catalogue& catalogue) {
  std::vector<std::string> words;
  if (from.model != to.model) words.emplace_back("model");
  if (from.window != to.window) words.emplace_back("window");
  if (from.chain != to.chain) words.push_back(chain_in_words(from.chain, to.chain, catalogue));
  if (from.seed != to.seed) words.emplace_back("seed");
  if (!(from.view == to.view)) words.emplace_back("view");
  if (words.empty()) return {};
  return words.size() == 1 ? words.front() : "several settings";
}

std::optional<Hand> changed_setting(const State& from, const State& to) {
  if (from.chain == to.chain && from.window != to.window && to.window)
    return Hand{"window", from.window && from.window->width == to.window->width ? "center" : "width"};
  if (from.window != to.window || from.chain.size() != to.chain.size()) return std::nullopt;
  const auto places = differing(from.chain, to.chain);
  if (places.size() != 1 || from.chain[places[0]].op != to.chain[places[0]].op) return std::nullopt;
  const auto ids = differing(from.chain[places[0]], to.chain[places[0]]);
  if (ids.size() != 1) return std::nullopt;
  return Hand{to.chain[places[0]].op, ids.front()};
}

}  // namespace unseen::lab
