// What a sweep can be asked, and how the wish becomes a plan.
#include <algorithm>
#include <cmath>

#include <fmt/core.h>

#include "contract/version.h"
#include "experiment/settings.h"
#include "experiment/sweep.h"

namespace unseen::experiment {
namespace {

constexpr std::size_t most_settings = 64;
constexpr std::uint64_t most_seeds = 64, usual_seeds = 8;
constexpr int usual_settings = 9;

Result<const filter::Operation*> operation_of(const Reader& parameters) {
  const auto id = parameters.text("operation");
  if (!id) return tl::unexpected(id.error());
  if (!*id) return unfit("operation is missing");
  const auto* found = filter::find(**id);
  if (found == nullptr) return refuse(Code::unknown_operation, **id);
  return found;
}

/// The parameter that was named; else the operation's only number, its seed aside.
Result<std::size_t> parameter_of(const Reader& parameters, const filter::Operation& operation) {
  const auto id = parameters.text("parameter");
  if (!id) return tl::unexpected(id.error());
  const auto& all = operation.parameters;
  for (std::size_t i = 0; i < all.size(); ++i)
    if (*id ? all[i].id == **id : all[i].id != "seed" && all[i].choices.empty()) return i;
  return unfit(*id ? fmt::format("{} has no parameter called {}", operation.id, **id)
                   : fmt::format("{} has no number to go through", operation.id));
}

Result<std::vector<double>> settings_of(const Reader& parameters, const filter::Operation& operation,
                                        const filter::Parameter& parameter) {
  auto given = parameters.numbers("settings");
  if (!given) return tl::unexpected(given.error());
  const auto over = parameters.text("over");
  if (!over) return tl::unexpected(over.error());
  if (*over && **over != "study" && **over != "range") return unfit("over must be study or range");
  if (!*given) {
    if (*over == "range") return range_settings(parameter, usual_settings);
    auto usual = study_settings(operation, parameter);
    return usual.size() > 1 ? usual : range_settings(parameter, usual_settings);
  }
  auto settings = std::move(**given);
  if (settings.empty()) return refuse(Code::experiment_empty, "no setting is asked for");
  if (settings.size() > most_settings)
    return unfit(fmt::format("settings are {}, at most {} are taken", settings.size(), most_settings));
  for (const double value : settings) {
    if (value < parameter.min || value > parameter.max)
      return unfit(fmt::format("settings must lie from {:g} to {:g}, and {:g} does not", parameter.min,
                               parameter.max, value));
    if (parameter.step == 1 && value != std::floor(value))
      return unfit(fmt::format("settings of {} are whole numbers, and {:g} is none", parameter.id, value));
  }
  std::sort(settings.begin(), settings.end());
  settings.erase(std::unique(settings.begin(), settings.end()), settings.end());
  return settings;
}

/// The step of that operation in the laboratory's chain, the last one; a new one at the end where there is
/// none.
Result<void> place(SweepPlan& plan, const std::vector<Step>& chain, const filter::Operation& operation) {
  plan.chain = chain;
  for (std::size_t i = chain.size(); i-- > 0;)
    if (chain[i].operation == &operation) {
      plan.at = i;
      return {};
    }
  if (chain.size() >= static_cast<std::size_t>(most_steps))
    return refuse(Code::chain_too_long, fmt::format("{} steps and the one to go through", chain.size()));
  Step step{&operation, {}, {}};
  for (const auto& parameter : operation.parameters) step.values.push_back(parameter.initial);
  plan.at = plan.chain.size();
  plan.chain.push_back(std::move(step));
  return {};
}

/// Keeps the labels whose truth the simulated films know.
Result<void> ask_only_what_is_known(SweepPlan& plan) {
  const auto unknown = [&](const Reported& label) {
    return !holds(label.of, plan.films.records.front()).has_value();
  };
  plan.labels.erase(std::remove_if(plan.labels.begin(), plan.labels.end(), unknown), plan.labels.end());
  if (plan.labels.empty())
    return refuse(Code::experiment_model, "nothing that it tells is known of simulated films");
  return {};
}

/// Keeps the labels of which some of the visitor's films have, and some have not.
Result<void> ask_only_what_differs(SweepPlan& plan) {
  const auto same = [&](const Reported& label) {
    const auto said = [&](bool truth) {
      return std::any_of(plan.own.begin(), plan.own.end(),
                         [&](const Truth& each) { return holds(label.of, each) == truth; });
    };
    return !said(true) || !said(false);
  };
  plan.labels.erase(std::remove_if(plan.labels.begin(), plan.labels.end(), same), plan.labels.end());
  if (plan.labels.empty())
    return refuse(Code::experiment_empty,
                  "a curve needs films of two kinds, and these are all of one kind or not labelled");
  return {};
}

Result<std::unique_ptr<Job>> begin_sweep(const Wish& wish) {
  const Reader parameters(wish.parameters);
  SweepPlan plan;
  plan.labels = reported(wish.card);
  if (std::holds_alternative<CovariatesInput>(wish.card.input))
    return refuse(Code::experiment_model, "it is given recorded facts and never sees the picture");
  if (plan.labels.empty()) return refuse(Code::experiment_model, "none of its outputs was trained");
  const auto operation = operation_of(parameters);
  if (!operation) return tl::unexpected(operation.error());
  const auto parameter = parameter_of(parameters, **operation);
  if (!parameter) return tl::unexpected(parameter.error());
  plan.parameter = *parameter;
  auto settings = settings_of(parameters, **operation, (*operation)->parameters[*parameter]);
  if (!settings) return tl::unexpected(settings.error());
  plan.settings = std::move(*settings);
  if (const auto placed = place(plan, wish.chain, **operation); !placed)
    return tl::unexpected(placed.error());
  const auto subject = parameters.text("subject");
  if (!subject) return tl::unexpected(subject.error());
  const auto seeds = parameters.whole("seeds", 1, most_seeds);
  if (!seeds) return tl::unexpected(seeds.error());
  const auto& all = (*operation)->parameters;
  const auto seed =
      std::find_if(all.begin(), all.end(), [](const filter::Parameter& each) { return each.id == "seed"; });
  if ((*operation)->random && seed != all.end() &&
      seed - all.begin() != static_cast<std::ptrdiff_t>(*parameter))
    plan.seed = static_cast<std::size_t>(seed - all.begin());
  if (const auto what = subject->value_or("open"); what == "films") {
    auto films = held_out(parameters, wish.card);
    if (!films) return tl::unexpected(films.error());
    plan.films = std::move(*films);
    if (const auto some = ask_only_what_is_known(plan); !some) return tl::unexpected(some.error());
  } else if (what == "own") {
    auto own = own_films(parameters, wish.card);
    if (!own) return tl::unexpected(own.error());
    plan.own = std::move(*own);
    if (const auto some = ask_only_what_differs(plan); !some) return tl::unexpected(some.error());
  } else if (what != "open") {
    return unfit("subject must be open, films or own");
  } else if (!wish.open) {
    return refuse(Code::experiment_empty, "no film is open");
  } else if (plan.seed) {
    plan.seeds = seeds->value_or(usual_seeds);
  }
  return std::make_unique<Sweep>(std::move(plan));
}

}  // namespace

Entry sweep_entry() {
  return {"sweep",
          "Sweep",
          "How the score follows one setting of one operation, everything else as it is.",
          {
              {"operation", "Operation",
               "Its id; it is added to the chain, or the chain's last step of it is used.", "operation"},
              {"parameter", "Parameter", "Its id; the operation's first number where left out.", "parameter"},
              {"settings", "Settings", "The values to go through, at most 64.", "settings"},
              {"over",
               "Where no settings are given",
               "Those of the study, where it has some, else and otherwise the whole range.",
               "choice",
               0,
               0,
               0,
               {"study", "range"}},
              {"subject",
               "Films",
               "The open film; or films whose truth is known: simulated for this, or the visitor's own.",
               "choice",
               0,
               0,
               0,
               {"open", "films", "own"}},
              {"seeds", "Seeds", "How often the open film is drawn for, where the operation draws at random.",
               "whole", 1, static_cast<double>(most_seeds), static_cast<double>(usual_seeds)},
              {"films", "Number of films", "How many simulated films; more make the interval narrower.",
               "whole", 1, static_cast<double>(most_films), 100},
              {"people", "People", "Another number, other simulated people; none of them was trained on.",
               "whole", 0, 9999, 0},
              {"truths", "What is true of one's own films",
               "For each of the films that are given with it an object: id of a head, id of the label that "
               "holds.",
               "truths"},
              {"mechanisms", "Cohorts differ by",
               "Ids of mechanisms; where left out what the model was trained to tell.", "mechanisms"},
          },
          &begin_sweep};
}

}  // namespace unseen::experiment
