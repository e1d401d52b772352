#pragma once
// The gate: is this picture like what a model was trained on? Three judges, in this order: plain signs of the
// picture (blank, too small, coloured), a router that names the kind of picture (one for all models,
// models/gate/gate.json), and, where a card has it, the distance of the network's own features from those of
// its training films. Knows no runtime. Arithmetic is + - * / and square root only, so that native and
// WebAssembly give the same verdict.

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "contract/refusal.h"
#include "image/image.h"

namespace unseen {

struct Card;

enum class Verdict { in, out, unknown };
/// "in", "out", "unknown".
std::string_view id(Verdict verdict);

/// A reason has a stable id (src/model/gate_reasons.def) and a sentence for a visitor: what the picture looks
/// like, what the model was trained on, what would change the verdict.
struct GateReason {
  std::string id;
  std::string sentence;
};

/// `score` says how strange the picture is to the judge that decided; `in` needs a score of at most
/// `threshold`. Both are absent where a plain sign decided.
struct GateVerdict {
  Verdict verdict = Verdict::unknown;
  std::optional<double> score{};
  std::optional<double> threshold{};
  std::vector<GateReason> reasons{};  ///< empty only for `in`
  std::string kind{};                 ///< what the router takes the picture for; empty where it was not asked
};

/// How far pooled features may lie from those of the training films: a Gaussian whose covariance is a few
/// axes and one variance for all other directions, of features scaled by `mean` and `spread`.
struct FeatureGate {
  std::vector<double> mean;       ///< a channel each
  std::vector<double> spread;     ///< a channel each, > 0
  std::vector<double> axes;       ///< rank × channels, orthonormal rows, flat
  std::vector<double> variances;  ///< along each axis, > 0
  double rest = 1;                ///< variance along every direction beside the axes
  double threshold = 0;           ///< at most this distance is `in`
  double far = 0;                 ///< above this it is `out`, between the two `unknown`
};

/// A card's own part of the gate.
struct CardGate {
  std::string about;                 ///< completes "the model was trained on …"
  std::vector<std::string> accepts;  ///< ids of the router's kinds
  double pass = 0;                   ///< the router's margin needed for `in`
  double refuse = 0;                 ///< below this margin it is `out`
  std::optional<FeatureGate> features;
};

/// What the shared gate reads from a picture.
struct ImageSigns {
  int width = 0;
  int height = 0;
  bool blank = false;         ///< hardly any two places differ
  double colour = 0;          ///< share of the file's pixels that are visibly coloured
  std::vector<float> values;  ///< what the router is given; empty for a blank picture
};

/// `shown`: the picture in [0,1] that is scored, at the end of the chain. `colour`: the fact of the file.
ImageSigns image_signs(const Image& shown, double colour);
/// How many values the router is given.
std::size_t sign_count();

/// One kind of picture that the router knows.
struct PictureKind {
  std::string id;
  std::string title;   ///< completes "this looks like …"
  std::string change;  ///< a sentence: what to do about it
  bool medical;        ///< false: no model of medical images accepts it
};

/// Scaled signs → one hidden layer, rectified → a number a kind. Rows are stored one after another.
struct SharedGate {
  std::vector<PictureKind> kinds;
  std::vector<float> mean;
  std::vector<float> scale;
  std::vector<float> hidden;  ///< units × signs
  std::vector<float> hidden_bias;
  std::vector<float> output;  ///< kinds × units
  std::vector<float> output_bias;
};

/// Reads models/gate/gate.json. Refused like a card, by `card-not-json`, `card-newer` and `card-invalid`.
Result<SharedGate> parse_shared_gate(std::string_view json);

/// A number for each kind; the largest is what the picture looks like.
std::vector<float> route(const SharedGate& gate, const ImageSigns& signs);

/// Mean of each channel of a map {C, h, w}: what FeatureGate is given.
std::vector<float> pooled(std::span<const float> map, std::size_t channels);

/// Root of the mean squared distance a channel; about 1 for a film like the training films.
double distance(const FeatureGate& gate, std::span<const float> pooled_features);

/// The verdict. `pooled_features` may be empty: then the network's own features are not asked.
/// `has_covariates`: the picture comes with recorded covariates (a simulated film).
GateVerdict judge(const SharedGate& gate, const Card& card, const ImageSigns& signs,
                  std::span<const float> pooled_features, bool has_covariates);

/// The verdict where a variant is shown a picture that its chain did not make: out, whatever it shows.
/// `title`: the variant's, such as "Retrained on low-pass 4".
GateVerdict judge_other_images(std::string_view title);

}  // namespace unseen
