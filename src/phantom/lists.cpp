// What can be chosen: mechanisms, covariates, settings. Adding one is a line here and its effect in
// person.cpp.
#include <algorithm>
#include <array>
#include <cmath>

#include <fmt/core.h>

#include "phantom/phantom.h"

namespace unseen::phantom {
namespace {

constexpr std::array<std::string_view, 2> not_of_a_hand{"view", "finding"};

constexpr std::array body_list{
    BodyPart{Body::chest, "chest", "Chest", "From the back, the front or the side."},
    BodyPart{Body::hand, "hand", "Hand", "It lies flat on the film and has no finding.", not_of_a_hand},
};

constexpr std::array mechanism_list{
    Mechanism{"bone-density", "Bone mineral density", "Denser bones with a thicker cortex."},
    Mechanism{"tissue-texture", "Tissue texture", "Lung and soft tissue are grained finer or coarser."},
    Mechanism{"exposure", "Exposure and display curve", "How bright and how steep the film is shown."},
    Mechanism{"shape", "Shape of the body",
              "Angle and spacing of the ribs, width and depth of the thorax; in a hand, length and spread of "
              "the fingers."},
    Mechanism{"corner-marker", "Corner marker",
              "An R at the film's left or an L at its right: a shortcut outside the body."},
    Mechanism{"field-of-view", "Field of view", "How much of the body the film takes in."},
    Mechanism{"diffuse", "Diffuse", "Many small changes everywhere, none of them visible alone."},
};

constexpr std::array<std::string_view, 3> views{"PA", "AP", "lateral"};
constexpr std::array<std::string_view, 5> findings{"none", "nodule", "effusion", "cardiomegaly", "opacity"};

constexpr std::array covariate_list{
    Covariate{"bmi", "Habitus (BMI)", "kg/m²", "Width, fat and scatter follow it.", 17, 44, 0.1, 25.5, 4.0},
    Covariate{"age", "Age", "years", "Bones thin out, the aorta widens, cartilage calcifies.", 20, 92, 1, 56,
              15},
    Covariate{"density", "Tissue density", "", "Of lung and breast tissue; 1 is the mean.", 0.7, 1.3, 0.01,
              1.0, 0.1},
    Covariate{"rotation", "Rotation", "", "About the long axis; sideways shift for each cm of depth.", -0.1,
              0.1, 0.005, 0, 0.03},
    Covariate{"tilt", "Tilt", "°", "In the plane of the film.", -6, 6, 0.1, 0, 1.5},
    Covariate{"shift-x", "Shift sideways", "cm", "Of the body on the film.", -3, 3, 0.1, 0, 0.6},
    Covariate{"shift-y", "Shift upwards", "cm", "Of the body on the film.", -3, 3, 0.1, 0, 0.7},
    Covariate{"view", "View", "",
              "PA: the beam enters at the back. AP: at the front, often at the bedside. Lateral: at the "
              "right side; "
              "never drawn, only when asked for.",
              0, 2, 1, 0.3, 0.46, views},
    Covariate{"finding", "Finding", "", "What a report would name.", 0, 4, 1, 0, 1, findings},
};

constexpr std::array setting_list{
    Setting{"strength", "Strength", "",
            "Of the mechanism; 1 is what the models were trained on, 0 is no difference.", 0, 2, 0.05, 1},
    Setting{"size", "Size", "pixels", "Of a side of the film.", 32, 1024, 32, 512},
    Setting{"kvp", "Tube voltage", "kVp", "Higher: more penetrating, less contrast of bone.", 50, 150, 1,
            110},
    Setting{"mas", "Exposure", "mAs", "Higher: less quantum noise.", 0.1, 20, 0.1, 2.5},
    Setting{"seed", "Seed", "", "One number, one person.", 0, 4294967295.0, 1, 1},
};

tl::unexpected<Refusal> outside(std::string_view name, double min, double max, std::string_view unit) {
  return refuse(Code::phantom_parameter,
                fmt::format("{}: expected {:g} to {:g}{}{}", name, min, max, unit.empty() ? "" : " ", unit));
}

template <class List>
auto find(const List& list, std::string_view id) {
  return std::find_if(list.begin(), list.end(), [&](const auto& each) { return each.id == id; });
}

const BodyPart& part(Body body) {
  return *std::find_if(body_list.begin(), body_list.end(),
                       [&](const auto& each) { return each.body == body; });
}

bool within(double value, double min, double max) { return value >= min && value <= max; }  // false for NaN

Result<void> check_setting(std::string_view id, double value) {
  const auto setting = find(setting_list, id);
  if (!within(value, setting->min, setting->max))
    return outside(id, setting->min, setting->max, setting->unit);
  return {};
}

Result<void> check_covariate(std::string_view id, double value) {
  const auto covariate = find(covariate_list, id);
  if (covariate == covariate_list.end())
    return refuse(Code::phantom_parameter, fmt::format("covariates.{}: no covariate is called so", id));
  const bool whole = covariate->choices.empty() || value == std::trunc(value);
  if (!within(value, covariate->min, covariate->max) || !whole)
    return outside(id, covariate->min, covariate->max, covariate->unit);
  return {};
}

}  // namespace

std::span<const BodyPart> bodies() { return body_list; }
std::span<const Mechanism> mechanisms() { return mechanism_list; }
std::span<const Covariate> covariates() { return covariate_list; }
std::span<const Setting> settings() { return setting_list; }

std::string_view id(Body body) { return part(body).id; }
std::string_view id(Cohort cohort) { return cohort == Cohort::a ? "A" : "B"; }

std::optional<Body> body_from(std::string_view id) {
  const auto found = find(body_list, id);
  return found == body_list.end() ? std::nullopt : std::optional(found->body);
}

std::optional<Cohort> cohort_from(std::string_view id) {
  if (id == "A" || id == "a") return Cohort::a;
  if (id == "B" || id == "b") return Cohort::b;
  return std::nullopt;
}

Result<void> check(const Spec& spec) {
  for (const auto& mechanism : spec.mechanisms)
    if (find(mechanism_list, mechanism) == mechanism_list.end())
      return refuse(Code::phantom_parameter, fmt::format("mechanisms: none is called {}", mechanism));
  for (const auto& [name, value] : {std::pair<std::string_view, double>{"strength", spec.strength},
                                    {"size", spec.size},
                                    {"kvp", spec.kvp},
                                    {"mas", spec.mas}})
    if (const auto fine = check_setting(name, value); !fine) return fine;
  for (const auto& [name, value] : spec.covariates) {
    if (const auto fine = check_covariate(name, value); !fine) return fine;
    const auto& body = part(spec.body);
    const bool applies = std::find(body.without.begin(), body.without.end(), name) == body.without.end();
    if (!applies && value != 0)
      return refuse(Code::phantom_parameter, fmt::format("{}: expected 0, a {} has no other", name, body.id));
  }
  if (spec.confounding) {
    const auto covariate = find(covariate_list, spec.confounding->covariate);
    if (covariate == covariate_list.end() || !covariate->choices.empty())
      return refuse(
          Code::phantom_parameter,
          fmt::format("confounding: {} is no covariate that can be shifted", spec.confounding->covariate));
    if (!within(spec.confounding->shift, -4, 4)) return outside("confounding", -4, 4, "sd");
  }
  return {};
}

}  // namespace unseen::phantom
