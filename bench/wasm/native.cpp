// The engine's own answers, natively: the same requests that bench/resize asks of the WebAssembly module,
// timed around the same function. Usage: unseen_bench FILM CARD ROUNDS; prints medians in milliseconds as
// JSON.

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <exception>
#include <fstream>
#include <iostream>
#include <iterator>
#include <span>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include "engine/session.h"

namespace {

std::vector<char> read(const char* path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

double median(std::vector<double> values) {
  std::sort(values.begin(), values.end());
  return values[values.size() / 2];
}

/// Median time of `rounds` answers to one request; ends the program when one is refused.
double timed(unseen::Session& session, const nlohmann::json& request, std::span<const std::byte> payload,
             int rounds) {
  using clock = std::chrono::steady_clock;
  std::vector<double> times;
  for (int round = 0; round < rounds; ++round) {
    const auto began = clock::now();
    const auto reply = session.answer(request, payload);
    times.push_back(std::chrono::duration<double, std::milli>(clock::now() - began).count());
    if (!reply.json.value("ok", false)) {
      std::cerr << reply.json.dump() << '\n';
      std::exit(1);
    }
  }
  return median(std::move(times));
}

int run(char** arguments) {
  const auto film = read(arguments[1]);
  const auto text = read(arguments[2]);
  const auto card = nlohmann::json::parse(text, nullptr, false);
  const int rounds = std::max(1, std::atoi(arguments[3]));
  const nlohmann::json nothing = nlohmann::json::array();
  unseen::Session session;
  timed(session, {{"kind", "card"}, {"text", std::string(text.begin(), text.end())}}, {}, 1);
  const double open = timed(session, {{"kind", "open"}}, std::as_bytes(std::span(film)), rounds);
  const nlohmann::json tensor = {
      {"kind", "tensor"}, {"model", card.value("id", "")}, {"window", nullptr}, {"chain", nothing}};
  timed(session, tensor, {}, 3);
  std::cout << nlohmann::json{{"open", open}, {"tensor", timed(session, tensor, {}, rounds)}}.dump() << '\n';
  return 0;
}

}  // namespace

int main(int count, char** arguments) {
  if (count != 4) {
    std::cerr << "unseen_bench FILM CARD ROUNDS\n";
    return 2;
  }
  try {
    return run(arguments);
  } catch (const std::exception& failure) {
    std::cerr << failure.what() << '\n';
    return 1;
  }
}
