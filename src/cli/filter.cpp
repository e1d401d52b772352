#include <array>
#include <filesystem>
#include <set>

#include "commands.h"
#include "files.h"
#include "image/decode.h"
#include "npy.h"
#include "png_writer.h"

namespace unseen {
namespace {

namespace fs = std::filesystem;

bool write(const std::string& out, const Image& image) {
  if (out.ends_with(".png")) return write_png16(out, image);
  const std::array<std::int64_t, 2> dims{image.height(), image.width()};
  NpyWriter writer(out, dims);
  writer.write(image.values());
  return writer.finish();
}

bool filter_one(const std::string& in, const std::string& out, std::span<const filter::Step> chain) {
  const auto bytes = read_file(in);
  if (!bytes) return complain(in, "cannot be read"), false;
  const auto decoded = decode(*bytes);
  if (!decoded) return complain(in, words(decoded.error())), false;
  const auto image = filter::apply_chain(shown(*decoded, std::nullopt), chain);
  if (!write(out, image)) return complain(out, "cannot be written"), false;
  return true;
}

int filter_many(const FilterOptions& options, std::span<const filter::Step> chain) {
  auto inputs = options.files;
  if (!options.list.empty() && !add_listed(options.list, inputs)) {
    complain(options.list, "cannot be read");
    return exit_refused;
  }
  if (inputs.empty()) {
    complain("filter", "no image was given");
    return exit_usage;
  }
  std::error_code failed;
  fs::create_directories(options.out, failed);
  if (failed) {
    complain(options.out, "cannot be made");
    return exit_refused;
  }
  std::vector<std::string> outputs;
  std::set<std::string> names;
  for (const auto& input : inputs) {
    outputs.push_back((fs::path(options.out) / fs::path(input).stem()).string() + "." + options.form);
    if (!names.insert(outputs.back()).second || fs::equivalent(input, outputs.back(), failed)) {
      complain(outputs.back(), "would be written over");
      return exit_usage;
    }
  }
  bool fine = true;
  for (std::size_t i = 0; i < inputs.size(); ++i) fine = filter_one(inputs[i], outputs[i], chain) && fine;
  return fine ? exit_ok : exit_refused;
}

}  // namespace

int filter_images(const FilterOptions& options) {
  const auto chain = read_chain_file(options.chain);
  if (!chain) return exit_refused;
  if (!options.out.empty()) return filter_many(options, *chain);
  if (options.files.size() != 2) {
    complain("filter", "give IN OUT.{png,npy}, or --out FOLDER and images");
    return exit_usage;
  }
  const auto& out = options.files[1];
  if (!out.ends_with(".png") && !out.ends_with(".npy")) {
    complain(out, "the output must end in .png or .npy");
    return exit_usage;
  }
  std::error_code failed;
  if (fs::equivalent(options.files[0], out, failed)) {
    complain(out, "is the input too; it would be overwritten");
    return exit_usage;
  }
  return filter_one(options.files[0], out, *chain) ? exit_ok : exit_refused;
}

}  // namespace unseen
