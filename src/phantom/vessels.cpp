// The vessels of the lungs: trees that branch from each hilum. Every branch draws from a stream of its own,
// so that a change of one parameter moves branches and does not deal the tree anew.
#include <vector>

#include "phantom/anatomy.h"
#include "phantom/random.h"
#include "phantom/strokes.h"

namespace unseen::phantom {
namespace {

struct Branch {
  Point from;
  float angle, elevation, radius, length;
  int generation;
  std::uint64_t key;
};

constexpr int roots = 10;
constexpr int generations = 9;

class Tree {
 public:
  Tree(Strokes& strokes, const Chest& chest, const Projection& projection, float side)
      : strokes_(strokes),
        chest_(chest),
        person_(chest.person),
        side_(side),
        thinnest_(0.5F * projection.pixel()),
        spread_(person_[Parameter::vessel_angle] * (pi / 180)) {}

  void grow() {
    const Point hilum{side_ * (side_ < 0 ? 3.3F : 3.0F),
                      person_[Parameter::hilum_y] + (side_ < 0 ? 0.0F : 1.0F), 0};
    for (int i = 0; i < roots; ++i) {
      const std::uint64_t key = branch_of(side_ < 0 ? 1 : 2, static_cast<std::uint64_t>(i));
      Stream stream(person_.seed, Purpose::vessels, key);
      const float angle = -1.45F + 2.9F * static_cast<float>(i) / (roots - 1) + 0.12F * stream.normal();
      const float radius = 0.52F * person_[Parameter::vessel_radius] * stream.uniform(0.75F, 1.25F);
      waiting_.push_back({{hilum.x, hilum.y + 0.18F * static_cast<float>(i - 4), 0},
                          angle,
                          0.35F * stream.normal(),
                          radius,
                          2.3F,
                          0,
                          key});
    }
    Stream stream(person_.seed, Purpose::vessels, side_ < 0 ? 3 : 4);
    for (int i = 0; i < 4; ++i) {
      const Point knot{hilum.x + side_ * (0.5F * stream.normal() - 0.3F), hilum.y + 0.9F * stream.normal(),
                       0};
      strokes_.ball(knot, stream.uniform(0.7F, 1.1F), 0.35F, 1);
      strokes_.finish();
    }
    while (!waiting_.empty()) {
      const Branch branch = waiting_.back();
      waiting_.pop_back();
      draw(branch);
    }
    strokes_.finish();
  }

 private:
  bool outside(const Point& p) const {
    return std::fabs(p.z) > chest_.half_depth * 0.85F || p.y > chest_.apex - 0.6F || p.y < chest_.base + 2 ||
           std::fabs(p.x) > chest_.half_width * 0.97F || std::fabs(p.x) < 1.5F;
  }

  void draw(const Branch& branch) {
    Stream stream(person_.seed, Purpose::vessels, branch_of(branch.key, 7));
    const float length = branch.length * stream.uniform(0.75F, 1.25F);
    const float flat = cosine(branch.elevation);
    const Point to{branch.from.x + side_ * length * cosine(branch.angle) * flat,
                   branch.from.y + length * sine(branch.angle) * flat,
                   branch.from.z + length * sine(branch.elevation)};
    if (outside(to)) return;
    const float taper = person_[Parameter::vessel_taper];
    const float end = branch.radius * (0.5F + 0.5F * taper);
    // Thinner than half a pixel it is drawn that wide, with the same area.
    const float from = std::max(branch.radius, thinnest_);
    const float drawn_end = std::max(end, thinnest_);
    strokes_.rod(branch.from, to, from, drawn_end, squared(branch.radius / from));
    if (branch.generation + 1 >= generations || branch.radius < 0.028F) return;
    branch_on(branch, to, stream);
  }

  void branch_on(const Branch& branch, const Point& at, Stream& stream) {
    const float more = stream.uniform();
    const float fewer = stream.uniform();
    const float number = person_[Parameter::vessel_number];
    int children = 2;
    if (branch.generation < 5 && more < 0.25F * number) children = 3;
    if (branch.generation >= 3 && fewer > number * 0.92F) children = 1;
    const float lone = stream.chance(0.5F) ? -0.3F : 0.3F;
    for (int i = 0; i < children; ++i) {
      const float sign = children == 1 ? lone : (i == 0 ? -1.0F : (i == 1 ? 1.0F : 0.0F));
      const std::uint64_t key = branch_of(branch.key, 11 + static_cast<std::uint64_t>(i));
      Stream own(person_.seed, Purpose::vessels, key);
      const float thinner =
          person_[Parameter::vessel_taper] * (i == 2 ? 0.6F : 1.0F) * own.uniform(0.92F, 1.08F);
      waiting_.push_back({at, branch.angle + sign * spread_ * own.uniform(0.6F, 1.2F),
                          branch.elevation * 0.8F + 0.25F * own.normal(), branch.radius * thinner,
                          branch.length * 0.84F, branch.generation + 1, key});
    }
  }

  Strokes& strokes_;
  const Chest& chest_;
  const Person& person_;
  float side_, thinnest_, spread_;
  std::vector<Branch> waiting_;
};

}  // namespace

void draw_vessels(Thickness& maps, const Chest& chest, const Projection& projection) {
  Image scratch(projection.size(), projection.size());
  Strokes strokes(projection, maps.vessels, scratch);
  for (const float side : {-1.0F, 1.0F}) Tree(strokes, chest, projection, side).grow();
}

void draw_findings(Thickness& maps, const Chest& chest, const Projection& projection) {
  const Finding finding = chest.person.finding;
  if (finding != Finding::nodule && finding != Finding::opacity) return;
  Image scratch(projection.size(), projection.size());
  Strokes strokes(projection, maps.vessels, scratch);
  Stream stream(chest.person.seed, Purpose::finding);
  const float side = stream.chance(0.5F) ? -1.0F : 1.0F;
  if (finding == Finding::nodule) {
    const Point at{side * stream.uniform(5, 10), stream.uniform(-4, 8), 0};
    strokes.ball(at, stream.uniform(0.7F, 1.6F), 0.9F, 1.1F);
    return;
  }
  for (int i = 0; i < 26; ++i) {
    const Point at{side * (6.5F + 1.8F * stream.normal()), -3 + 2 * stream.normal(), 0};
    strokes.ball(at, stream.uniform(0.7F, 1.9F), 0.5F, 0.8F);
    strokes.finish();
  }
}

}  // namespace unseen::phantom
