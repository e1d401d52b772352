#include "model/card.h"

#include <algorithm>
#include <cmath>
#include <set>

#include "model/card_gate.h"
#include "model/card_record.h"
#include "model/card_variants.h"
#include "model/field.h"

namespace unseen {
namespace {

constexpr std::int64_t most_side = 4096;

std::string colour(const Field& field) {
  const auto text = field.text();
  const bool fits = text.size() == 7 && text.front() == '#' &&
                    std::all_of(text.begin() + 1, text.end(),
                                [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'); });
  if (!fits) field.fail("a colour such as \"#56a8f5\"");
  return text;
}

Label label(const Field& field) {
  field.only({"id", "title", "colour", "untrained"});
  return {.id = field["id"].id(),
          .title = field["title"].text(),
          .colour = colour(field["colour"]),
          .untrained = field["untrained"].truth()};
}

template <class Item>
void must_be_unique(const Field& field, const std::vector<Item>& items) {
  std::set<std::string_view> seen;
  for (const auto& item : items) {
    if (!seen.insert(item.id).second) field.fail("every id once; \"" + item.id + "\" stands twice");
  }
}

Head head(const Field& field) {
  field.only({"id", "title", "activation", "chance", "about", "question", "labels"});
  Head head;
  head.id = field["id"].id();
  head.title = field["title"].text();
  head.activation = field["activation"].choice<Activation>(
      {{"softmax", Activation::softmax}, {"sigmoid", Activation::sigmoid}, {"value", Activation::value}});
  if (head.activation == Activation::value) {
    if (!field["chance"].is_null()) field["chance"].fail("null: a value has no chance level");
  } else {
    head.chance = field["chance"].number(0, 1);
  }
  field["about"].text();
  field["question"].text();
  const std::size_t least = head.activation == Activation::softmax ? 2 : 1;
  head.labels = field["labels"].list(least, 1000, label);
  must_be_unique(field["labels"], head.labels);
  return head;
}

std::optional<Range> range(const Field& field, std::string_view depth) {
  if (!field.has(depth)) return std::nullopt;
  const auto ends = field[depth].list(2, 2, [](const Field& end) { return end.number(-1e6, 1e6); });
  if (ends.size() != 2) return std::nullopt;
  if (ends[0] == ends[1]) field[depth].fail("two different numbers");
  return Range{ends[0], ends[1]};
}

/// The ids of the image room's own words.
template <class E>
std::vector<std::pair<std::string_view, E>> words(std::initializer_list<E> meanings) {
  std::vector<std::pair<std::string_view, E>> words;
  for (const E meaning : meanings) words.emplace_back(id(meaning), meaning);
  return words;
}

ImageInput image_input(const Field& field) {
  field.only(
      {"kind", "name", "layout", "channels", "height", "width", "fit", "kernel", "range", "mean", "spread"});
  ImageInput input;
  input.name = field["name"].text(200);
  input.layout = field["layout"].choice<Layout>({{"NCHW", Layout::nchw}, {"NHWC", Layout::nhwc}});
  input.channels = static_cast<int>(field["channels"].integer(1, 3));
  if (input.channels == 2) field["channels"].fail("1 or 3");
  input.height = static_cast<int>(field["height"].integer(1, most_side));
  input.width = static_cast<int>(field["width"].integer(1, most_side));
  input.fit = field["fit"].choice<Fit>(words({Fit::squash, Fit::centre_crop_square, Fit::pad}));
  input.kernel =
      field["kernel"].choice<Kernel>(words({Kernel::bilinear, Kernel::bilinear_antialias, Kernel::area}));
  const auto ranges = field["range"];
  ranges.must_be_object();
  ranges.only({"8", "16"});
  input.range8 = range(ranges, "8");
  input.range16 = range(ranges, "16");
  if (!input.range8 && !input.range16) ranges.fail("a range for \"8\", for \"16\", or for both");
  const auto channels = static_cast<std::size_t>(input.channels);
  input.mean =
      field["mean"].list(channels, channels, [](const Field& each) { return each.number(-1e6, 1e6); });
  input.spread = field["spread"].list(channels, channels, [](const Field& each) {
    const auto value = each.number(0, 1e6);
    if (value <= 0) each.fail("a number above 0");
    return value;
  });
  return input;
}

Covariate covariate(const Field& field) {
  field.only({"id", "unit", "min", "max"});
  Covariate covariate{.id = field["id"].id(),
                      .unit = field["unit"].text(100),
                      .min = field["min"].number(),
                      .max = field["max"].number()};
  if (covariate.min >= covariate.max) field["max"].fail("a number above min");
  return covariate;
}

enum class Kind { image, histogram, covariates };

Input input(const Field& field) {
  const auto kind = field["kind"].choice<Kind>(
      {{"image", Kind::image}, {"histogram", Kind::histogram}, {"covariates", Kind::covariates}});
  if (kind == Kind::image) return image_input(field);
  if (kind == Kind::histogram) {
    field.only({"kind", "name", "bins"});
    return HistogramInput{field["name"].text(200), static_cast<int>(field["bins"].integer(2, 65'536))};
  }
  field.only({"kind", "name", "fields"});
  CovariatesInput covariates{field["name"].text(200), field["fields"].list(1, 100, covariate)};
  must_be_unique(field["fields"], covariates.fields);
  return covariates;
}

Card card(const Field& field) {
  field.only({"schema",      "id",    "version",   "title",   "question",  "summary",  "licence",
              "attribution", "heads", "activated", "input",   "outputs",   "training", "metrics",
              "published",   "use",   "gate",      "weights", "reproduce", "variants"});
  Card card;
  card.id = field["id"].slug();
  for (const auto* key : {"version", "title", "question", "summary", "licence"}) field[key].text();
  field["attribution"].texts(0);
  card.heads = field["heads"].list(1, 100, head);
  must_be_unique(field["heads"], card.heads);
  card.activated = field["activated"].truth();
  card.input = input(field["input"]);
  card.gate = card_gate(field["gate"], field["outputs"]);
  check_record(field, card.heads);
  card.variants = card_variants(field, card.heads);
  return card;
}

}  // namespace

std::size_t Card::label_count() const {
  std::size_t count = 0;
  for (const auto& head : heads) count += head.labels.size();
  return count;
}

const Variant* Card::variant(std::string_view variant_id) const {
  const auto at = std::find_if(variants.begin(), variants.end(),
                               [&](const Variant& each) { return each.id == variant_id; });
  return at == variants.end() ? nullptr : &*at;
}

Result<Card> parse_card(std::string_view json) { return read_document(json, card_schema, "", card); }

Result<void> check_output_count(const Card& card, std::int64_t outputs) {
  const auto labels = static_cast<std::int64_t>(card.label_count());
  if (outputs == labels) return {};
  return refuse(Code::outputs_count,
                std::to_string(outputs) + " where the card lists " + std::to_string(labels));
}

std::vector<std::string> doubts(const Card& card) {
  std::vector<std::string> sentences;
  const auto* input = std::get_if<ImageInput>(&card.input);
  if (input == nullptr) return sentences;
  const auto range = input->range8 ? *input->range8 : *input->range16;
  const auto [low, high] = std::minmax(range.low, range.high);
  for (std::size_t c = 0; c < input->mean.size(); ++c) {
    const bool untouched = input->mean[c] == 0 && input->spread[c] == 1;
    const bool outside = input->mean[c] < low || input->mean[c] > high;
    const auto proportion = input->spread[c] / (high - low);
    if (untouched || (!outside && proportion > 0.01 && proportion < 100)) continue;
    sentences.push_back(
        "The card's mean and spread do not fit its value range: they seem to be meant for another scale (0 "
        "to 1 "
        "or 0 to 255). Scores may be meaningless.");
    break;
  }
  return sentences;
}

}  // namespace unseen
