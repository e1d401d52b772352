#include "phantom/person.h"

#include <algorithm>

#include "phantom/arithmetic.h"
#include "phantom/random.h"

namespace unseen::phantom {
namespace {

struct Distribution {
  std::string_view id;
  float mean, sd, diffuse;
};

constexpr std::array distributions{
#define X(name, id, mean, sd, diffuse) \
  Distribution{id, static_cast<float>(mean), static_cast<float>(sd), static_cast<float>(diffuse)},
#include "phantom/parameters.def"
#undef X
};
static_assert(distributions.size() == parameter_count);

struct HandDistribution {
  std::string_view id;
  float mean, sd, diffuse, shape;
};
constexpr std::array hand_distributions{
#define X(name, id, mean, sd, diffuse, shape)                                                         \
  HandDistribution{id, static_cast<float>(mean), static_cast<float>(sd), static_cast<float>(diffuse), \
                   static_cast<float>(shape)},
#include "phantom/hand.def"
#undef X
};
static_assert(hand_distributions.size() == hand_parameter_count);

/// What a hand shares with the chest: size, bone, soft tissue, and how it is filmed.
constexpr std::array shared{Parameter::scale,
                            Parameter::cortex,
                            Parameter::bone_density,
                            Parameter::trabecular_fraction,
                            Parameter::trabecular_texture,
                            Parameter::soft_texture_1,
                            Parameter::soft_texture_2,
                            Parameter::soft_texture_3,
                            Parameter::fat_ratio,
                            Parameter::field,
                            Parameter::exposure,
                            Parameter::gamma,
                            Parameter::unsharp,
                            Parameter::range_compression,
                            Parameter::dose,
                            Parameter::scatter,
                            Parameter::detector_blur};

/// Draws stay inside what the geometry can bear.
constexpr float widest = 2.6F;

/// How far cohort means lie apart, in sd within a cohort, where a mechanism shifts few parameters much.
struct Shift {
  std::string_view mechanism;
  Parameter parameter;
  float sd;
};
constexpr std::array shifts{
    Shift{"bone-density", Parameter::bone_density, 3},
    Shift{"bone-density", Parameter::cortex, 2},
    Shift{"tissue-texture", Parameter::lung_texture_0, -3},
    Shift{"tissue-texture", Parameter::lung_texture_1, -2},
    Shift{"tissue-texture", Parameter::lung_texture_2, 4},
    Shift{"tissue-texture", Parameter::lung_texture_3, 5},
    Shift{"tissue-texture", Parameter::soft_texture_2, -2},
    Shift{"tissue-texture", Parameter::soft_texture_3, 4},
    Shift{"exposure", Parameter::exposure, 3},
    Shift{"exposure", Parameter::gamma, 1.5F},
    Shift{"shape", Parameter::rib_drop, 2},
    Shift{"shape", Parameter::thorax_width, 1.5F},
    Shift{"shape", Parameter::thorax_depth, -1.5F},
    Shift{"shape", Parameter::rib_spacing, 1.5F},
    Shift{"field-of-view", Parameter::field, 5},
};
/// How often cohort B has the marker at the left, and A at the right. It is the ceiling of what can be learnt
/// from it.
constexpr float marker_share = 0.985F;

bool has(const Spec& spec, std::string_view mechanism) {
  return std::find(spec.mechanisms.begin(), spec.mechanisms.end(), mechanism) != spec.mechanisms.end();
}

/// Half the distance between the cohorts, in sd, with B's sign.
float half_shift(const Spec& spec, std::size_t parameter) {
  float sd = 0;
  for (const auto& shift : shifts)
    if (static_cast<std::size_t>(shift.parameter) == parameter && has(spec, shift.mechanism)) sd += shift.sd;
  if (has(spec, "diffuse")) sd += distributions[parameter].diffuse;
  return 0.5F * sd * static_cast<float>(spec.strength);
}

/// The same for a hand's own.
float half_shift(const Spec& spec, const HandDistribution& of) {
  const float sd = (has(spec, "diffuse") ? of.diffuse : 0.0F) + (has(spec, "shape") ? of.shape : 0.0F);
  return 0.5F * sd * static_cast<float>(spec.strength);
}

float drawn(Stream& stream) { return clamped(stream.normal(), -widest, widest); }

/// A covariate as given or drawn; every draw is made, so that giving one leaves the others.
class Recorder {
 public:
  Recorder(const Spec& spec, float side) : spec_(spec), side_(side), stream_(spec.seed, Purpose::pose) {}

  float number(std::string_view id, float skew = 0) {
    const auto list = covariates();
    const auto found =
        std::find_if(list.begin(), list.end(), [&](const Covariate& each) { return each.id == id; });
    float value = static_cast<float>(found->mean) + static_cast<float>(found->sd) * drawn(stream_);
    const float tail = stream_.normal();
    if (tail > 0) value += skew * tail;
    if (spec_.confounding && spec_.confounding->covariate == id)
      value += 0.5F * side_ * static_cast<float>(spec_.confounding->shift * found->sd);
    const auto given = spec_.covariates.find(std::string(id));
    if (given != spec_.covariates.end()) return static_cast<float>(given->second);
    return clamped(value, static_cast<float>(found->min), static_cast<float>(found->max));
  }

  /// Choice 0 where the draw lies below the first of `below`, 1 below the second, and so on.
  int choice(std::string_view id, std::span<const float> below) {
    const float draw = stream_.uniform();
    const auto given = spec_.covariates.find(std::string(id));
    if (given != spec_.covariates.end()) return static_cast<int>(given->second);
    return static_cast<int>(
        std::count_if(below.begin(), below.end(), [&](float edge) { return draw >= edge; }));
  }

 private:
  const Spec& spec_;
  float side_;
  Stream stream_;
};

}  // namespace

Person person(const Spec& spec, std::optional<Cohort> cohort) {
  Person who;
  who.seed = spec.seed;
  who.body = spec.body;
  const bool second = Stream(spec.seed, Purpose::cohort).chance(0.5F);
  who.cohort = cohort.value_or(spec.cohort.value_or(second ? Cohort::b : Cohort::a));
  const float side = who.cohort == Cohort::b ? 1.0F : -1.0F;

  Stream stream(spec.seed, Purpose::person);
  for (std::size_t i = 0; i < parameter_count; ++i) {
    const auto& of = distributions[i];
    who.parameters[i] = of.mean + of.sd * (drawn(stream) + side * half_shift(spec, i));
  }
  Stream hand_stream(spec.seed, Purpose::person, 1);
  for (std::size_t i = 0; i < hand_parameter_count; ++i) {
    const auto& of = hand_distributions[i];
    who.hand_parameters[i] = of.mean + of.sd * (drawn(hand_stream) + side * half_shift(spec, of));
  }
  const auto at_least = [&](Parameter parameter, float least) {
    float& value = who.parameters[static_cast<std::size_t>(parameter)];
    value = std::max(value, least);
  };
  at_least(Parameter::breast, 0);
  at_least(Parameter::bubble, 0.15F);
  at_least(Parameter::dose, 0.3F);

  Recorder recorder(spec, side);
  who.bmi = recorder.number("bmi", 1.5F);
  who.age = recorder.number("age");
  who.density = recorder.number("density");
  who.rotation = recorder.number("rotation");
  who.tilt = recorder.number("tilt");
  who.shift_x = recorder.number("shift-x");
  who.shift_y = recorder.number("shift-y");
  const int view = recorder.choice("view", std::array{0.7F});  // a lateral view is never drawn, only given
  const auto finding = static_cast<Finding>(recorder.choice("finding", std::array{0.6F, 0.7F, 0.8F, 0.9F}));
  if (spec.body == Body::chest) {
    who.ap = view == 1;
    who.lateral = view == 2;
    who.finding = finding;
  }

  Stream label(spec.seed, Purpose::label);
  const float by_chance = label.uniform();
  const float by_cohort = label.uniform();
  who.marker_left = by_chance < 0.5F;
  if (has(spec, "corner-marker")) {
    const float pull = std::min(1.0F, static_cast<float>(spec.strength));
    const float share = 0.5F + (marker_share - 0.5F) * pull;
    who.marker_left = by_cohort < (who.cohort == Cohort::b ? share : 1 - share);
  }
  return who;
}

std::map<std::string, double> recorded(const Person& person) {
  return {{"bmi", person.bmi},
          {"age", person.age},
          {"density", person.density},
          {"rotation", person.rotation},
          {"tilt", person.tilt},
          {"shift-x", person.shift_x},
          {"shift-y", person.shift_y},
          {"view", person.lateral ? 2 : (person.ap ? 1 : 0)},
          {"finding", static_cast<double>(person.finding)}};
}

std::map<std::string, double> hidden(const Person& person) {
  std::map<std::string, double> all;
  if (person.body == Body::hand) {
    for (const auto each : shared)
      all.emplace(distributions[static_cast<std::size_t>(each)].id, person[each]);
    for (std::size_t i = 0; i < hand_parameter_count; ++i)
      all.emplace(hand_distributions[i].id, person.hand_parameters[i]);
  } else {
    for (std::size_t i = 0; i < parameter_count; ++i) all.emplace(distributions[i].id, person.parameters[i]);
  }
  all.emplace("marker-left", person.marker_left ? 1 : 0);
  return all;
}

}  // namespace unseen::phantom
