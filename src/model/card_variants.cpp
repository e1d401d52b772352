#include "model/card_variants.h"

#include <algorithm>

#include "filter/chain.h"
#include "model/card_record.h"

namespace unseen {
namespace {

constexpr std::size_t most_variants = 1000;

std::vector<filter::Step> chain(const Field& field) {
  auto steps = filter::read_chain(field.json());
  if (!steps) {
    field.fail("a chain of operations (" + steps.error().detail + ")");
    return {};
  }
  if (steps->empty()) field.fail("one step or more");
  return std::move(*steps);
}

Variant variant(const Field& field, const std::vector<Head>& heads) {
  field.only({"id", "title", "chain", "weights", "metrics", "fixed", "reproduce"});
  Variant variant;
  variant.id = field["id"].slug();
  variant.title = field["title"].text();
  variant.chain = chain(field["chain"]);
  check_weights(field["weights"]);
  check_metrics(field["metrics"], 1, heads);
  check_metrics(field["fixed"], 0, heads);
  check_reproduce(field["reproduce"]);
  return variant;
}

}  // namespace

std::vector<Variant> card_variants(const Field& card, const std::vector<Head>& heads) {
  if (!card.has("variants")) return {};
  const auto field = card["variants"];
  auto variants = field.list(1, most_variants, [&](const Field& each) { return variant(each, heads); });
  for (auto each = variants.begin(); each != variants.end(); ++each) {
    const bool again =
        std::any_of(variants.begin(), each, [&](const Variant& other) { return other.id == each->id; });
    if (again) field.fail("every id once; \"" + each->id + "\" stands twice");
  }
  return variants;
}

}  // namespace unseen
