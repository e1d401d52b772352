#include "experiment/answer.h"

namespace unseen::experiment {
namespace {

using nlohmann::json;

json number(const std::optional<double>& value) { return value ? json(*value) : json(); }

json to_json(const Of& of) { return {{"head", of.head}, {"label", of.label}, {"title", of.title}}; }

json to_json(const Estimate& of) {
  return {{"value", number(of.value)},
          {"low", number(of.low)},
          {"high", number(of.high)},
          {"n", of.n},
          {"positives", of.positives}};
}

json to_json(const Score& score) {
  return {{"form", "score"}, {"of", to_json(score.of)}, {"estimate", to_json(score.estimate)}};
}

json to_json(const Line& line) {
  auto points = json::array();
  for (const auto& point : line.points) {
    auto row = to_json(point.y);
    row["x"] = point.x;
    points.push_back(std::move(row));
  }
  return {{"of", to_json(line.of)}, {"points", std::move(points)}, {"untouched", to_json(line.untouched)}};
}

json to_json(const Curve& curve) {
  auto lines = json::array();
  for (const auto& line : curve.lines) lines.push_back(to_json(line));
  return {{"form", "curve"},
          {"x",
           {{"operation", curve.operation},
            {"parameter", curve.parameter},
            {"title", curve.x_title},
            {"unit", curve.unit},
            {"scale", curve.scale == filter::Scale::linear ? "linear" : "logarithmic"}}},
          {"y",
           {{"title", curve.y_title},
            {"min", curve.y_min},
            {"max", curve.y_max},
            {"chance", number(curve.chance)},
            {"interval", curve.interval}}},
          {"lines", std::move(lines)}};
}

json to_json(const Map& map) {
  auto values = json::array();
  for (const auto& value : map.values) values.push_back(number(value));
  return {{"form", "map"},          {"of", to_json(map.of)},       {"rows", map.rows},
          {"columns", map.columns}, {"values", std::move(values)}, {"untouched", number(map.untouched)}};
}

json to_json(const Table& table) {
  return {{"form", "table"}, {"columns", table.columns}, {"rows", table.rows}};
}

json to_json(const Roc& roc) {
  auto lines = json::array();
  for (const auto& line : roc.lines)
    lines.push_back({{"title", line.title}, {"points", line.points}, {"area", to_json(line.area)}});
  return {{"form", "roc"}, {"of", to_json(roc.of)}, {"lines", std::move(lines)}};
}

}  // namespace

json to_json(const Answer& answer) {
  auto form = std::visit([](const auto& each) { return to_json(each); }, answer.form);
  form["id"] = answer.id;
  form["title"] = answer.title;
  form["says"] = answer.says;
  return form;
}

}  // namespace unseen::experiment
