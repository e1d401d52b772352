#include "experiment/catalogue.h"

#include "contract/refusal.h"
#include "contract/version.h"
#include "image/decode.h"
#include "image/format/format.h"
#include "image/resample.h"
#include "model/card.h"
#include "phantom/phantom.h"

namespace unseen {
namespace {

nlohmann::json entry(std::string_view id, std::string_view title, std::string_view help) {
  return {{"id", id}, {"title", title}, {"help", help}};
}

nlohmann::json formats() {
  auto list = nlohmann::json::array();
  for (const auto& format : format::formats()) list.push_back(entry(format.id, format.name, format.help));
  return list;
}

nlohmann::json limits() {
  const Limits limits;
  return {{"pixels", limits.pixels}, {"side", limits.side}, {"bytes", limits.bytes}, {"steps", most_steps}};
}

/// What a card's words mean, for pages that show a card.
nlohmann::json card_words() {
  return {
      {"kinds",
       {entry("image", "Image", "The model looks at the picture."),
        entry("histogram", "Grey levels", "The model is given only how often each grey level occurs."),
        entry("covariates", "Recorded facts", "The model is given recorded facts and no picture.")}},
      {"fits",
       {entry(id(Fit::squash), "Squash", "Both sides are brought to the model's size; proportions are lost."),
        entry(id(Fit::centre_crop_square), "Centre square",
              "The middle square is taken; what lies outside is not seen."),
        entry(id(Fit::pad), "Pad", "Black is added to make a square; nothing is lost.")}},
      {"kernels",
       {entry(id(Kernel::bilinear), "Bilinear",
              "Two neighbours an axis, however far it shrinks; fine detail may alias."),
        entry(id(Kernel::bilinear_antialias), "Bilinear, smoothed", "Every pixel counts when shrinking."),
        entry(id(Kernel::area), "Area", "The mean of what each new pixel covers.")}},
      {"activations",
       {entry("softmax", "Share",
              "The head's scores are from 0 to 1 and add up to 1: exactly one label is meant."),
        entry("sigmoid", "Yes or no, each",
              "Every score is from 0 to 1 on its own; several labels may hold."),
        entry("value", "Value", "A number in the unit that the label names; no probability.")}},
      {"populations",
       {entry("held-out", "Held out", "Patients of the same hospitals whom the model never saw."),
        entry("unseen-hospital", "Unseen hospital", "Films from a hospital that had no part in training."),
        entry("ablation", "Ablation",
              "The same films with something changed, to see what the score owes to it."),
        entry("calibration", "Calibration", "How far scores can be read as frequencies.")}},
  };
}

/// What a simulated film can be made of, for the page's panel.
nlohmann::json phantoms() {
  auto bodies = nlohmann::json::array();
  for (const auto& each : phantom::bodies()) {
    bodies.push_back(entry(each.id, each.title, each.help));
    bodies.back()["without"] = each.without;
  }
  auto mechanisms = nlohmann::json::array();
  for (const auto& each : phantom::mechanisms()) mechanisms.push_back(entry(each.id, each.title, each.help));
  auto covariates = nlohmann::json::array();
  for (const auto& each : phantom::covariates()) {
    auto row = entry(each.id, each.title, each.help);
    row.update({{"unit", each.unit}, {"min", each.min}, {"max", each.max}, {"step", each.step}});
    row["choices"] = each.choices;
    covariates.push_back(std::move(row));
  }
  auto settings = nlohmann::json::array();
  for (const auto& each : phantom::settings()) {
    auto row = entry(each.id, each.title, each.help);
    row.update({{"unit", each.unit},
                {"min", each.min},
                {"max", each.max},
                {"step", each.step},
                {"initial", each.initial}});
    settings.push_back(std::move(row));
  }
  return {{"bodies", std::move(bodies)},
          {"mechanisms", std::move(mechanisms)},
          {"covariates", std::move(covariates)},
          {"parameters", std::move(settings)}};
}

nlohmann::json refusals() {
  auto list = nlohmann::json::array();
  for (const auto code : all_codes())
    list.push_back({{"code", id(code)}, {"cause", id(cause(code))}, {"sentence", sentence(code)}});
  return list;
}

}  // namespace

nlohmann::json catalogue() {
  return {{"versions", {{"api", api_version}, {"state", state_version}, {"card", card_schema}}},
          {"limits", limits()},
          {"formats", formats()},
          {"operations", operations()},
          {"experiments", nlohmann::json::array()},
          {"card", card_words()},
          {"phantom", phantoms()},
          {"refusals", refusals()}};
}

nlohmann::json operations() { return nlohmann::json::array(); }

}  // namespace unseen
