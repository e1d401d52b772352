#include <cstdio>
#include <filesystem>

#include <nlohmann/json.hpp>

#include "commands.h"
#include "files.h"
#include "image/decode.h"
#include "model/card.h"
#include "model/gate.h"
#include "npy.h"

namespace unseen {
namespace {

constexpr std::size_t facts = 4;  // beside the router's values

std::optional<ImageSigns> signs_of(const std::string& path) {
  const auto bytes = read_file(path);
  if (!bytes) {
    complain(path, "cannot be read");
    return std::nullopt;
  }
  const auto decoded = decode(*bytes);
  if (!decoded) {
    complain(path, words(decoded.error()));
    return std::nullopt;
  }
  return image_signs(shown(*decoded, std::nullopt), decoded->facts.coloured);
}

int write_features(std::vector<std::string> files) {
  const auto out = files.back();
  files.pop_back();
  if (!out.ends_with(".npy") || files.empty()) {
    complain("gate", "the images come first, the last name is the output and must end in .npy");
    return exit_usage;
  }
  const std::array<std::int64_t, 2> dims{static_cast<std::int64_t>(files.size()),
                                         static_cast<std::int64_t>(facts + sign_count())};
  NpyWriter writer(out, dims);
  for (const auto& file : files) {
    auto signs = signs_of(file);
    if (!signs) return exit_refused;
    std::vector<float> row{static_cast<float>(signs->width), static_cast<float>(signs->height),
                           static_cast<float>(signs->colour), signs->blank ? 1.0F : 0.0F};
    signs->values.resize(sign_count());
    row.insert(row.end(), signs->values.begin(), signs->values.end());
    writer.write(row);
  }
  if (writer.finish()) return exit_ok;
  complain(out, "cannot be written");
  return exit_refused;
}

template <class Parse>
auto parsed(const std::string& path, Parse parse) {
  using Wanted = decltype(parse(std::string_view{}));
  const auto text = read_file(path);
  if (!text) {
    complain(path, "cannot be read");
    return std::optional<typename Wanted::value_type>{};
  }
  auto read = parse({reinterpret_cast<const char*>(text->data()), text->size()});
  if (!read) {
    complain(path, words(read.error()));
    return std::optional<typename Wanted::value_type>{};
  }
  return std::optional{std::move(*read)};
}

void print(const std::string& file, const GateVerdict& verdict) {
  nlohmann::json reasons = nlohmann::json::array();
  for (const auto& reason : verdict.reasons)
    reasons.push_back({{"id", reason.id}, {"sentence", reason.sentence}});
  nlohmann::json line{{"file", file},     {"verdict", id(verdict.verdict)}, {"kind", verdict.kind},
                      {"score", nullptr}, {"threshold", nullptr},           {"reasons", std::move(reasons)}};
  if (verdict.score) line["score"] = *verdict.score;
  if (verdict.threshold) line["threshold"] = *verdict.threshold;
  std::printf("%s\n", line.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace).c_str());
}

int print_verdicts(const GateOptions& options, const std::vector<std::string>& files) {
  const auto card = parsed(options.card, parse_card);
  const auto beside = std::filesystem::path(options.card).parent_path() / ".." / "gate" / "gate.json";
  const auto shared = parsed(options.shared.empty() ? beside.string() : options.shared, parse_shared_gate);
  if (!card || !shared) return exit_refused;
  std::optional<Table> pooled;
  if (!options.pooled.empty()) {
    pooled = read_table(options.pooled);
    if (!pooled || pooled->rows != files.size()) {
      complain(options.pooled, "is no float32 table with a row for each image");
      return exit_refused;
    }
  }
  int status = exit_ok;
  for (std::size_t i = 0; i < files.size(); ++i) {
    const auto signs = signs_of(files[i]);
    if (!signs) {
      status = exit_refused;
      continue;
    }
    std::span<const float> features;
    if (pooled) features = std::span(pooled->values).subspan(i * pooled->columns, pooled->columns);
    print(files[i], judge(*shared, *card, *signs, features, /*has_covariates=*/false));
  }
  return status;
}

}  // namespace

int gate(const GateOptions& options) {
  auto files = options.files;
  if (!options.list.empty()) {
    std::vector<std::string> all;
    if (!add_listed(options.list, all)) {
      complain(options.list, "cannot be read");
      return exit_refused;
    }
    files.insert(files.begin(), all.begin(), all.end());
  }
  if (files.empty()) {
    complain("gate", "no image was given");
    return exit_usage;
  }
  if (options.features) return write_features(files);
  if (!options.card.empty()) return print_verdicts(options, files);
  complain("gate", "give --card CARD or --features");
  return exit_usage;
}

}  // namespace unseen
