#pragma once
// What an experiment answers: a closed set of forms. Each has one drawing, one table, one exporter; the
// sentence for those who do not see it comes with it. JSON: Answer in contract/protocol.schema.json.

#include <optional>
#include <string>
#include <variant>
#include <vector>

#include <nlohmann/json.hpp>

#include "filter/operation.h"

namespace unseen::experiment {

/// A number with its interval and what it was measured on.
struct Estimate {
  std::optional<double> value{};  ///< none where there were too few cases
  std::optional<double> low{}, high{};
  std::size_t n = 0;          ///< pictures, or seeds of one picture
  std::size_t positives = 0;  ///< of them, where groups are told apart; else 0
};

/// Whose number it is.
struct Of {
  std::string head, label, title;
};

struct Score {
  Of of;
  Estimate estimate;
};

/// One line of a curve; points in order of x.
struct Line {
  struct Point {
    double x = 0;
    Estimate y;
  };
  Of of;
  std::vector<Point> points;
  Estimate untouched;  ///< the same without the operation
};

/// A figure against a setting.
struct Curve {
  std::string operation, parameter, x_title, unit;
  filter::Scale scale = filter::Scale::linear;
  std::string y_title, interval;  ///< what low and high are, in words
  double y_min = 0, y_max = 1;
  std::optional<double> chance{};
  std::vector<Line> lines;
};

/// A grid of numbers, row by row, as the picture lies.
struct Map {
  Of of;
  int rows = 0, columns = 0;
  std::vector<std::optional<double>> values;
  std::optional<double> untouched{};
};

/// Cells are numbers, texts or null.
struct Table {
  std::vector<std::string> columns;
  std::vector<std::vector<nlohmann::json>> rows;
};

/// Receiver operating characteristic, a curve a setting.
struct Roc {
  struct Line {
    std::string title;
    std::vector<std::array<double, 2>> points;  ///< false and true positive share
    Estimate area;
  };
  Of of;
  std::vector<Line> lines;
};

struct Answer {
  std::string id;     ///< unique within the experiment
  std::string title;  ///< what is asked, as a phrase
  std::string says;   ///< the answer in a sentence or two
  std::variant<Score, Curve, Map, Table, Roc> form;
};

nlohmann::json to_json(const Answer& answer);

}  // namespace unseen::experiment
