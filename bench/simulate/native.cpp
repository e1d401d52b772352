// Simulated films natively, on one core. Usage: unseen_bench_simulate SIZE ROUNDS; films of the seeds 1 to
// ROUNDS; prints the median in milliseconds and a checksum of each film's 16-bit pixels as JSON.

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdint>
#include <cstdlib>
#include <exception>
#include <iostream>
#include <vector>

#include <nlohmann/json.hpp>

#include "phantom/phantom.h"

namespace {

/// FNV-1a; task.mjs takes the same of what WebAssembly made.
std::uint32_t checksum(const unseen::Image& image) {
  std::uint32_t hash = 2166136261U;
  for (const float value : image.values()) {
    const auto stored = static_cast<std::uint32_t>(std::lround(value * 65535));
    for (const unsigned shift : {0U, 8U}) hash = (hash ^ ((stored >> shift) & 0xFFU)) * 16777619U;
  }
  return hash;
}

int run(int size, int rounds) {
  using clock = std::chrono::steady_clock;
  std::vector<double> times;
  std::vector<std::uint32_t> checksums;
  for (int round = 1; round <= rounds; ++round) {
    unseen::phantom::Spec spec;
    spec.seed = static_cast<std::uint64_t>(round);
    spec.mechanisms = {"diffuse"};
    spec.size = size;
    const auto began = clock::now();
    const auto film = unseen::phantom::simulate(spec);
    times.push_back(std::chrono::duration<double, std::milli>(clock::now() - began).count());
    if (!film) {
      std::cerr << unseen::message(film.error()) << '\n';
      return 1;
    }
    checksums.push_back(checksum(film->image));
  }
  std::sort(times.begin(), times.end());
  std::cout << nlohmann::json{{"median", times[times.size() / 2]}, {"checksums", checksums}}.dump() << '\n';
  return 0;
}

}  // namespace

int main(int count, char** arguments) {
  if (count != 3) {
    std::cerr << "unseen_bench_simulate SIZE ROUNDS\n";
    return 2;
  }
  try {
    return run(std::atoi(arguments[1]), std::max(1, std::atoi(arguments[2])));
  } catch (const std::exception& failure) {
    std::cerr << failure.what() << '\n';
    return 1;
  }
}
