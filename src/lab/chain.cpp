#include "lab/chain.h"

#include <cmath>

namespace unseen::lab {
namespace {

template <class Change>
Chain changed(Chain chain, std::size_t place, const Change& change) {
  change(chain[place]);
  return chain;
}

// A ten-thousandth of a side is less than a pixel, and short in a link.
double short_number(double share) { return std::round(share * 1e4) / 1e4; }

}  // namespace

Chain with_added(const Chain& chain, const Operation& operation) {
  Chain longer = chain;
  longer.push_back(initial_step(operation));
  return longer;
}

Chain with_operation(const Chain& chain, std::size_t place, const Operation& operation) {
  return changed(chain, place, [&](Step& step) {
    Step other = initial_step(operation);
    other.bypass = step.bypass;
    other.solo = step.solo;
    step = std::move(other);
  });
}

Chain without(const Chain& chain, std::size_t place) {
  Chain rest = chain;
  rest.erase(rest.begin() + static_cast<Chain::difference_type>(place));
  return rest;
}

Chain moved(const Chain& chain, std::size_t from, std::size_t to) {
  Chain other = without(chain, from);
  other.insert(other.begin() + static_cast<Chain::difference_type>(to), chain[from]);
  return other;
}

Chain with_value(const Chain& chain, std::size_t place, const std::string& parameter, double value) {
  return changed(chain, place, [&](Step& step) { step.values[parameter] = value; });
}

Chain with_bypass(const Chain& chain, std::size_t place, bool on) {
  return changed(chain, place, [&](Step& step) { step.bypass = on; });
}

Chain with_solo(const Chain& chain, std::size_t place, bool on) {
  return changed(chain, place, [&](Step& step) { step.solo = on; });
}

Chain reset_step(const Chain& chain, std::size_t place, const Catalogue& catalogue) {
  const Operation* operation = catalogue.operation(chain[place].op);
  if (!operation) return chain;
  return changed(chain, place, [&](Step& step) { step.values = initial_step(*operation).values; });
}

Chain reset_all(const Chain& chain, const Catalogue& catalogue) {
  Chain all = chain;
  for (std::size_t i = 0; i < all.size(); ++i) all = reset_step(all, i, catalogue);
  return all;
}

Chain painted(const Chain& chain, const Brush& brush, double x, double y, bool begins) {
  return changed(chain, brush.step, [&](Step& step) {
    const std::pair point{short_number(x), short_number(y)};
    if (begins || step.strokes.empty()) {
      step.strokes.push_back({brush.radius, {point}});
      return;
    }
    auto& points = step.strokes.back().points;
    const auto [last_x, last_y] = points.empty() ? std::pair{-1.0, -1.0} : points.back();
    if (std::hypot(point.first - last_x, point.second - last_y) >= brush.radius / 4) points.push_back(point);
  });
}

}  // namespace unseen::lab
