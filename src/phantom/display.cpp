#include <algorithm>
#include <array>
#include <vector>

#include "phantom/film.h"
#include "phantom/filters.h"
#include "phantom/strokes.h"

namespace unseen::phantom {
namespace {

/// How black unattenuated air is shown.
constexpr float black = 0.012F;

/// What a system is set to for a body: −ln of the air's signal below which a pixel was hit by the beam
/// directly, how sharply the two part, the least width of the body's values, and how much of the compression
/// of broad differences is used.
struct Setup {
  float direct, parting, least_width, compression;
};
constexpr Setup chest_setup{0.30F, 16, 0.6F, 1};
constexpr Setup hand_setup{0.07F, 90, 0.3F, 0.5F};

/// What a reader's exposure recognition finds in the middle of the field: the middle and the width of the
/// body's values.
struct Recognised {
  float middle, width;
};

Recognised recognise(const Image& log, const Setup& setup) {
  std::vector<float> values;
  const int side = log.width();
  for (int y = side / 8; y < side * 7 / 8; y += 3)
    for (int x = side / 8; x < side * 7 / 8; x += 3)
      if (const float value = log.at(x, y); value > setup.direct + 0.05F) values.push_back(value);
  if (values.size() < 16) return {1, 1};
  const auto percentile = [&](std::size_t percent) {
    const auto at = values.begin() + static_cast<std::ptrdiff_t>((values.size() - 1) * percent / 100);
    std::nth_element(values.begin(), at, values.end());
    return *at;
  };
  const float low = percentile(6);
  const float high = percentile(94);
  return {0.5F * (low + high), std::max(setup.least_width, high - low)};
}

void collimate(Image& image, const Person& person, const Projection& projection) {
  Stream stream(person.seed, Purpose::detail, 6);
  const auto edge = [&](float probability, float least, float most) {
    const float draw = stream.uniform();
    const float width = stream.uniform(least, most);
    return draw < probability ? width : -1.0F;
  };
  const float left = edge(0.35F, 0.4F, 1.6F);
  const float right = edge(0.35F, 0.4F, 1.6F);
  const float top = edge(0.3F, 0.3F, 1.3F);
  const float bottom = edge(0.2F, 0.3F, 1.3F);
  const float slant = 0.03F * stream.normal();
  const float field = projection.field();
  for (int y = 0; y < image.height(); ++y)
    for (int x = 0; x < image.width(); ++x) {
      const float u = (static_cast<float>(x) + 0.5F) * projection.pixel();
      const float v = (static_cast<float>(y) + 0.5F) * projection.pixel();
      const float across = slant * (v - 20);
      const float down = slant * (u - 20);
      const float inside = std::min(
          {u + across - left, field - u - across - right, v + down - top, field - v - down - bottom});
      if (inside >= 0.25F) continue;
      const float share = clamped(inside / 0.25F, 0, 1);
      image.at(x, y) = image.at(x, y) * share + black * (1 - share);
    }
}

struct Line {
  float x0, y0, x1, y1;
};
/// Letters a unit high, drawn in lead strokes.
constexpr std::array letter_l{Line{0, 0, 0, 1}, Line{0, 1, 0.58F, 1}};
constexpr std::array letter_r{Line{0, 0, 0, 1},
                              Line{0, 0, 0.42F, 0},
                              Line{0.42F, 0, 0.58F, 0.14F},
                              Line{0.58F, 0.14F, 0.58F, 0.34F},
                              Line{0.58F, 0.34F, 0.42F, 0.48F},
                              Line{0.42F, 0.48F, 0, 0.48F},
                              Line{0.28F, 0.48F, 0.6F, 1}};

void mark(Image& image, const Person& person, const Projection& projection) {
  Stream stream(person.seed, Purpose::label, 1);
  const float height = stream.uniform(1.2F, 1.7F);
  const float turn = 0.12F * stream.normal();
  const float inset = stream.uniform(0.9F, 2.2F);
  const float down = stream.uniform(1.2F, 3.7F);
  const float bright = stream.uniform(0.86F, 0.98F);
  const float x = person.marker_left ? inset : projection.field() - inset - 0.7F * height;
  const float scale = 1 / projection.pixel();
  const float c = cosine(turn);
  const float s = sine(turn);
  Image lead(image.width(), image.height());
  Image scratch(image.width(), image.height());
  {
    Strokes strokes(projection, lead, scratch);
    const auto draw = [&](const Line& line) {
      const auto u = [&](float px, float py) { return (x + height * (px * c - py * s)) * scale; };
      const auto v = [&](float px, float py) { return (down + height * (px * s + py * c)) * scale; };
      strokes.line(u(line.x0, line.y0), v(line.x0, line.y0), u(line.x1, line.y1), v(line.x1, line.y1),
                   0.13F * height * scale, 0.13F * height * scale,
                   [](float q) { return q < 0.55F ? 1.0F : 1 - (q - 0.55F) / 0.45F; });
    };
    // Films are looked at as if the patient stood opposite: the right side lies at the left.
    if (person.marker_left) {
      for (const auto& line : letter_r) draw(line);
    } else {
      for (const auto& line : letter_l) draw(line);
    }
  }
  const auto value = image.values();
  for (std::size_t i = 0; i < value.size(); ++i) {
    const float share = lead.values()[i];
    value[i] += (std::max(value[i], bright) - value[i]) * share;
  }
}

}  // namespace

Image displayed(const Image& exposed, const Person& person, const Projection& projection) {
  Image log(exposed.width(), exposed.height());
  std::transform(exposed.values().begin(), exposed.values().end(), log.values().begin(),
                 [](float signal) { return -logarithm(signal); });
  const Image broad = broad_blur(log, 3.5F / projection.pixel());
  const Image near = broad_blur(log, 0.55F / projection.pixel());
  const Setup& setup = person.body == Body::hand ? hand_setup : chest_setup;
  const auto found = recognise(log, setup);
  const float compression = person[Parameter::range_compression] * setup.compression;
  const float sharpening = person[Parameter::unsharp];
  const float centre = found.middle + person[Parameter::exposure] * found.width * 0.5F;
  const float steepness =
      1.9F * std::max(0.3F, person[Parameter::gamma]) / (found.width * (1 - compression * 0.75F));

  Image image(exposed.width(), exposed.height());
  const auto value = image.values();
  for (std::size_t i = 0; i < value.size(); ++i) {
    const float l = log.values()[i];
    const float shaped =
        l - compression * (broad.values()[i] - found.middle) + sharpening * (l - near.values()[i]);
    const float body = 1 / (1 + exponential(-(l - setup.direct) * setup.parting));
    const float grey = 0.02F + 0.86F / (1 + exponential(-steepness * (shaped - centre)));
    value[i] = clamped(grey * body + black * (1 - body), 0, 1);
  }
  collimate(image, person, projection);
  mark(image, person, projection);
  return image;
}

}  // namespace unseen::phantom
