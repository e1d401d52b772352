#include "experiment/catalogue.h"

#include <cmath>

#include "contract/refusal.h"
#include "contract/version.h"
#include "experiment/job.h"
#include "filter/operation.h"
#include "filter/presets.h"
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
  return {{"pixels", limits.pixels}, {"side", limits.side},     {"bytes", limits.bytes},
          {"steps", most_steps},     {"strokes", most_strokes}, {"points", most_points}};
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

nlohmann::json experiments() {
  auto list = nlohmann::json::array();
  for (const auto& each : experiment::experiments()) {
    auto parameters = nlohmann::json::array();
    for (const auto& one : each.parameters) {
      auto row = entry(one.id, one.title, one.help);
      row["kind"] = one.kind;
      if (one.kind == "whole") row.update({{"min", one.min}, {"max", one.max}, {"initial", one.initial}});
      if (!one.choices.empty()) row["choices"] = one.choices;
      parameters.push_back(std::move(row));
    }
    list.push_back(entry(each.id, each.title, each.help));
    list.back()["parameters"] = std::move(parameters);
  }
  return list;
}

nlohmann::json parameter(const filter::Parameter& of) {
  auto row = entry(of.id, of.title, of.help);
  row.update({{"unit", of.unit},
              {"min", of.min},
              {"max", of.max},
              {"neutral", std::isfinite(of.neutral) ? nlohmann::json(of.neutral) : nlohmann::json()},
              {"initial", of.initial},
              {"step", of.step},
              {"scale", of.scale == filter::Scale::logarithmic ? "logarithmic" : "linear"},
              {"choices", of.choices}});
  return row;
}

nlohmann::json refusals() {
  auto list = nlohmann::json::array();
  for (const auto code : all_codes())
    list.push_back({{"code", id(code)}, {"cause", id(cause(code))}, {"sentence", sentence(code)}});
  return list;
}

nlohmann::json presets() {
  auto list = nlohmann::json::array();
  for (const auto& each : filter::presets()) {
    auto chain = nlohmann::json::array();
    for (const auto& step : each.chain) {
      nlohmann::json said{{"op", step.op}};
      for (const auto& [id, value] : step.values) said[std::string(id)] = value;
      chain.push_back(std::move(said));
    }
    list.push_back({{"id", each.id},
                    {"title", each.title},
                    {"figure", each.figure},
                    {"source", each.source},
                    {"chain", std::move(chain)}});
  }
  return list;
}

}  // namespace

nlohmann::json catalogue() {
  return {{"versions", {{"api", api_version}, {"state", state_version}, {"card", card_schema}}},
          {"limits", limits()},
          {"formats", formats()},
          {"operations", operations()},
          {"presets", presets()},
          {"experiments", experiments()},
          {"card", card_words()},
          {"phantom", phantoms()},
          {"refusals", refusals()}};
}

nlohmann::json operations() {
  auto list = nlohmann::json::array();
  for (const auto& each : filter::operations()) {
    auto parameters = nlohmann::json::array();
    for (const auto& one : each.parameters) parameters.push_back(parameter(one));
    auto row = entry(each.id, each.title, each.help);
    row.update({{"group", each.group},
                {"parameters", std::move(parameters)},
                {"example", each.example},
                {"figure", each.figure},
                {"workingSize", each.working_size},
                {"random", each.random},
                {"strokes", each.strokes},
                {"idempotent", each.idempotent}});
    list.push_back(std::move(row));
  }
  return list;
}

}  // namespace unseen
