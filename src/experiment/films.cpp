#include "experiment/films.h"

#include <algorithm>

#include <fmt/core.h>

namespace unseen::experiment {
namespace {

constexpr std::uint64_t usual = 100;

std::string mechanism_of(const std::string& model) {
  constexpr std::string_view family = "phantom-";
  const auto all = phantom::mechanisms();
  const auto named = [&](const phantom::Mechanism& each) {
    return model == std::string(family) + std::string(each.id);
  };
  const auto found = std::find_if(all.begin(), all.end(), named);
  return found == all.end() ? "diffuse" : std::string(found->id);
}

}  // namespace

Result<Films> held_out(const Reader& parameters, const Card& card) {
  const auto count = parameters.whole("films", 0, most_films);
  if (!count) return tl::unexpected(count.error());
  const auto people = parameters.whole("people", 0, 9999);
  if (!people) return tl::unexpected(people.error());
  auto mechanisms = parameters.texts("mechanisms");
  if (!mechanisms) return tl::unexpected(mechanisms.error());
  if (*count == std::uint64_t{0}) return refuse(Code::experiment_empty, "no film is asked for");
  Films films;
  for (std::uint64_t i = 0; i < count->value_or(usual); ++i) {
    phantom::Spec spec;
    spec.seed = phantom::film_seed(first_held_out_set + people->value_or(0), i);
    spec.mechanisms = mechanisms->value_or(std::vector{mechanism_of(card.id)});
    auto record = phantom::record(spec);
    if (!record) return unfit(fmt::format("mechanisms: {}", message(record.error())));
    films.specs.push_back(std::move(spec));
    films.records.push_back(std::move(*record));
  }
  return films;
}

Result<std::vector<Truth>> own_films(const Reader& parameters, const Card& card) {
  auto given = parameters.records("truths");
  if (!given) return tl::unexpected(given.error());
  auto truths = given->value_or(std::vector<Truth>());
  if (truths.empty()) return refuse(Code::experiment_empty, "no film is given");
  if (truths.size() > most_films)
    return unfit(fmt::format("truths are {}, at most {} are taken", truths.size(), most_films));
  for (std::size_t i = 0; i < truths.size(); ++i)
    for (const auto& [head, label] : truths[i]) {
      const auto of = std::find_if(card.heads.begin(), card.heads.end(),
                                   [&, &id = head](const Head& each) { return each.id == id; });
      if (of == card.heads.end()) return unfit(fmt::format("truths[{}]: the model tells no {}", i, head));
      const bool known = std::any_of(of->labels.begin(), of->labels.end(),
                                     [&, &id = label](const Label& each) { return each.id == id; });
      if (!known) return unfit(fmt::format("truths[{}].{}: the model has no label {}", i, head, label));
    }
  return truths;
}

}  // namespace unseen::experiment
