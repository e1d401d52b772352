#include <algorithm>
#include <atomic>
#include <charconv>
#include <chrono>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <functional>
#include <iterator>
#include <memory>
#include <mutex>
#include <thread>

#include <fmt/core.h>
#include <fmt/ranges.h>

#include "commands.h"
#include "files.h"
#include "model/preprocess.h"
#include "npy.h"
#include "phantom/phantom.h"
#include "png_writer.h"

namespace unseen {
namespace {

namespace fs = std::filesystem;
using phantom::Spec;

constexpr std::size_t block = 64;  // films between two writes of tensors

Result<std::pair<std::string, double>> setting(const std::string& text) {
  const auto equals = text.find('=');
  double value = 0;
  const char* end = text.data() + text.size();
  if (equals == std::string::npos || std::from_chars(text.data() + equals + 1, end, value).ptr != end)
    return refuse(Code::phantom_parameter, text + ": expected NAME=VALUE");
  return std::pair{text.substr(0, equals), value};
}

Result<Spec> spec_of(const SimulateOptions& options) {
  Spec spec;
  spec.mechanisms = options.mechanisms;
  if (options.size) spec.size = *options.size;
  if (options.strength) spec.strength = *options.strength;
  if (options.kvp) spec.kvp = *options.kvp;
  if (options.mas) spec.mas = *options.mas;
  const auto body = phantom::body_from(options.body);
  if (!body) return refuse(Code::phantom_parameter, "body: expected chest or hand");
  spec.body = *body;
  if (!options.cohort.empty()) {
    spec.cohort = phantom::cohort_from(options.cohort);
    if (!spec.cohort) return refuse(Code::phantom_parameter, "cohort: expected A or B");
  }
  for (const auto& text : options.set) {
    const auto pair = setting(text);
    if (!pair) return tl::unexpected(pair.error());
    spec.covariates.insert(*pair);
  }
  for (const auto& text : options.confound) {
    const auto pair = setting(text);
    if (!pair) return tl::unexpected(pair.error());
    spec.confounding = phantom::Confounding{pair->first, pair->second};
  }
  if (const auto fine = phantom::check(spec); !fine) return tl::unexpected(fine.error());
  return spec;
}

/// One line on standard error, every second at most.
class Progress {
 public:
  explicit Progress(std::uint64_t total)
      : total_(total), began_(std::chrono::steady_clock::now()), said_(began_) {}

  void add() {
    const std::lock_guard lock(mutex_);
    ++done_;
    const auto now = std::chrono::steady_clock::now();
    if (now - said_ < std::chrono::seconds(1) && done_ != total_) return;
    said_ = now;
    const double seconds = std::chrono::duration<double>(now - began_).count();
    const double rate = static_cast<double>(done_) / std::max(seconds, 1e-9);
    fmt::print(stderr, "simulated {} of {} films, {:.0f} a second, {:.0f} s left\n", done_, total_, rate,
               static_cast<double>(total_ - done_) / rate);
  }

 private:
  std::mutex mutex_;
  std::uint64_t total_, done_ = 0;
  std::chrono::steady_clock::time_point began_, said_;
};

/// Calls `work(i)` for every i below `count`, on several threads; the first false ends it.
bool on_all_cores(std::uint64_t count, unsigned threads, const std::function<bool(std::uint64_t)>& work) {
  std::atomic<std::uint64_t> next = 0;
  std::atomic<bool> fine = true;
  const auto run = [&] {
    for (auto i = next++; i < count && fine; i = next++)
      if (!work(i)) fine = false;
  };
  std::vector<std::thread> others;
  for (unsigned i = 1; i < threads; ++i) others.emplace_back(run);
  run();
  for (auto& other : others) other.join();
  return fine;
}

std::string file_name(std::uint64_t index) { return fmt::format("{:06}.png", index); }

Spec film(const Spec& spec, const SimulateOptions& options, std::uint64_t index) {
  Spec one = spec;
  one.seed = options.person.value_or(phantom::film_seed(options.seed, index));
  return one;
}

bool write_labels(const SimulateOptions& options, const Spec& spec, const fs::path& path) {
  const auto part = path.string() + ".part";
  std::ofstream out(part);
  for (std::uint64_t i = 0; i < options.count; ++i) {
    const auto record = *phantom::record(film(spec, options, i));
    if (i == 0) {
      out << "file,seed,cohort,mechanisms";
      for (const auto& [name, value] : record.covariates) out << ',' << name;
      for (const auto& [name, value] : record.hidden) out << ',' << name;
      out << '\n';
    }
    out << fmt::format("{},{},{},{}", file_name(i), film(spec, options, i).seed, phantom::id(record.cohort),
                       fmt::join(spec.mechanisms, "+"));
    for (const auto& [name, value] : record.covariates) out << fmt::format(",{:.6g}", value);
    for (const auto& [name, value] : record.hidden) out << fmt::format(",{:.6g}", value);
    out << '\n';
  }
  out.close();
  std::error_code failed;
  if (out) fs::rename(part, path, failed);
  return out && !failed;
}

/// What the folder's films are; a folder that holds others is refused, so that two sets never mix.
std::string description(const SimulateOptions& o, const Spec& spec) {
  return fmt::format(
      "set {} mechanisms {} strength {} body {} cohort {} size {} kvp {} mas {} set {} confound {}\n",
      o.person.value_or(o.seed), fmt::join(o.mechanisms, "+"), spec.strength, o.body, o.cohort, spec.size,
      spec.kvp, spec.mas, fmt::join(o.set, ","), fmt::join(o.confound, ","));
}

bool same_set(const fs::path& note, const std::string& text) {
  if (std::ifstream in(note); in) {
    const std::string before((std::istreambuf_iterator<char>(in)), {});
    return before == text;
  }
  std::ofstream out(note);
  out << text;
  return static_cast<bool>(out);
}

int write_pictures(const SimulateOptions& options, const Spec& spec, unsigned threads) {
  const fs::path folder(options.out);
  if (!same_set(folder / "set.txt", description(options, spec))) {
    complain(options.out, "holds films of another set, or cannot be written; choose an empty folder");
    return exit_refused;
  }
  Progress progress(options.count);
  const bool fine = on_all_cores(options.count, threads, [&](std::uint64_t i) {
    const auto path = folder / file_name(i);
    const bool there = fs::exists(path);
    const bool written =
        there || write_png16(path.string(), phantom::simulate(film(spec, options, i))->image);
    progress.add();
    return written;
  });
  if (fine) return exit_ok;
  complain(options.out, "a film cannot be written");
  return exit_refused;
}

struct Output {
  Card card;
  std::unique_ptr<NpyWriter> writer;
};

Result<Tensor> tensor_of(const phantom::Phantom& phantom, const Card& card) {
  if (std::holds_alternative<CovariatesInput>(card.input)) return preprocess(phantom.record.covariates, card);
  return preprocess(phantom.image, 16, card);
}

Result<std::vector<Output>> outputs(const SimulateOptions& options) {
  std::vector<Output> all;
  for (const auto& path : options.tensors) {
    const auto text = read_file(path);
    if (!text) return refuse(Code::unreadable_file);
    auto card = parse_card({reinterpret_cast<const char*>(text->data()), text->size()});
    if (!card) return tl::unexpected(card.error());
    all.push_back({std::move(*card), nullptr});
  }
  return all;
}

int write_tensors(const SimulateOptions& options, const Spec& spec, unsigned threads) {
  auto all = outputs(options);
  if (!all) {
    complain("--tensors", message(all.error()));
    return exit_refused;
  }
  Progress progress(options.count);
  for (std::uint64_t start = 0; start < options.count; start += block) {
    const auto now = std::min<std::uint64_t>(block, options.count - start);
    std::vector<std::vector<Tensor>> made(now);
    std::mutex mutex;
    std::optional<Refusal> refused;
    on_all_cores(now, threads, [&](std::uint64_t i) {
      const auto phantom = phantom::simulate(film(spec, options, start + i));
      for (const auto& output : *all) {
        auto tensor = tensor_of(*phantom, output.card);
        if (!tensor) {
          const std::lock_guard lock(mutex);
          refused = tensor.error();
          return false;
        }
        made[i].push_back(std::move(*tensor));
      }
      progress.add();
      return true;
    });
    if (refused) {
      complain("--tensors", message(*refused));
      return exit_refused;
    }
    for (std::size_t k = 0; k < all->size(); ++k) {
      auto& [card, writer] = (*all)[k];
      if (!writer) {
        auto dims = made[0][k].dims;
        dims.front() = static_cast<std::int64_t>(options.count);
        writer = std::make_unique<NpyWriter>((fs::path(options.out) / (card.id + ".npy")).string(), dims);
      }
      for (const auto& tensors : made) writer->write(tensors[k].data);
    }
  }
  const bool fine =
      std::all_of(all->begin(), all->end(), [](Output& output) { return output.writer->finish(); });
  if (fine) return exit_ok;
  complain(options.out, "cannot be written");
  return exit_refused;
}

}  // namespace

int simulate(const SimulateOptions& options) {
  const auto spec = spec_of(options);
  if (!spec) {
    complain("simulate", message(spec.error()));
    return exit_usage;
  }
  std::error_code failed;
  fs::create_directories(options.out, failed);
  if (failed) {
    complain(options.out, "cannot be made");
    return exit_refused;
  }
  const unsigned threads =
      options.threads > 0 ? options.threads : std::max(1U, std::thread::hardware_concurrency());
  if (!write_labels(options, *spec, fs::path(options.out) / "labels.csv")) {
    complain(options.out, "labels.csv cannot be written");
    return exit_refused;
  }
  return options.tensors.empty() ? write_pictures(options, *spec, threads)
                                 : write_tensors(options, *spec, threads);
}

}  // namespace unseen
