#include "model/preprocess.h"

#include <sys/stat.h>

#include "commands.h"
#include "files.h"
#include "image/decode.h"
#include "npy.h"

namespace unseen {
namespace {

bool same_file(const std::string& one, const std::string& other) {
  struct stat a {};
  struct stat b {};
  return ::stat(one.c_str(), &a) == 0 && ::stat(other.c_str(), &b) == 0 && a.st_dev == b.st_dev &&
         a.st_ino == b.st_ino;
}

using Chain = std::vector<filter::Step>;

Result<Tensor> tensor_of(std::span<const std::byte> bytes, const Card& card, const Chain& chain,
                         const PreprocessOptions& options) {
  const auto decoded = decode(bytes);
  if (!decoded) return tl::unexpected(decoded.error());
  std::optional<Window> window;
  if (options.window) {
    const auto checked = check_window({(*options.window)[0], (*options.window)[1]}, decoded->facts.range);
    if (!checked) return tl::unexpected(checked.error());
    window = *checked;
  }
  return preprocess(filter::apply_chain(shown(*decoded, window), chain), depth(decoded->facts), card);
}

/// Every input is tried, so that one run names all that fail; the output appears only when none did.
int write_tensors(const std::vector<std::string>& inputs, const std::string& out, const Card& card,
                  const Chain& chain, const PreprocessOptions& options) {
  std::optional<NpyWriter> writer;
  std::size_t failures = 0;
  for (const auto& input : inputs) {
    const auto bytes = read_file(input);
    if (!bytes) {
      complain(input, "cannot be read");
      ++failures;
      continue;
    }
    const auto tensor = tensor_of(*bytes, card, chain, options);
    if (!tensor) {
      complain(input, words(tensor.error()));
      ++failures;
      continue;
    }
    if (failures > 0) continue;
    if (!writer) {
      auto dims = tensor->dims;
      dims.front() = static_cast<std::int64_t>(inputs.size());
      writer.emplace(out, dims);
    }
    writer->write(tensor->data);
    if (!writer->ok()) break;
  }
  if (failures > 0) {
    if (inputs.size() > 1)
      complain("preprocess", std::to_string(failures) + " of " + std::to_string(inputs.size()) +
                                 " images were refused; nothing was written");
    return exit_refused;
  }
  if (writer->finish()) return exit_ok;
  complain(out, "cannot be written");
  return exit_refused;
}

}  // namespace

int preprocess(const PreprocessOptions& options) {
  auto inputs = options.files;
  const auto out = inputs.back();
  inputs.pop_back();
  if (!options.list.empty() && !add_listed(options.list, inputs)) {
    complain(options.list, "cannot be read");
    return exit_refused;
  }
  if (!out.ends_with(".npy")) {
    complain(out, "the last name is the output and must end in .npy");
    return exit_usage;
  }
  if (inputs.empty()) {
    complain("preprocess", "no image was given");
    return exit_usage;
  }
  for (const auto& input : inputs) {
    if (!same_file(input, out)) continue;
    complain(out, "is an input too; it would be overwritten");
    return exit_usage;
  }
  const auto text = read_file(options.card);
  if (!text) {
    complain(options.card, "cannot be read");
    return exit_refused;
  }
  const auto card = parse_card({reinterpret_cast<const char*>(text->data()), text->size()});
  if (!card) {
    complain(options.card, words(card.error()));
    return exit_refused;
  }
  Chain chain;
  if (!options.chain.empty()) {
    auto read = read_chain_file(options.chain);
    if (!read) return exit_refused;
    chain = std::move(*read);
  }
  return write_tensors(inputs, out, *card, chain, options);
}

}  // namespace unseen
