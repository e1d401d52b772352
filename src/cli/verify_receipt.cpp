// `unseen verify-receipt`: the page's requests are played once more, natively, on the same engine.

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <cstring>
#include <filesystem>

#include <fmt/core.h>
#include <openssl/evp.h>

#include "commands.h"
#include "engine/session.h"
#include "files.h"

namespace unseen {
namespace {

using nlohmann::json;
using Bytes = std::span<const std::byte>;

/// Another build may round the last digit otherwise; more than this is another picture, tensor or score.
constexpr double tolerance = 1e-5;
constexpr std::string_view digest_key = "\"digest\": \"";
constexpr std::size_t digits = 64;

Bytes bytes_of(std::string_view text) { return std::as_bytes(std::span(text.data(), text.size())); }

std::string sha256(Bytes bytes) {
  std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
  unsigned length = 0;
  if (EVP_Digest(bytes.data(), bytes.size(), digest.data(), &length, EVP_sha256(), nullptr) != 1) return {};
  std::string hex;
  for (unsigned i = 0; i < length; ++i) hex += fmt::format("{:02x}", digest[i]);
  return hex;
}

/// Says what was checked, a line each, and remembers whether anything differed.
class Findings {
 public:
  void good(const std::string& line) { std::printf("agrees: %s\n", line.c_str()); }
  void unchecked(const std::string& line) { std::printf("not checked: %s\n", line.c_str()); }
  void bad(const std::string& line) {
    complain("receipt", words({Code::receipt_differs, line}));
    differs_ = true;
  }
  void check(bool same, const std::string& what) { same ? good(what) : bad(what); }
  int status() const { return differs_ ? exit_refused : exit_ok; }

 private:
  bool differs_ = false;
};

/// A request to the engine, as the page makes it.
std::optional<Reply> ask(Session& session, const json& request, Findings& findings, Bytes payload = {}) {
  auto reply = session.answer(request, payload);
  if (reply.json["ok"] == true) return reply;
  findings.bad(reply.json["message"].get<std::string>());
  return std::nullopt;
}

std::vector<float> floats(Bytes bytes) {
  std::vector<float> values(bytes.size() / sizeof(float));
  std::memcpy(values.data(), bytes.data(), values.size() * sizeof(float));
  return values;
}

/// The largest difference between the stated means of 64 runs and those of `values`.
double gap_of_means(const json& stated, const std::vector<float>& values) {
  double gap = 0;
  const auto runs = stated.size();
  for (std::size_t i = 0; i < runs; ++i) {
    const auto from = i * values.size() / runs, to = (i + 1) * values.size() / runs;
    double sum = 0;
    for (auto k = from; k < to; ++k) sum += static_cast<double>(values[k]);
    const double mean = to > from ? sum / static_cast<double>(to - from) : 0;
    gap = std::max(gap, std::abs(mean - stated[i].get<double>()));
  }
  return gap;
}

void compare(const char* what, const json& stated, Bytes bytes, Findings& findings) {
  if (sha256(bytes) == stated["sha256"]) return findings.good(fmt::format("{}, to the last bit", what));
  const auto values = floats(bytes);
  std::size_t count = 1;
  for (const auto& length : stated["dims"]) count *= length.get<std::size_t>();
  if (values.size() != count)
    return findings.bad(fmt::format("{} has {} values, the receipt says {}", what, values.size(), count));
  const double gap = gap_of_means(stated["means"], values);
  findings.check(gap <= tolerance,
                 fmt::format("{}, up to rounding (means of 64 runs differ by {:.1e} at most)", what, gap));
}

bool is_hash(const json& value) {
  return value.is_string() && value.get_ref<const std::string&>().size() == digits;
}

bool is_numbers(const json& value) {
  const auto number = [](const json& each) { return each.is_number(); };
  const auto length = [](const json& each) { return each.is_number_unsigned() && each < 1'000'000'000; };
  return value.is_object() && is_hash(value.value("sha256", json())) &&
         value.value("dims", json()).is_array() &&
         std::all_of(value["dims"].begin(), value["dims"].end(), length) &&
         value.value("means", json()).is_array() && value["means"].size() == 64 &&
         std::all_of(value["means"].begin(), value["means"].end(), number);
}

/// What contract/receipt.schema.json asks of the fields that are used here; else the field that is wrong.
std::string wrong_field(const json& receipt) {
  const auto object = [&](const char* key) { return receipt.value(key, json()).is_object(); };
  if (!receipt.is_object() || receipt.value("format", json()) != "unseen-receipt") return "format";
  if (receipt.value("version", json()) != 1) return "version";
  for (const char* key : {"app", "image", "settings", "shown", "model", "tensor", "gate"})
    if (!object(key)) return key;
  for (const char* key : {"shown", "tensor"})
    if (!is_numbers(receipt[key])) return key;
  const auto& model = receipt["model"];
  if (!model.value("id", json()).is_string() || !is_hash(model.value("sha256", json())) ||
      !model.contains("variant"))
    return "model";
  for (const char* key : {"window", "chain"})
    if (!receipt["settings"].contains(key)) return fmt::format("settings.{}", key);
  for (const char* key : {"sha256", "phantom"})
    if (!receipt["image"].contains(key)) return fmt::format("image.{}", key);
  const auto numeric = [](const json& each) { return each.is_number(); };
  const auto scored = [](const json& each) {
    return each.is_object() && each.value("score", json()).is_number();
  };
  const auto logits = receipt.value("logits", json());
  const auto scores = receipt.value("scores", json());
  if (!logits.is_array() || !std::all_of(logits.begin(), logits.end(), numeric)) return "logits";
  if (!scores.is_array() || !std::all_of(scores.begin(), scores.end(), scored)) return "scores";
  return {};
}

void check_digest(std::string text, const json& receipt, Findings& findings) {
  const auto at = text.find(digest_key);
  const auto stated = receipt.value("digest", json());
  if (at == std::string::npos || !is_hash(stated)) return findings.bad("it has no digest");
  text.replace(at + digest_key.size(), digits, digits, '0');
  findings.check(sha256(bytes_of(text)) == stated, "the text of the receipt is as it was saved");
}

/// The picture again: from the file, or by simulating it. False where there is none to check.
bool open(Session& session, const json& image, const std::string& file, Findings& findings) {
  if (image["phantom"].is_object())
    return ask(session, {{"kind", "phantom"}, {"spec", image["phantom"]}}, findings).has_value();
  if (file.empty()) {
    findings.unchecked("image, what was shown and the tensor: give the image with --image");
    return false;
  }
  const auto bytes = read_file(file);
  if (!bytes) {
    findings.bad("the image cannot be read");
    return false;
  }
  findings.check(image["sha256"] == sha256(*bytes), "the image file");
  return ask(session, {{"kind", "open"}}, findings, *bytes).has_value();
}

/// What the card says of the file that scored: the model's own, or a variant's; null where it names none.
json weights_of(const json& card, const json& variant) {
  if (variant.is_null()) return card["weights"];
  for (const auto& each : card.value("variants", json::array())) {
    if (each["id"] == variant) return each["weights"];
  }
  return nullptr;
}

/// The model's card, and its weights against it. False where the folder has no such model.
bool load(Session& session, const json& model, const std::string& models, Findings& findings) {
  const auto folder = std::filesystem::path(models) / model["id"].get<std::string>();
  const auto text = read_file((folder / "card.json").string());
  if (!text) {
    findings.unchecked(fmt::format("model, tensor and scores: {} holds no such model (--models)", models));
    return false;
  }
  const std::string card(reinterpret_cast<const char*>(text->data()), text->size());
  if (!ask(session, {{"kind", "card"}, {"text", card}}, findings)) return false;
  const auto weights = weights_of(json::parse(card), model["variant"]);
  if (weights.is_null()) {
    findings.check(false, "the card names the retrained variant that scored");
    return true;
  }
  findings.check(weights["sha256"] == model["sha256"], "the model's weights are those its card names");
  if (const auto network = read_file((folder / weights["file"].get<std::string>()).string()))
    findings.check(sha256(*network) == model["sha256"], "the model's file");
  return true;
}

void check_scores(Session& session, const json& receipt, Findings& findings) {
  std::vector<float> logits;
  for (const auto& logit : receipt["logits"]) logits.push_back(logit.get<float>());
  const auto reply = ask(session, {{"kind", "scores"}, {"model", receipt["model"]["id"]}, {"features", 0}},
                         findings, std::as_bytes(std::span(logits)));
  if (!reply) return;
  const auto& scores = reply->json["scores"];
  const auto& labels = reply->json["labels"];
  bool same = scores.size() == receipt["scores"].size();
  for (std::size_t i = 0; same && i < scores.size(); ++i) {
    const auto& stated = receipt["scores"][i];
    same = std::abs(scores[i].get<double>() - stated["score"].get<double>()) <= tolerance &&
           labels[i]["id"] == stated["label"] && labels[i]["head"] == stated["head"];
  }
  findings.check(same, "the scores follow from the network's numbers");
}

}  // namespace

int verify_receipt(const ReceiptOptions& options) {
  const auto file = read_file(options.file);
  if (!file) {
    complain(options.file, "cannot be read");
    return exit_refused;
  }
  const std::string text(reinterpret_cast<const char*>(file->data()), file->size());
  const json receipt = json::parse(text, nullptr, /*allow_exceptions=*/false);
  if (const auto field = wrong_field(receipt); !field.empty()) {
    complain(options.file, words({Code::receipt_invalid, field}));
    return exit_refused;
  }
  Findings findings;
  check_digest(text, receipt, findings);
  Session session;
  const auto& settings = receipt["settings"];
  const bool opened = open(session, receipt["image"], options.image, findings);
  const bool loaded = load(session, receipt["model"], options.models, findings);
  json view{{"window", settings["window"]}, {"chain", settings["chain"]}};
  if (opened) {
    view["kind"] = "pixels";
    if (const auto pixels = ask(session, view, findings))
      compare("what was shown", receipt["shown"], pixels->payload.bytes(), findings);
  }
  if (opened && loaded) {
    view["kind"] = "tensor";
    view["model"] = receipt["model"]["id"];
    if (const auto tensor = ask(session, view, findings))
      compare("the tensor", receipt["tensor"], tensor->payload.bytes(), findings);
  }
  if (loaded) check_scores(session, receipt, findings);
  findings.unchecked(
      "that the network gives these numbers for this tensor, and the gate's verdict: run the page");
  return findings.status();
}

}  // namespace unseen
