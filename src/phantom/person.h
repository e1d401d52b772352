#pragma once
// Who is filmed and how: every parameter's value, drawn from the seed and shifted by the cohort.

#include <array>

#include "phantom/phantom.h"

namespace unseen::phantom {

enum class Parameter {
#define X(name, id, mean, sd, diffuse) name,
#include "phantom/parameters.def"
#undef X
  count
};
inline constexpr auto parameter_count = static_cast<std::size_t>(Parameter::count);

/// Of hands, beside what they share with the chest.
enum class HandParameter {
#define X(name, id, mean, sd, diffuse, shape) name,
#include "phantom/hand.def"
#undef X
  count
};
inline constexpr auto hand_parameter_count = static_cast<std::size_t>(HandParameter::count);

enum class Finding { none, nodule, effusion, cardiomegaly, opacity };

struct Person {
  std::uint64_t seed = 0;
  Body body = Body::chest;
  Cohort cohort = Cohort::a;
  std::array<float, parameter_count> parameters{};
  std::array<float, hand_parameter_count> hand_parameters{};
  float bmi = 0, age = 0, density = 0, rotation = 0, tilt = 0, shift_x = 0, shift_y = 0;
  bool ap = false;
  bool lateral = false;  ///< the left side lies at the film; else the chest (PA) or the back (AP) does
  Finding finding = Finding::none;
  bool marker_left = false;  ///< an R at the film's left edge; else an L at the right

  float operator[](Parameter parameter) const { return parameters[static_cast<std::size_t>(parameter)]; }
  float operator[](HandParameter parameter) const {
    return hand_parameters[static_cast<std::size_t>(parameter)];
  }
};

/// `spec` must have passed check(). With `cohort` the same person in that cohort: everything drawn stays.
Person person(const Spec& spec, std::optional<Cohort> cohort);

/// By the ids of covariates(), and of parameters.def and hand.def: those that the body has.
std::map<std::string, double> recorded(const Person& person);
std::map<std::string, double> hidden(const Person& person);

}  // namespace unseen::phantom
