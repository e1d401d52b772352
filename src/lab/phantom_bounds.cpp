#include "lab/phantom_bounds.h"

#include <algorithm>
#include <cmath>

#include <fmt/core.h>

#include "lab/reader.h"
#include "lab/state.h"

namespace unseen::lab {
namespace {

constexpr double largest_seed = 4'294'967'295;

Result<std::string> read_id(const json& value, const std::string& path) {
  Reader in(value, path);
  return in.lenient(in.text("id"));
}

using Ranged = std::pair<std::string, std::pair<double, double>>;

Result<Ranged> read_range(const json& value, const std::string& path) {
  Reader in(value, path);
  return in.lenient(Ranged{in.text("id"), {in.number("min"), in.number("max")}});
}

bool among(const std::vector<std::string>& ids, const std::string& id) {
  return std::find(ids.begin(), ids.end(), id) != ids.end();
}

Result<void> in_range(const std::map<std::string, std::pair<double, double>>& ranges, const std::string& id,
                      double value) {
  const auto range = ranges.find(id);
  if (range == ranges.end()) return refuse(Code::phantom_parameter, "there is no " + id);
  const auto [least, most] = range->second;
  if (std::isfinite(value) && value >= least && value <= most) return {};
  return refuse(Code::phantom_parameter,
                fmt::format("{} is {:g}, allowed {:g} to {:g}", id, value, least, most));
}

}  // namespace

Result<PhantomBounds> read_phantom_bounds(const json& value, const std::string& path) {
  Reader in(value, path);
  PhantomBounds bounds{
      in.list<std::string>("bodies", read_id), in.list<std::string>("mechanisms", read_id), {}, {}};
  for (auto& range : in.list<Ranged>("covariates", read_range)) bounds.covariates.insert(std::move(range));
  for (auto& range : in.list<Ranged>("parameters", read_range)) bounds.parameters.insert(std::move(range));
  return in.lenient(std::move(bounds));
}

Result<void> check_phantom(const Phantom& recipe, const PhantomBounds& bounds) {
  const auto seed = static_cast<double>(recipe.seed);
  if (seed < 0 || seed > largest_seed)
    return refuse(Code::phantom_parameter,
                  fmt::format("seed is {:g}, allowed 0 to {:.0f}", seed, largest_seed));
  if (!among(bounds.bodies, recipe.body))
    return refuse(Code::phantom_parameter, "there is no body " + recipe.body);
  for (const std::string& mechanism : recipe.mechanisms)
    if (!among(bounds.mechanisms, mechanism))
      return refuse(Code::phantom_parameter, "there is no mechanism " + mechanism);
  if (recipe.cohort && *recipe.cohort != "A" && *recipe.cohort != "B")
    return refuse(Code::phantom_parameter, "there is no cohort " + *recipe.cohort);
  for (const auto& [id, value] : recipe.covariates)
    if (auto good = in_range(bounds.covariates, id, value); !good) return good;
  const std::pair<const char*, double> settings[] = {{"strength", recipe.strength},
                                                     {"size", static_cast<double>(recipe.size)},
                                                     {"kvp", recipe.kvp},
                                                     {"mas", recipe.mas}};
  for (const auto& [id, value] : settings)
    if (auto good = in_range(bounds.parameters, id, value); !good) return good;
  return {};
}

}  // namespace unseen::lab
