#include "model/card_record.h"

#include <algorithm>

namespace unseen {
namespace {

constexpr std::int64_t many = 1'000'000'000'000;

void check_outputs(const Field& field) {
  field.only({"logits", "features", "cam"});
  field["logits"].text(200);
  if (const auto features = field["features"]; !features.is_null()) features.text(200);
  if (const auto cam = field["cam"]; !cam.is_null()) {
    cam.must_be_object();
    cam.only({"initializer"});
    cam["initializer"].text(200);
    if (field["features"].is_null()) field["features"].fail("a name: a class activation map needs features");
  }
}

/// A count that those who made the model may not have stated.
void check_count(const Field& field) {
  if (!field.is_null()) field.integer(0, many);
}

int check_source(const Field& field) {
  field.only({"name", "url", "licence", "attribution", "images", "patients", "split"});
  for (const auto* key : {"name", "licence", "attribution", "split"}) field[key].text();
  const auto url = field["url"].text();
  if (!url.starts_with("https://") && !url.starts_with("http://"))
    field["url"].fail("an address that begins with https://");
  for (const auto* key : {"images", "patients"}) check_count(field[key]);
  return 0;
}

void check_training(const Field& field) {
  field.only({"sources", "images", "patients", "notes"});
  field["sources"].list(0, 1000, check_source);
  for (const auto* key : {"images", "patients"}) check_count(field[key]);
  field["notes"].texts(0);
}

enum class Population { held_out, unseen_hospital, ablation, calibration };

void check_whose(const Field& field, const std::vector<Head>& heads) {
  const auto id = field["head"].id();
  const auto head = std::find_if(heads.begin(), heads.end(), [&](const Head& each) { return each.id == id; });
  if (head == heads.end()) {
    field["head"].fail("the id of one of the heads");
    return;
  }
  const auto label = field["label"].id();
  const bool known = std::any_of(head->labels.begin(), head->labels.end(),
                                 [&](const Label& each) { return each.id == label; });
  if (!known) field["label"].fail("the id of one of the head's labels");
}

int check_metric(const Field& field, const std::vector<Head>& heads) {
  field.only(
      {"head", "label", "metric", "on", "population", "value", "low", "high", "images", "patients", "note"});
  check_whose(field, heads);
  field["metric"].text(100);
  field["on"].text();
  field["population"].choice<Population>({{"held-out", Population::held_out},
                                          {"unseen-hospital", Population::unseen_hospital},
                                          {"ablation", Population::ablation},
                                          {"calibration", Population::calibration}});
  const auto value = field["value"].number();
  if (field["low"].number() > value) field["low"].fail("a number not above value");
  if (field["high"].number() < value) field["high"].fail("a number not below value");
  for (const auto* key : {"images", "patients"}) field[key].integer(1, many);
  if (!field["note"].is_null()) field["note"].text();
  return 0;
}

int check_published(const Field& field, const std::vector<Head>& heads) {
  field.only({"head", "label", "finding", "on", "metric", "value", "low", "high"});
  check_whose(field, heads);
  field["finding"].id();
  field["on"].text();
  field["metric"].text(100);
  const auto value = field["value"].number();
  if (const auto low = field["low"]; !low.is_null() && low.number() > value)
    low.fail("a number not above value");
  if (const auto high = field["high"]; !high.is_null() && high.number() < value)
    high.fail("a number not below value");
  return 0;
}

void check_use(const Field& field) {
  field.only({"intended", "misuse", "limits"});
  for (const auto* key : {"intended", "misuse", "limits"}) field[key].texts(1);
}

}  // namespace

void check_weights(const Field& field) {
  field.only({"file", "sha256", "bytes", "operators", "ir", "opset", "precision", "parameters"});
  if (!field["file"].id().ends_with(".onnx")) field["file"].fail("a file name that ends in .onnx");
  field["sha256"].hexadecimal(64, 64);
  field["bytes"].integer(1, many);
  auto operators = field["operators"].texts(1);
  std::sort(operators.begin(), operators.end());
  if (std::adjacent_find(operators.begin(), operators.end()) != operators.end())
    field["operators"].fail("every operator once");
  field["ir"].integer(1, 1000);
  field["opset"].integer(1, 1000);
  field["precision"].text(100);
  field["parameters"].integer(1, many);
}

void check_reproduce(const Field& field) {
  field.only({"command", "seed", "commit"});
  field["command"].text();
  field["seed"].integer(0, 9'007'199'254'740'991);
  if (const auto commit = field["commit"]; !commit.is_null()) commit.hexadecimal(7, 40);
}

void check_metrics(const Field& field, std::size_t least, const std::vector<Head>& heads) {
  field.list(least, 10'000, [&](const Field& each) { return check_metric(each, heads); });
}

void check_record(const Field& card, const std::vector<Head>& heads) {
  check_outputs(card["outputs"]);
  check_training(card["training"]);
  check_metrics(card["metrics"], 0, heads);
  if (card.has("published"))
    card["published"].list(1, 1000, [&](const Field& each) { return check_published(each, heads); });
  check_use(card["use"]);
  check_weights(card["weights"]);
  check_reproduce(card["reproduce"]);
}

}  // namespace unseen
