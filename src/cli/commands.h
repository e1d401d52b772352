#pragma once
// The commands of `unseen`, a function each; an answer on standard output, or one clear line a failure on
// standard error.

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace unseen {

/// Exit statuses: all went well; something was refused; the command line was wrong (CLI11's own statuses are
/// mapped to it).
enum Exit { exit_ok = 0, exit_refused = 1, exit_usage = 2 };

struct PreprocessOptions {
  std::string card;
  std::vector<std::string> files;  ///< the inputs, then OUT.npy
  std::string list;                ///< a text file with more inputs, a path a line
  std::optional<std::array<double, 2>> window;
  std::string chain;  ///< chain.json, applied before the card's resize
};

struct FilterOptions {
  std::string chain;               ///< chain.json
  std::string out;                 ///< a folder, for many images
  std::string form = "png";        ///< of the files in the folder: png or npy
  std::vector<std::string> files;  ///< IN OUT.{png,npy}, or the inputs
  std::string list;
};

struct GateOptions {
  bool features = false;           ///< write the signs instead of a verdict
  std::string card;                ///< whose verdict
  std::string shared;              ///< gate.json; beside the card's folder where empty
  std::string pooled;              ///< the network's pooled features of each image, .npy {N, C}
  std::vector<std::string> files;  ///< the images; for `features` then OUT.npy
  std::string list;
};

struct SimulateOptions {
  std::uint64_t count = 1, seed = 1;
  std::optional<std::uint64_t> person;  ///< the seed of one film, as labels.csv and the page state it
  std::vector<std::string> mechanisms;
  std::string out;
  std::string body = "chest", cohort;      ///< cohort: empty, drawn
  std::vector<std::string> set, confound;  ///< NAME=VALUE
  std::optional<int> size;
  std::optional<double> strength, kvp, mas;
  unsigned threads = 0;              ///< 0: as many as there are cores
  std::vector<std::string> tensors;  ///< cards; then no pictures are written
};

struct ReceiptOptions {
  std::string file;
  std::string image;              ///< the image it speaks of; empty: what depends on it is not checked
  std::string models = "models";  ///< folder of models, ID/card.json and its weights
};

struct StatsOptions {
  std::string csv;
  bool curve = false;             ///< print the ROC curve too
  std::size_t replicates = 2000;  ///< of the bootstrap by patient
  std::uint64_t seed = 1;
};

/// What was read from an image file, as JSON.
int describe(const std::string& file);
/// The tensor of one image, {1, C, H, W}, or of many, {N, C, H, W}, as float32 .npy.
int preprocess(const PreprocessOptions& options);
/// Images through a chain of operations, each as a 16-bit PNG or a float32 .npy {H, W}.
int filter_images(const FilterOptions& options);
/// What the gate says of images, a line of JSON each; or the signs it goes by, as .npy {N, 4 + signs}: width,
/// height, share of coloured pixels, 1 where blank, then the router's values.
int gate(const GateOptions& options);
/// Area under the curve of a CSV with the columns label (0 or 1) and score, as JSON; with a column patient
/// also its interval by resampling patients.
int stats_auc(const StatsOptions& options);
/// DeLong's test of two scores of the same cases: columns label, first and second, as JSON.
int stats_delong(const std::string& csv);
/// Simulated films, as 16-bit PNG or as tensors, and labels.csv.
int simulate(const SimulateOptions& options);
/// Whether a receipt of the page (contract/receipt.schema.json) is as it was saved and agrees with image and
/// model; a line for each thing checked or not checked.
int verify_receipt(const ReceiptOptions& options);
/// What this program can do, as JSON.
int print_catalogue();
int print_operations();

}  // namespace unseen
