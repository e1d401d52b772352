#include <algorithm>
#include <array>

#include "phantom/film.h"
#include "phantom/filters.h"

namespace unseen::phantom {
namespace {

/// 1/cm, for a tube voltage.
struct Attenuation {
  float kvp, soft, fat, lung, bone, steel;
};
constexpr Attenuation table[] = {
#include "phantom/attenuation.inc"
};

/// Between two rows of the table.
Attenuation attenuation(float kvp) {
  const auto* const upper = std::find_if(std::begin(table) + 1, std::end(table) - 1,
                                         [&](const Attenuation& row) { return row.kvp >= kvp; });
  const auto& a = upper[-1];
  const auto& b = *upper;
  const float t = (kvp - a.kvp) / (b.kvp - a.kvp);
  const auto mix = [&](float x, float y) { return x + (y - x) * t; };
  return {kvp,
          mix(a.soft, b.soft),
          mix(a.fat, b.fat),
          mix(a.lung, b.lung),
          mix(a.bone, b.bone),
          mix(a.steel, b.steel)};
}

/// Grain of a tissue: octaves whose cells are given in cm, so that it does not change with the size of the
/// film.
struct Octave {
  float cell, amplitude;
};

Image grain(const Projection& projection, std::uint64_t seed, std::uint64_t branch,
            std::initializer_list<Octave> octaves) {
  Image map(projection.size(), projection.size());
  std::uint64_t octave = 0;
  for (const auto& each : octaves) {
    Stream stream(seed, Purpose::texture, branch * 8 + octave++);
    add_grain(map, each.cell / projection.pixel(), each.amplitude, stream);
  }
  return map;
}

/// What would reach the detector without scatter: Beer and Lambert's law along each ray.
Image transmitted(const Thickness& maps, const Person& person, const Projection& projection, float kvp) {
  const auto of = [&](Parameter parameter) { return person[parameter]; };
  const auto mu = attenuation(kvp);
  const float lung_mu = mu.lung * std::max(0.3F, of(Parameter::lung_density)) *
                        (1 + 0.6F * (person.density - 1)) * (person.ap ? 1.12F : 1.0F);
  const Image lung_grain = grain(projection, person.seed, 0,
                                 {{3.2F, 0.26F * of(Parameter::lung_texture_0)},
                                  {1.5F, 0.35F * of(Parameter::lung_texture_1)},
                                  {0.75F, 0.45F * of(Parameter::lung_texture_2)},
                                  {0.38F, 0.55F * of(Parameter::lung_texture_3)},
                                  {0.18F, 0.40F}});
  const Image soft_grain = grain(projection, person.seed, 1,
                                 {{3.2F, 0.50F * of(Parameter::soft_texture_1)},
                                  {1.2F, 0.40F * of(Parameter::soft_texture_2)},
                                  {0.55F, 0.34F * of(Parameter::soft_texture_3)},
                                  {0.25F, 0.28F}});
  const Image bone_grain = grain(projection, person.seed, 2, {{0.28F, 0.6F}, {0.14F, 0.6F}});
  const float trabecular = 0.16F * of(Parameter::trabecular_texture);

  Image out(projection.size(), projection.size());
  const auto value = out.values();
  for (std::size_t i = 0; i < value.size(); ++i) {
    const float lung = maps.lung.values()[i];
    const float inside = maps.soft.values()[i];
    const float soft = std::max(0.0F, inside - lung - std::min(maps.air.values()[i], inside));
    const float rough = 1 + 0.10F * lung_grain.values()[i] / (0.6F + 0.06F * lung);
    const float blood =
        lung > 0.2F ? std::min(maps.vessels.values()[i] * std::min(1.0F, lung * 0.35F) * 1.35F, lung) : 0.0F;
    const float bone = maps.bone.values()[i] * (1 + trabecular * bone_grain.values()[i]);
    const float total = mu.soft * soft * (1 + 0.018F * soft_grain.values()[i]) +
                        mu.fat * maps.fat.values()[i] * (1 + 0.03F * soft_grain.values()[i]) +
                        lung_mu * lung * rough + (mu.soft - lung_mu) * blood + (mu.bone - mu.soft) * bone +
                        mu.steel * maps.metal.values()[i];
    value[i] = exponential(-total);
  }
  return out;
}

}  // namespace

Image exposed(const Thickness& maps, const Person& person, const Projection& projection, double kvp,
              double mas) {
  Image image = transmitted(maps, person, projection, static_cast<float>(kvp));
  const Image around = broad_blur(image, 4 / projection.pixel());
  // A hand is thin and scatters little; through the side of a chest, more tissue scatters.
  const float setting =
      person.body == Body::hand ? 0.25F : (person.lateral ? 1.3F : (person.ap ? 1.15F : 1.0F));
  const float scattered =
      clamped(person[Parameter::scatter] * (1 + 0.01F * (person.bmi - 25)) * setting, 0, 0.9F);
  // 1.6e4 photons a mm² behind the body at 2.5 mAs and 110 kVp, where it lets through 1.8 %; a tube's output
  // grows about with the square of its voltage.
  const auto output = static_cast<float>(mas / 2.5 * (kvp / 110) * (kvp / 110));
  const float photons =
      1.6e4F * person[Parameter::dose] * output * 100 * squared(projection.pixel()) / 0.018F;
  const float grain = 1 / std::sqrt(photons);
  Stream noise(person.seed, Purpose::noise);
  const auto value = image.values();
  const auto glow = around.values();
  for (std::size_t i = 0; i < value.size(); ++i) {
    const float signal = value[i] * (1 - scattered) + scattered * glow[i];
    const float quantum = std::sqrt(signal) * grain * noise.quick_normal();
    value[i] = std::max(signal + quantum + 2e-5F * noise.quick_normal(), 1e-5F);
  }
  return narrow_blur(image, clamped(person[Parameter::detector_blur] / projection.pixel(), 0.35F, 1.2F));
}

}  // namespace unseen::phantom
