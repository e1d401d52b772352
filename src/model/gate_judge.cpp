// The verdict, and why.

#include <algorithm>
#include <cmath>
#include <initializer_list>

#include "model/card.h"
#include "model/gate.h"

namespace unseen {
namespace {

constexpr int smallest_side = 48;
constexpr int longest_ratio = 2;
constexpr double coloured_share = 0.25;

struct ReasonText {
  std::string_view id;
  std::string_view sentence;
};

namespace reason {
#define X(name, id, sentence) constexpr ReasonText name{id, sentence};
#include "model/gate_reasons.def"
#undef X
}  // namespace reason

std::string filled(std::string_view sentence, std::initializer_list<std::string_view> words) {
  std::string text;
  for (const auto word : words) {
    const auto gap = sentence.find("{}");
    text += sentence.substr(0, gap);
    text += word;
    sentence.remove_prefix(gap + 2);
  }
  return text += sentence;
}

/// Keeps the strongest verdict heard: out before unknown before in.
class Hearing {
 public:
  void say(Verdict verdict, ReasonText reason, std::initializer_list<std::string_view> words = {}) {
    if (verdict == Verdict::out || verdict_.verdict == Verdict::in) verdict_.verdict = verdict;
    verdict_.reasons.push_back({std::string(reason.id), filled(reason.sentence, words)});
  }
  GateVerdict& verdict() { return verdict_; }

 private:
  GateVerdict verdict_{.verdict = Verdict::in};
};

struct Margin {
  std::size_t accepted;  // the best kind that the model may be shown
  std::size_t other;     // the best of the rest
  double value;
};

bool accepts(const CardGate& gate, const PictureKind& kind) {
  return std::find(gate.accepts.begin(), gate.accepts.end(), kind.id) != gate.accepts.end();
}

/// None where the router knows none of the kinds, or nothing but them.
std::optional<Margin> margin(const SharedGate& shared, const CardGate& gate, std::span<const float> scores) {
  std::optional<std::size_t> accepted;
  std::optional<std::size_t> other;
  for (std::size_t k = 0; k < scores.size(); ++k) {
    auto& best = accepts(gate, shared.kinds[k]) ? accepted : other;
    if (!best || scores[k] > scores[*best]) best = k;
  }
  if (!accepted || !other) return std::nullopt;
  return Margin{*accepted, *other,
                static_cast<double>(scores[*accepted]) - static_cast<double>(scores[*other])};
}

void look(Hearing& hearing, const ImageSigns& signs, const std::string& about) {
  const auto [shorter, longer] = std::minmax(signs.width, signs.height);
  if (shorter < smallest_side) hearing.say(Verdict::unknown, reason::too_small);
  if (longer > longest_ratio * shorter) hearing.say(Verdict::unknown, reason::strip, {about});
  if (signs.colour >= coloured_share) hearing.say(Verdict::unknown, reason::coloured, {about});
}

/// Whether the picture passed.
bool ask_router(Hearing& hearing, const SharedGate& shared, const CardGate& gate,
                std::span<const float> scores) {
  const auto found = margin(shared, gate, scores);
  if (!found) {
    hearing.say(Verdict::unknown, reason::no_gate);
    return false;
  }
  hearing.verdict().score = -found->value;
  hearing.verdict().threshold = -gate.pass;
  if (found->value >= gate.pass) return true;
  const auto& other = shared.kinds[found->other];
  if (found->value < gate.refuse) {
    hearing.say(Verdict::out, reason::other_kind, {other.title, gate.about, other.change});
  } else {
    hearing.say(Verdict::unknown, reason::not_sure, {gate.about, other.title, other.change});
  }
  return false;
}

void ask_features(Hearing& hearing, const FeatureGate& features, const std::string& about,
                  std::span<const float> pooled_features) {
  const double far = distance(features, pooled_features);
  hearing.verdict().score = far;
  hearing.verdict().threshold = features.threshold;
  if (far <= features.threshold) return;
  if (far > features.far) {
    hearing.say(Verdict::out, reason::far_from_training, {about});
  } else {
    hearing.say(Verdict::unknown, reason::unlike_training, {about});
  }
}

/// Without a word from the card only what is no medical image at all can be refused.
void without_card(Hearing& hearing, const PictureKind& kind) {
  if (!kind.medical)
    hearing.say(Verdict::out, reason::other_kind, {kind.title, "medical images", kind.change});
  hearing.say(Verdict::unknown, reason::no_gate);
}

}  // namespace

std::string_view id(Verdict verdict) {
  switch (verdict) {
    case Verdict::in:
      return "in";
    case Verdict::out:
      return "out";
    case Verdict::unknown:
      break;
  }
  return "unknown";
}

std::vector<float> pooled(std::span<const float> map, std::size_t channels) {
  std::vector<float> means(channels);
  if (channels == 0) return means;
  const auto size = map.size() / channels;
  for (std::size_t c = 0; c < channels; ++c) {
    double sum = 0;
    for (const float value : map.subspan(c * size, size)) sum += static_cast<double>(value);
    means[c] = static_cast<float>(sum / static_cast<double>(std::max<std::size_t>(size, 1)));
  }
  return means;
}

double distance(const FeatureGate& gate, std::span<const float> pooled_features) {
  const auto channels = gate.mean.size();
  std::vector<double> scaled(channels);
  double left = 0;
  for (std::size_t c = 0; c < channels; ++c) {
    scaled[c] = (static_cast<double>(pooled_features[c]) - gate.mean[c]) / gate.spread[c];
    left += scaled[c] * scaled[c];
  }
  double squared = 0;
  for (std::size_t a = 0; a < gate.variances.size(); ++a) {
    double along = 0;
    for (std::size_t c = 0; c < channels; ++c) along += gate.axes[a * channels + c] * scaled[c];
    squared += along * along / gate.variances[a];
    left -= along * along;
  }
  squared += std::max(left, 0.0) / gate.rest;
  return std::sqrt(squared / static_cast<double>(channels));
}

GateVerdict judge(const SharedGate& gate, const Card& card, const ImageSigns& signs,
                  std::span<const float> pooled_features, bool has_covariates) {
  Hearing hearing;
  const std::string about = card.gate ? card.gate->about : "medical images";
  if (const auto* input = std::get_if<CovariatesInput>(&card.input); input != nullptr && !has_covariates) {
    std::string fields;
    for (const auto& field : input->fields) fields += (fields.empty() ? "" : ", ") + field.id;
    hearing.say(Verdict::out, reason::no_covariates, {fields});
  }
  if (signs.blank || signs.values.size() != gate.mean.size()) {
    hearing.say(Verdict::out, reason::blank);
    return hearing.verdict();
  }
  const auto scores = route(gate, signs);
  const auto best = static_cast<std::size_t>(std::max_element(scores.begin(), scores.end()) - scores.begin());
  hearing.verdict().kind = gate.kinds[best].id;
  look(hearing, signs, about);
  if (!card.gate) {
    without_card(hearing, gate.kinds[best]);
    return hearing.verdict();
  }
  const bool passed = ask_router(hearing, gate, *card.gate, scores);
  const auto& features = card.gate->features;
  if (passed && features && pooled_features.size() == features->mean.size())
    ask_features(hearing, *features, card.gate->about, pooled_features);
  return hearing.verdict();
}

GateVerdict judge_other_images(std::string_view title) {
  std::string words(title);
  if (!words.empty() && words[0] >= 'A' && words[0] <= 'Z')
    words[0] = static_cast<char>(words[0] + ('a' - 'A'));
  Hearing hearing;
  hearing.say(Verdict::out, reason::other_images, {words});
  return hearing.verdict();
}

}  // namespace unseen
