#pragma once
// The application's state: a value. Nothing here knows pixels, a browser, a clock or chance.

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace unseen::lab {

/// The version of the state's JSON. A change of meaning raises it and adds one step to migrations.h.
inline constexpr int version = 1;

/// DICOM PS3.3 C.11.2.1.2; both numbers in stored values.
struct Window {
  double center = 0;
  double width = 0;
  friend bool operator==(const Window&, const Window&) = default;
};

/// What a simulated film was made from: equal specs are equal films. Empty and none mean: drawn from the
/// seed.
struct Phantom {
  std::int64_t seed = 0;
  std::string body;
  std::vector<std::string> mechanisms;  ///< by which the cohorts differ
  double strength = 1;
  std::optional<std::string> cohort;
  std::map<std::string, double> covariates;
  std::int64_t size = 0;  ///< pixels a side
  double kvp = 0, mas = 0;
  friend bool operator==(const Phantom&, const Phantom&) = default;
};

/// A window to choose, with the file's word for it.
struct OfferedWindow {
  Window window;
  std::string title;
  friend bool operator==(const OfferedWindow&, const OfferedWindow&) = default;
};

/// One thing that a file says of itself, such as the body part.
struct Stated {
  std::string title, value;
  friend bool operator==(const Stated&, const Stated&) = default;
};

/// What was read from the open file. Never its name. `id` counts the films opened since the page loaded.
struct Film {
  std::int64_t id = 0;
  int width = 0, height = 0;                ///< pixels as shown, after orientation
  int stored_width = 0, stored_height = 0;  ///< pixels as stored
  int bits = 0;                             ///< per stored value, 1 to 32
  int channels = 1, frames = 1, orientation = 1;
  int frame = 0;  ///< which of the frames is open, from 0
  std::string format, photometric;
  Window window;                         ///< the file's default
  std::vector<OfferedWindow> windows;    ///< all there are to choose, the default first
  double lowest = 0, highest = 0;        ///< the values there can be
  double minimum = 0, maximum = 0;       ///< the values that occur
  std::vector<Stated> stated;            ///< what the file says of itself
  std::vector<std::string> identifying;  ///< names of attributes that may identify the patient
  std::vector<std::string> notes;        ///< sentences about what was read
  std::optional<Phantom> phantom;        ///< of a simulated film
  friend bool operator==(const Film&, const Film&) = default;
};

struct ModelChoice {
  std::string id;
  std::optional<std::string> variant;
  friend bool operator==(const ModelChoice&, const ModelChoice&) = default;
};

/// A painted stroke: a round brush along a line of points. Coordinates are shares of width and height, the
/// radius a share of the longer side.
struct Stroke {
  double radius = 0;
  std::vector<std::pair<double, double>> points;
  friend bool operator==(const Stroke&, const Stroke&) = default;
};

/// One operation of the chain with a value for each of its parameters. A step that is bypassed stays in the
/// list and does nothing; where any is solo, only those do something.
struct Step {
  std::string op;
  std::map<std::string, double> values;
  std::vector<Stroke> strokes{};
  bool bypass = false, solo = false;
  friend bool operator==(const Step&, const Step&) = default;
};

/// How the film is looked at: zoom 1 shows it whole; (x, y) is the point of the film, as a share of its
/// width and height, that lies at the slot's centre.
struct View {
  double zoom = 1, x = 0.5, y = 0.5;
  friend bool operator==(const View&, const View&) = default;
};

/// What stands in the film's place: the picture, what the chain changed in it, or its frequencies.
enum class Look { film, difference, spectrum };
inline constexpr std::array<std::string_view, 3> look_names{"film", "difference", "spectrum"};

/// The setting that was changed last: a parameter of an operation, or `window` and one of its two numbers.
struct Hand {
  std::string op, parameter;
  friend bool operator==(const Hand&, const Hand&) = default;
};

/// One score of the trail: what was in hand, its value then, and the scores, flat, in output order.
struct Trace {
  Hand hand;
  std::optional<double> value;
  std::vector<double> scores;
  friend bool operator==(const Trace&, const Trace&) = default;
};

/// How often stored values occur: equal bins from `minimum` to `maximum`.
struct Histogram {
  double minimum = 0, maximum = 0;
  std::vector<double> counts;
  friend bool operator==(const Histogram&, const Histogram&) = default;
};

/// While there is one, the pointer paints strokes of this radius into that step instead of moving the film.
struct Brush {
  std::size_t step = 0;
  double radius = 0.05;  ///< a share of the film's longer side
  friend bool operator==(const Brush&, const Brush&) = default;
};

/// What has to be scored. Two are about the same thing when all but the revision agree.
struct Wanted {
  std::int64_t image = 0;
  ModelChoice model;
  std::optional<Window> window;
  std::vector<Step> chain;
  std::uint64_t revision = 0;  ///< of the state that asked
  bool same(const Wanted& other) const {
    return image == other.image && model == other.model && window == other.window && chain == other.chain;
  }
  friend bool operator==(const Wanted&, const Wanted&) = default;
};

struct Label {
  std::string id, title, head;
  friend bool operator==(const Label&, const Label&) = default;
};

/// What the gate says: in, out or unknown.
struct Verdict {
  std::string verdict;
  std::optional<double> score, threshold;
  std::vector<std::string> reasons;
  friend bool operator==(const Verdict&, const Verdict&) = default;
};

/// Milliseconds. `first_inference` is the one that also warmed the runtime up.
struct Timings {
  double decode = 0, preprocess = 0, inference = 0, total = 0;
  std::optional<double> first_inference;
  std::optional<std::int64_t> threads;
  std::optional<std::string> threads_reason;
  friend bool operator==(const Timings&, const Timings&) = default;
};

/// Scores, flat, in the model's output order, and what they were computed for.
struct Scored {
  Wanted wanted;
  std::vector<Label> labels;
  std::vector<double> logits, scores;
  std::optional<Verdict> ood;
  Timings timings;
  friend bool operator==(const Scored&, const Scored&) = default;
};

struct Progress {
  std::string what, unit;
  double done = 0, total = 0;
  friend bool operator==(const Progress&, const Progress&) = default;
};

struct Notice {
  std::string code, message;
  friend bool operator==(const Notice&, const Notice&) = default;
};

/// The value under the pointer: `stored` in stored values (none under a chain, which may move every pixel),
/// `shown` in [0,1].
struct Reading {
  std::int64_t x = 0, y = 0;
  std::optional<double> stored;
  double shown = 0;
  friend bool operator==(const Reading&, const Reading&) = default;
};

/// The part of a model's card that the instrument shows.
struct CardLabel {
  std::string id, title;
  bool untrained = false;
  friend bool operator==(const CardLabel&, const CardLabel&) = default;
};
struct CardHead {
  std::string id, title, activation;  ///< softmax, sigmoid or value
  std::optional<double> chance;
  std::vector<CardLabel> labels;
  friend bool operator==(const CardHead&, const CardHead&) = default;
};
struct Card {
  std::string id, title;
  std::vector<CardHead> heads;
  friend bool operator==(const Card&, const Card&) = default;
};

/// Everything. Where each field may travel is said in fields.h, without which a new field does not compile.
struct State {
  std::uint64_t revision = 0;
  std::optional<Film> image;
  std::optional<ModelChoice> model;
  std::optional<Window> window;  ///< none: the file's default
  std::vector<Step> chain;
  std::int64_t seed = 0;
  View view;
  /// The recipe of the simulated film that is open; after a link was restored, of the one to be simulated.
  std::optional<Phantom> phantom;
  Look look = Look::film;
  std::optional<Scored> result;
  std::optional<Scored> untouched;  ///< the open film as it was read, without chain and window
  std::vector<Trace> trail;         ///< the latest scores of this film by this model, oldest first
  std::optional<Hand> hand;
  std::optional<Brush> brush;
  std::optional<Histogram> histogram;  ///< of the open film
  bool show_anyway =
      false;  ///< a refused score in full, at the visitor's wish; ends with the film and the model
  std::vector<Card> cards;
  std::optional<Progress> progress;
  std::optional<Notice> notice;
  std::optional<Reading> pointer;
  friend bool operator==(const State&, const State&) = default;
};

/// The card of the model in use, or null.
const Card* card(const State& state);
/// The steps that do something, in order and without their flags: what the engine is asked for.
std::vector<Step> chain_in_force(const std::vector<Step>& chain);
/// What has to be scored for the state as it is; nothing without a film and a model.
std::optional<Wanted> wanted(const State& state);
/// What has to be scored beside it, so that a change can be told: the film untouched. Nothing where it is
/// known or wanted anyway.
std::optional<Wanted> wanted_untouched(const State& state);
/// Whether the result is the one wanted.
bool fresh(const State& state);
/// What the gate says of the film the result is about, where it does not accept it; null otherwise.
const Verdict* refusal(const State& state);

}  // namespace unseen::lab
