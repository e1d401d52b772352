// seeds: contract/fixtures/card/valid
// A card is a text from anywhere: whatever it is, the parser answers with a card or a refusal, and a card it
// takes can be used.
#include "model/outputs.h"
#include "model/preprocess.h"

#include <cstdlib>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto card = unseen::parse_card({reinterpret_cast<const char*>(data), size});
  if (!card) {
    if (unseen::cause(card.error().code) == unseen::Cause::internal) std::abort();
    return 0;
  }
  (void)unseen::doubts(*card);
  const std::vector<float> logits(card->label_count(), 1.5F);
  (void)unseen::activate(logits, *card);
  const auto* input = std::get_if<unseen::ImageInput>(&card->input);
  if (input == nullptr || input->width > 256 || input->height > 256) return 0;
  const auto tensor = unseen::preprocess(unseen::Image(5, 3), 8, *card);
  if (tensor) (void)unseen::doubts(unseen::facts(tensor->data), *input, 8);
  return 0;
}
