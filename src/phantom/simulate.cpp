#include "phantom/film.h"
#include "phantom/hand.h"
#include "phantom/phantom.h"
#include "phantom/random.h"

namespace unseen::phantom {
namespace {

Image film_of(const Person& person, const Spec& spec) {
  const bool hand = person.body == Body::hand;
  const float field = person[Parameter::field] * (hand ? 0.68F : (person.ap ? 1.06F : 1.0F));
  const Projection projection(person, field, spec.size);
  const Thickness maps = hand ? hand_thickness(person, projection) : chest_thickness(person, projection);
  Image image = displayed(exposed(maps, person, projection, spec.kvp, spec.mas), person, projection);
  for (float& value : image.values()) value = static_cast<float>(nearest(value * 65535)) / 65535;
  return image;
}

Record record_of(const Person& person) { return {person.cohort, recorded(person), hidden(person)}; }

}  // namespace

Result<Phantom> simulate(const Spec& spec) {
  if (const auto fine = check(spec); !fine) return tl::unexpected(fine.error());
  const Person who = person(spec, std::nullopt);
  return Phantom{film_of(who, spec), record_of(who)};
}

Result<Record> record(const Spec& spec) {
  if (const auto fine = check(spec); !fine) return tl::unexpected(fine.error());
  return record_of(person(spec, std::nullopt));
}

Result<Image> truth(const Spec& spec) {
  if (const auto fine = check(spec); !fine) return tl::unexpected(fine.error());
  Image difference = film_of(person(spec, Cohort::b), spec);
  const Image first = film_of(person(spec, Cohort::a), spec);
  for (std::size_t i = 0; i < difference.size(); ++i) difference.values()[i] -= first.values()[i];
  return difference;
}

// 32 bits, so that a person's number can be typed and survives JSON.
std::uint64_t film_seed(std::uint64_t set, std::uint64_t index) {
  return branch_of(set, index) & 0xFFFFFFFFU;
}

}  // namespace unseen::phantom
