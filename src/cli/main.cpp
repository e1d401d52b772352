// `unseen`: the same rooms as the page, as a native program.

#include <cstdio>
#include <exception>

#include <CLI/CLI.hpp>

#include "commands.h"
#include "files.h"

namespace {

constexpr const char* version = UNSEEN_VERSION;

int run(int argc, char** argv) {
  CLI::App app{
      "Runs medical-imaging models' own arithmetic on this machine: the program behind the page Unseen.",
      "unseen"};
  app.set_version_flag("--version", std::string("unseen ") + version);
  app.require_subcommand(1);

  std::string file;
  auto* describe = app.add_subcommand("describe", "Say what was read from an image file, as JSON");
  describe->add_option("FILE", file, "PNG or JPEG")->required();

  unseen::PreprocessOptions options;
  std::pair<double, double> window;
  auto* preprocess = app.add_subcommand(
      "preprocess",
      "Write what a model is given, as float32 .npy: {1,C,H,W} for one image, {N,C,H,W} for many");
  preprocess->add_option("--card", options.card, "The model's card.json")->required();
  preprocess->add_option("--list", options.list, "A text file with more images, a path a line");
  auto* given_window = preprocess->add_option("--window", window,
                                              "Centre and width in stored values, instead of the file's own");
  preprocess->add_option("--chain", options.chain,
                         "A JSON list of operations, applied to the image before the card's resize");
  preprocess->add_option("FILES", options.files, "The images, then OUT.npy")->required();

  unseen::FilterOptions filtered;
  auto* filter = app.add_subcommand(
      "filter", "Apply a chain of operations: 16-bit .png, or .npy of float32 {H,W}, values in [0,1]");
  filter->add_option("--chain", filtered.chain, R"(A JSON list such as [{"op": "low-pass", "radius": 10}])")
      ->required();
  auto* folder = filter->add_option("--out", filtered.out, "A folder for many images, named as they are");
  filter->add_option("--form", filtered.form, "Of the files in that folder: png or npy")
      ->check(CLI::IsMember({"png", "npy"}))
      ->needs(folder);
  filter->add_option("--list", filtered.list, "A text file with more images, a path a line")->needs(folder);
  filter->add_option("FILES", filtered.files, "IN OUT.{png,npy}; with --out the images");

  unseen::GateOptions judged;
  auto* gate =
      app.add_subcommand("gate", "Say whether a model should be shown these images, a line of JSON each");
  auto* features =
      gate->add_flag("--features", judged.features, "Write the signs the gate goes by to OUT.npy instead");
  gate->add_option("--card", judged.card, "The model's card.json")->excludes(features);
  gate->add_option("--gate", judged.shared, "The shared gate.json; else ../gate/gate.json beside the card");
  gate->add_option("--pooled", judged.pooled, "The network's pooled features of the images, .npy {N,C}");
  gate->add_option("--list", judged.list, "A text file with more images, a path a line");
  gate->add_option("FILES", judged.files, "The images; with --features then OUT.npy");

  bool json = false;
  auto* catalogue = app.add_subcommand("catalog", "Print what this program can do");
  catalogue->add_flag("--json", json, "As JSON (the only form)")->required();
  auto* operations = app.add_subcommand("operations", "Print the image operations");
  operations->add_flag("--json", json, "As JSON (the only form)")->required();

  unseen::SimulateOptions films;
  auto* simulate =
      app.add_subcommand("simulate", "Simulate radiographs whose cohort, A or B, is carried by mechanisms");
  auto* count = simulate->add_option("--count", films.count, "How many")->check(CLI::Range(1, 1'000'000));
  auto* set =
      simulate->add_option("--seed", films.seed, "Of the set; another seed, other people")->needs(count);
  simulate
      ->add_option("--person", films.person,
                   "One film instead: its seed, as labels.csv and the page state it")
      ->excludes(count)
      ->excludes(set);
  simulate->add_option("--mechanisms", films.mechanisms, "Ids, between commas; see unseen catalog")
      ->delimiter(',');
  simulate->add_option("--out", films.out, "Folder for 000000.png … and labels.csv")->required();
  simulate->add_option("--body", films.body, "chest or hand");
  simulate->add_option("--cohort", films.cohort, "A or B, for all; otherwise drawn");
  simulate->add_option("--set", films.set, "A covariate for all, e.g. view=1");
  simulate
      ->add_option("--confound", films.confound,
                   "A covariate's difference between cohorts in sd, e.g. bmi=0.5")
      ->expected(1);
  simulate->add_option("--size", films.size, "Pixels a side");
  simulate->add_option("--strength", films.strength, "Of the mechanisms; 1 is the recipe's");
  simulate->add_option("--kvp", films.kvp, "Tube voltage");
  simulate->add_option("--mas", films.mas, "Exposure");
  simulate->add_option("--threads", films.threads, "How many films at once; 0 is one a core");
  simulate
      ->add_option("--tensors", films.tensors,
                   "Cards: write what their models are given, ID.npy, and no pictures")
      ->delimiter(',');

  unseen::StatsOptions scores;
  auto* stats = app.add_subcommand("stats", "Figures about scores")->require_subcommand(1);
  auto* auc = stats->add_subcommand("auc", "Area under the ROC curve with DeLong's 95% interval, as JSON");
  auc->add_option(
         "--csv", scores.csv,
         "A file with the columns label (0 or 1) and score; with a column patient, whole patients are "
         "resampled too")
      ->required();
  auc->add_flag("--curve", scores.curve, "Print the ROC curve too");
  auc->add_option("--replicates", scores.replicates, "Of the resampling")->check(CLI::Range(1, 1'000'000));
  auc->add_option("--seed", scores.seed, "Of the resampling");
  auto* delong = stats->add_subcommand("delong", "DeLong's test of two scores of the same cases, as JSON");
  delong->add_option("--csv", scores.csv, "A file with the columns label (0 or 1), first and second")
      ->required();

  unseen::ReceiptOptions receipt;
  auto* verify = app.add_subcommand("verify-receipt", "Check a receipt that the page saved");
  verify->add_option("FILE", receipt.file, "The receipt")->required();
  verify->add_option("--image", receipt.image,
                     "The image that was scored; a simulated one is simulated again");
  verify->add_option("--models", receipt.models, "Folder of models")->capture_default_str();

  try {
    app.parse(argc, argv);
  } catch (const CLI::CallForHelp& help) {
    return app.exit(help);
  } catch (const CLI::CallForVersion& asked) {
    return app.exit(asked);
  } catch (const CLI::ParseError& error) {
    unseen::complain("usage", std::string(error.what()) + " (see unseen --help)");
    return unseen::exit_usage;
  }
  if (*describe) return unseen::describe(file);
  if (*filter) return unseen::filter_images(filtered);
  if (*gate) return unseen::gate(judged);
  if (*catalogue) return unseen::print_catalogue();
  if (*operations) return unseen::print_operations();
  if (*simulate && !*set && !films.person) {
    unseen::complain("simulate", "needs --count and --seed, or --person");
    return unseen::exit_usage;
  }
  if (*simulate) return unseen::simulate(films);
  if (*verify) return unseen::verify_receipt(receipt);
  if (*auc) return unseen::stats_auc(scores);
  if (*delong) return unseen::stats_delong(scores.csv);
  if (*given_window) options.window = {window.first, window.second};
  return unseen::preprocess(options);
}

}  // namespace

int main(int argc, char** argv) {
  try {
    return run(argc, argv);
  } catch (const std::exception& failure) {
    unseen::complain("stopped", failure.what());
    return unseen::exit_refused;
  }
}
