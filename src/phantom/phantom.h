#pragma once
// Simulated radiographs ("phantoms"): anatomy → attenuation → detector → display. A phantom's cohort, A or B,
// is carried by mechanisms that we chose and therefore know. Cohorts are neutral; a phantom never carries a
// label of a person.

#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "contract/refusal.h"
#include "image/image.h"

namespace unseen::phantom {

enum class Body { chest, hand };
enum class Cohort { a, b };

/// The id in bodies(); "A", "B".
std::string_view id(Body body);
std::string_view id(Cohort cohort);
std::optional<Body> body_from(std::string_view id);
std::optional<Cohort> cohort_from(std::string_view id);

/// What can be simulated. One visible list, bodies().
struct BodyPart {
  Body body;
  std::string_view id, title, help;
  std::span<const std::string_view> without{};  ///< ids of the covariates that do not apply to it: always 0
};
std::span<const BodyPart> bodies();

/// A way in which the cohorts differ. One visible list, mechanisms().
struct Mechanism {
  std::string_view id, title, help;
};
std::span<const Mechanism> mechanisms();

/// A fact recorded with each phantom, drawn from the same distribution in both cohorts. One visible list,
/// covariates().
struct Covariate {
  std::string_view id, title, unit, help;
  double min, max, step;
  double mean, sd;                              ///< of the draw; for a choice: of no meaning
  std::span<const std::string_view> choices{};  ///< what 0, 1, 2… stand for; empty for a number
};
std::span<const Covariate> covariates();

/// A setting of the simulation other than covariates: bounds and what it starts as.
struct Setting {
  std::string_view id, title, unit, help;
  double min, max, step, initial;
};
/// strength, size, kvp, mas, seed.
std::span<const Setting> settings();

/// A covariate made to differ between cohorts: their means lie `shift` within-cohort sd apart, half on each
/// side.
struct Confounding {
  std::string covariate;
  double shift = 0;

  bool operator==(const Confounding&) const = default;
};

/// Everything that decides a phantom: equal specs give equal pixels, on every machine.
struct Spec {
  std::uint64_t seed = 1;
  Body body = Body::chest;
  std::vector<std::string> mechanisms{};       ///< ids; none: the cohorts do not differ
  double strength = 1;                         ///< of every mechanism; 1 is what the models were trained on
  std::optional<Cohort> cohort{};              ///< none: drawn from the seed, half and half
  std::map<std::string, double> covariates{};  ///< given ones; the rest are drawn
  std::optional<Confounding> confounding{};
  int size = 224;  ///< pixels a side
  double kvp = 110;
  double mas = 2.5;

  bool operator==(const Spec&) const = default;
};

/// What is known of a phantom beside its film.
struct Record {
  Cohort cohort = Cohort::a;
  std::map<std::string, double> covariates;  ///< every recorded one
  std::map<std::string, double> hidden;      ///< every parameter of parameters.def, as used
};

struct Phantom {
  Image image;  ///< display values in [0,1], each a whole number of 65535ths
  Record record;
};

/// The film. Refused: `phantom-parameter`, naming the field and its range.
Result<Phantom> simulate(const Spec& spec);

/// The record alone, without making the film. Refused like simulate().
Result<Record> record(const Spec& spec);

/// What the mechanisms changed: the same person as B less as A, pixel by pixel, in [-1,1]. Refused like
/// simulate().
Result<Image> truth(const Spec& spec);

Result<void> check(const Spec& spec);

/// Seed of film `index` in a set of films. Sets of different numbers have different people.
std::uint64_t film_seed(std::uint64_t set, std::uint64_t index);

}  // namespace unseen::phantom
