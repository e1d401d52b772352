#pragma once
// A model's card: what goes in, what comes out and what was measured. No card, no run; nothing in it is
// defaulted or guessed. The JSON's shape is models/card.schema.json; this reader and that schema are held
// together by contract/fixtures/card.

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "contract/refusal.h"
#include "filter/chain.h"
#include "image/resample.h"
#include "model/gate.h"

namespace unseen {

/// How a head's numbers become scores: softmax over its labels, sigmoid of each, or the number as it is (an
/// age in years).
enum class Activation { softmax, sigmoid, value };
enum class Layout { nchw, nhwc };

struct Label {
  std::string id;
  std::string title;
  std::string colour;  ///< "#rrggbb"
  bool untrained;      ///< an output the network never learnt: never shown as a score
};

/// Labels that belong together, in output order.
struct Head {
  std::string id;
  std::string title;
  Activation activation;
  std::optional<double> chance;  ///< the score of a guess; none for a value
  std::vector<Label> labels;
};

/// What stored 0 and stored full scale become before mean and spread.
struct Range {
  double low;
  double high;
};

struct ImageInput {
  std::string name;
  Layout layout;
  int channels;  ///< 1 or 3; three are equal copies
  int height;
  int width;
  Fit fit;
  Kernel kernel;
  std::optional<Range> range8;   ///< for 1 to 8 stored bits; a depth without a range is refused
  std::optional<Range> range16;  ///< for 9 to 16
  std::vector<double> mean;      ///< a channel each
  std::vector<double> spread;    ///< a channel each, > 0
};

struct HistogramInput {
  std::string name;
  int bins;
};

struct Covariate {
  std::string id;
  std::string unit;
  double min;
  double max;
};

struct CovariatesInput {
  std::string name;
  std::vector<Covariate> fields;
};

using Input = std::variant<ImageInput, HistogramInput, CovariatesInput>;

/// The same network, or one like it, trained anew on images that a chain changed. It takes the card's input
/// and gives the card's outputs; its file is another.
struct Variant {
  std::string id;
  std::string title;
  std::vector<filter::Step> chain;  ///< the steps that made its images
};

/// What the engine needs of a card. The rest of the JSON (training, metrics, use…) is checked and shown as it
/// stands.
struct Card {
  std::string id;
  std::vector<Head> heads;
  bool activated;  ///< the network's last layer is the activation already
  Input input;
  std::optional<CardGate> gate{};  ///< none: the gate cannot judge for this model
  std::vector<Variant> variants{};

  std::size_t label_count() const;
  /// The variant of that id, or null.
  const Variant* variant(std::string_view variant_id) const;
};

/// The newest card this program reads.
inline constexpr int card_schema = 1;

/// Reads and checks a whole card. Refused: no JSON (`card-not-json`), a newer schema (`card-newer`), and any
/// missing, unknown, mistyped, out-of-range or contradictory field (`card-invalid`, detail
/// `heads[0].labels[1].id: expected …`).
Result<Card> parse_card(std::string_view json);

/// Does a network with this many outputs fit the card? Refused by `outputs-count`.
Result<void> check_output_count(const Card& card, std::int64_t outputs);

/// What looks odd though it is allowed, a sentence each: a mean outside the range, a spread out of all
/// proportion.
std::vector<std::string> doubts(const Card& card);

}  // namespace unseen
