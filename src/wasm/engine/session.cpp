#include "engine/session.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "engine/medical_json.h"
#include "engine/phantom_json.h"
#include "experiment/catalogue.h"
#include "filter/look.h"
#include "image/facts_json.h"
#include "model/outputs.h"
#include "model/preprocess.h"

namespace unseen {

struct Session::Kind {
  std::string_view name;
  std::string_view fields;  ///< besides `kind`, each between blanks
  Result<Reply> (Session::*answer)(const Request&);
};

namespace {

std::vector<std::uint8_t> grey(const Image& image) {
  std::vector<std::uint8_t> bytes(image.size());
  std::transform(image.values().begin(), image.values().end(), bytes.begin(), [](float value) {
    return static_cast<std::uint8_t>(std::clamp(value, 0.0F, 1.0F) * 255 + 0.5F);
  });
  return bytes;
}

constexpr int histogram_bins = 128;

struct Reduced {
  int width, height;
  double scale;
};

/// The size at which the longer side is at most `side`.
Reduced reduced(const Image& image, double side) {
  const double scale = std::min(1.0, std::floor(side) / std::max(image.width(), image.height()));
  const auto length = [&](int whole) { return std::max(1, static_cast<int>(std::lround(whole * scale))); };
  return {length(image.width()), length(image.height()), scale};
}

Reply picture(const Image& image, double scale, std::vector<std::uint8_t> bytes) {
  return reply({{"width", image.width()}, {"height", image.height()}, {"scale", scale}},
               Payload(std::move(bytes)));
}

/// Where the frequency filters of a chain cut, in cycles per image.
std::vector<double> radii(const std::vector<filter::Step>& chain) {
  std::vector<double> all;
  for (const auto& step : chain)
    for (std::size_t i = 0; step.operation->group == "frequency" && i < step.values.size(); ++i)
      if (step.operation->parameters[i].unit == "cycles per image") all.push_back(step.values[i]);
  return all;
}

nlohmann::json labels_of(const Card& card) {
  auto labels = nlohmann::json::array();
  for (const auto& head : card.heads)
    for (const auto& label : head.labels)
      labels.push_back(
          {{"id", label.id}, {"title", label.title}, {"head", head.id}, {"untrained", label.untrained}});
  return labels;
}

nlohmann::json to_json(const GateVerdict& found) {
  auto reasons = nlohmann::json::array();
  for (const auto& reason : found.reasons) reasons.push_back(reason.sentence);
  nlohmann::json verdict{{"verdict", id(found.verdict)}, {"reasons", std::move(reasons)}};
  if (found.score) verdict["score"] = *found.score;
  if (found.threshold) verdict["threshold"] = *found.threshold;
  return verdict;
}

}  // namespace

Reply Session::answer(const nlohmann::json& request, std::span<const std::byte> payload) {
  static constexpr std::array kinds{
      Kind{"open", " frame medical ", &Session::open},
      Kind{"phantom", " spec ", &Session::phantom},
      Kind{"truth", "", &Session::truth},
      Kind{"gate", " text ", &Session::gate},
      Kind{"display", " side look window chain ", &Session::display},
      Kind{"histogram", "", &Session::histogram},
      Kind{"pixels", " window chain ", &Session::pixels},
      Kind{"value", " x y window chain ", &Session::value},
      Kind{"card", " text ", &Session::card},
      Kind{"tensor", " model window chain ", &Session::tensor},
      Kind{"scores", " model variant features ", &Session::scores},
      Kind{"experiment-begin", " experiment parameters model window chain ", &Session::experiment_begin},
      Kind{"experiment-film", " medical ", &Session::experiment_film},
      Kind{"experiment-next", " most ", &Session::experiment_next},
      Kind{"experiment-absorb", "", &Session::experiment_absorb},
      Kind{"experiment-answer", "", &Session::experiment_answer},
      Kind{"experiment-end", "", &Session::experiment_end},
      Kind{"catalogue", "", &Session::catalogue},
      Kind{"close", "", &Session::close},
  };
  const Request read{request, payload};
  const auto name = read.text("kind");
  if (!name) return reply(name.error());
  const auto kind =
      std::find_if(kinds.begin(), kinds.end(), [&](const Kind& each) { return each.name == *name; });
  if (kind == kinds.end()) return reply(Refusal{Code::bad_request, "kind: no request is called " + *name});
  if (const auto known = read.only(kind->fields); !known) return reply(known.error());
  auto answered = (this->*kind->answer)(read);
  return answered ? std::move(*answered) : reply(answered.error());
}

Result<Decoded> Session::decoded(const Request& request) {
  if (request.fields.contains("medical")) return medical(request);
  const auto header = describe_header(request.payload);
  if (!header) return tl::unexpected(header.error());
  auto frame = 0.0;
  if (request.fields.contains("frame")) {
    const auto asked = request.number("frame", 0, 1 << 20U);
    if (!asked) return tl::unexpected(asked.error());
    frame = *asked;
  }
  // The stored picture as float, and what a decoder holds meanwhile: its samples twice, at two bytes each
  // where deep.
  const auto pixels = std::int64_t{header->width} * header->height;
  const auto samples = pixels * header->channels * (header->bits > 8 ? 2 : 1);
  if (!room_for(pixels * 4 + samples * 2)) return refuse(Code::out_of_memory);
  return decode(request.payload, {}, static_cast<int>(frame));
}

Result<Decoded> Session::medical(const Request& request) {
  const auto frame = medical_frame(request.fields.at("medical"));
  if (!frame) return tl::unexpected(frame.error());
  // The stored picture as float, and the colours of which it is made.
  const auto pixels = std::int64_t{frame->rows} * frame->columns;
  if (!room_for(pixels * (frame->samples_per_pixel == 3 ? 10 : 4))) return refuse(Code::out_of_memory);
  return decode(*frame, request.payload);
}

Result<Reply> Session::open(const Request& request) {
  // A file that is refused by its header leaves the looks at the film before in place.
  if (!request.fields.contains("medical"))
    if (const auto header = describe_header(request.payload); !header) return tl::unexpected(header.error());
  forget_looks();
  auto film = decoded(request);
  if (!film) return tl::unexpected(film.error());
  opened_ = Opened{std::move(*film)};
  return reply({{"image", to_json(opened_->film.facts)}});
}

Result<Reply> Session::phantom(const Request& request) {
  const auto spec = phantom_spec(request);
  if (!spec) return tl::unexpected(spec.error());
  auto made = phantom::simulate(*spec);
  if (!made) return tl::unexpected(made.error());
  forget_looks();
  opened_ = Opened{film(std::move(made->image)), *spec, made->record.covariates};
  return reply({{"image", to_json(opened_->film.facts)}, {"phantom", to_json(*spec, made->record)}});
}

Result<Reply> Session::truth(const Request&) {
  if (!opened_) return refuse(Code::no_image);
  if (!opened_->spec) return refuse(Code::no_truth);
  auto difference = phantom::truth(*opened_->spec);
  if (!difference) return tl::unexpected(difference.error());
  const auto values = difference->values();
  return reply({{"width", difference->width()}, {"height", difference->height()}},
               Payload(std::vector<float>(values.begin(), values.end())));
}

Result<Reply> Session::gate(const Request& request) {
  const auto text = request.text("text");
  if (!text) return tl::unexpected(text.error());
  auto gate = parse_shared_gate(*text);
  if (!gate) return tl::unexpected(gate.error());
  gate_ = std::move(*gate);
  return reply();
}

Result<Reply> Session::display(const Request& request) {
  const auto side = request.number("side", 1, 16'384);
  if (!side) return tl::unexpected(side.error());
  const auto name = request.fields.value("look", nlohmann::json("film"));
  if (name == "difference") return difference(request, *side);
  if (name != "film" && name != "spectrum") return refuse(Code::bad_request, "look: expected a look");
  const auto image = shown(request);
  if (!image) return tl::unexpected(image.error());
  if (name == "spectrum") {
    const auto waves = filter::spectrum(**image, radii(*request.chain()));
    return picture(waves, 1, grey(waves));
  }
  const auto [width, height, scale] = reduced(**image, *side);
  const bool whole = width == (*image)->width() && height == (*image)->height();
  const auto small = whole ? Image() : resize(**image, width, height, Kernel::area);
  const Image& drawn = whole ? **image : small;
  return picture(drawn, scale, grey(drawn));
}

Result<Reply> Session::difference(const Request& request, double side) {
  const auto asked = look(request);
  if (!asked) return tl::unexpected(asked.error());
  const auto plain = shown_.get(opened_->film, Look{asked->window, {}});
  if (!plain) return tl::unexpected(plain.error());
  const auto [width, height, scale] = reduced(**plain, side);
  const auto before = resize(**plain, width, height, Kernel::area);
  const auto after = shown_.get(opened_->film, *asked);
  if (!after) return tl::unexpected(after.error());
  const auto changed = filter::change(before, **after);
  const double gain = filter::gain_of(changed);
  auto answer = picture(changed, scale, filter::signed_bytes(changed, gain));
  answer.json["gain"] = gain;
  return answer;
}

Result<Reply> Session::histogram(const Request&) {
  if (!opened_) return refuse(Code::no_image);
  const auto& film = opened_->film;
  const auto& facts = film.facts;
  const double minimum = std::min(facts.minimum, facts.window.center - facts.window.width / 2);
  const double maximum = std::max(facts.maximum, facts.window.center + facts.window.width / 2);
  const auto answer = [&](std::span<const float> counted) {
    return reply({{"histogram",
                   {{"minimum", minimum},
                    {"maximum", maximum},
                    {"counts", filter::histogram(counted, minimum, maximum, histogram_bins)}}}});
  };
  // Ordinary pictures are counted as they are stored.
  if (!film.presentation.padding && film.presentation.modality.identity())
    return answer(film.stored.values());
  if (!room_for(static_cast<std::int64_t>(film.stored.size() * sizeof(float))))
    return refuse(Code::out_of_memory);
  return answer(values(film));
}

Result<Reply> Session::pixels(const Request& request) {
  const auto image = shown(request);
  if (!image) return tl::unexpected(image.error());
  return reply({{"width", (*image)->width()}, {"height", (*image)->height()}},
               Payload::view((*image)->values()));
}

Result<Reply> Session::value(const Request& request) {
  const auto x = request.number("x", -1e9, 1e9);
  if (!x) return tl::unexpected(x.error());
  const auto y = request.number("y", -1e9, 1e9);
  if (!y) return tl::unexpected(y.error());
  const auto image = shown(request);
  if (!image) return tl::unexpected(image.error());
  const auto column = static_cast<int>(std::floor(*x));
  const auto row = static_cast<int>(std::floor(*y));
  if (column < 0 || row < 0 || column >= (*image)->width() || row >= (*image)->height())
    return refuse(Code::pixel_outside, std::to_string(column) + ", " + std::to_string(row));
  // Under a chain a place need not be where it was: a flip keeps the size and moves every pixel.
  const bool moved = !request.chain()->empty();
  const auto stored = moved ? nlohmann::json() : nlohmann::json(value_at(opened_->film, column, row));
  return reply({{"x", column}, {"y", row}, {"stored", stored}, {"shown", (*image)->at(column, row)}});
}

Result<Reply> Session::card(const Request& request) {
  const auto text = request.text("text");
  if (!text) return tl::unexpected(text.error());
  auto card = parse_card(*text);
  if (!card) return tl::unexpected(card.error());
  auto json = nlohmann::json::parse(*text, nullptr, /*allow_exceptions=*/false);
  auto notes = doubts(*card);
  auto name = card->id;
  models_.insert_or_assign(std::move(name), Model{std::move(*card)});
  return reply({{"card", std::move(json)}, {"notes", std::move(notes)}});
}

Result<Reply> Session::tensor(const Request& request) {
  const auto asked = model(request);
  if (!asked) return tl::unexpected(asked.error());
  const auto image = shown(request);
  if (!image) return tl::unexpected(image.error());
  const auto& card = (*asked)->card;
  const auto bits = depth(opened_->film.facts);
  auto tensor = std::holds_alternative<CovariatesInput>(card.input) ? preprocess(opened_->covariates, card)
                                                                    : preprocess(**image, bits, card);
  if (!tensor) return tl::unexpected(tensor.error());
  const auto numbers = facts(tensor->data);
  (*asked)->tensor = fingerprint(tensor->data);
  judged_ = *look(request);
  const auto* input = std::get_if<ImageInput>(&card.input);
  return reply({{"dims", tensor->dims},
                {"minimum", numbers.minimum},
                {"maximum", numbers.maximum},
                {"mean", numbers.mean},
                {"notes", input == nullptr ? std::vector<std::string>() : doubts(numbers, *input, bits)}},
               Payload(std::move(tensor->data)));
}

Result<Reply> Session::scores(const Request& request) {
  const auto asked = model(request);
  if (!asked) return tl::unexpected(asked.error());
  const auto values = request.floats();
  if (!values) return tl::unexpected(values.error());
  const auto trailing = request.number("features", 0, static_cast<double>(values->size()));
  if (!trailing) return tl::unexpected(trailing.error());
  const auto scoring = variant(request, (*asked)->card);
  if (!scoring) return tl::unexpected(scoring.error());
  const auto count = values->size() - static_cast<std::size_t>(*trailing);
  const auto logits = std::span<const float>(*values).first(count);
  const auto scores = activate(logits, (*asked)->card);
  if (!scores) return tl::unexpected(scores.error());
  auto notes = nlohmann::json::array();
  if (auto note = (*asked)->watch.note((*asked)->tensor, logits); !note.empty())
    notes.push_back(std::move(note));
  return reply({{"labels", labels_of((*asked)->card)},
                {"logits", scores->logits},
                {"scores", scores->scores},
                {"notes", std::move(notes)},
                {"ood", verdict((*asked)->card, *scoring, std::span<const float>(*values).subspan(count))}});
}

nlohmann::json Session::verdict(const Card& card, const Variant* variant, std::span<const float> features) {
  const nlohmann::json unknown{{"verdict", id(Verdict::unknown)},
                               {"reasons", {"Nothing was asked of the gate for this score."}}};
  if (!gate_ || !opened_ || !judged_) return unknown;
  if (variant != nullptr && judged_->chain != variant->chain)
    return to_json(judge_other_images(variant->title));
  // A variant's films were like the model's until its chain changed them: the film is judged as it was
  // before.
  const auto signs = shown_.signs(opened_->film, variant == nullptr ? *judged_ : Look{judged_->window, {}});
  if (!signs) return unknown;
  const auto channels = card.gate && card.gate->features ? card.gate->features->mean.size() : 0;
  // A run without the map, as a variant's is, leaves nothing to judge by it.
  const bool mapped = channels > 0 && !features.empty() && features.size() % channels == 0;
  const auto mean = mapped ? pooled(features, channels) : std::vector<float>();
  return to_json(judge(*gate_, card, **signs, mean, has_covariates(opened_->covariates, card)));
}

Result<const Variant*> Session::variant(const Request& request, const Card& card) {
  const auto given = request.fields.find("variant");
  if (given == request.fields.end() || given->is_null()) return nullptr;
  const auto name = request.text("variant");
  if (!name) return tl::unexpected(name.error());
  const auto* found = card.variant(*name);
  if (found == nullptr) return refuse(Code::unknown_variant, *name);
  return found;
}

Result<Reply> Session::catalogue(const Request&) { return reply({{"catalogue", unseen::catalogue()}}); }

Result<Reply> Session::close(const Request&) {
  opened_.reset();
  forget_looks();
  return reply();
}

Result<Look> Session::look(const Request& request) const {
  auto chain = request.chain();
  if (!chain) return tl::unexpected(chain.error());
  const auto asked = request.window();
  if (!asked) return tl::unexpected(asked.error());
  if (!opened_) return refuse(Code::no_image);
  const auto& film = opened_->film;
  // The file's own window is the same look, named or not.
  if (!*asked || (**asked == film.facts.window && !film.presentation.voi))
    return Look{std::nullopt, std::move(*chain)};
  const auto checked = check_window(**asked, film.facts.range);
  if (!checked) return tl::unexpected(checked.error());
  return Look{*checked, std::move(*chain)};
}

Result<const Image*> Session::shown(const Request& request) {
  const auto asked = look(request);
  if (!asked) return tl::unexpected(asked.error());
  return shown_.get(opened_->film, *asked);
}

void Session::forget_looks() {
  shown_.forget();
  judged_.reset();
}

Result<Session::Model*> Session::model(const Request& request) {
  const auto name = request.text("model");
  if (!name) return tl::unexpected(name.error());
  const auto found = models_.find(*name);
  if (found == models_.end()) return refuse(Code::unknown_model, *name);
  return &found->second;
}

}  // namespace unseen
