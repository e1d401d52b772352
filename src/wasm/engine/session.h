#pragma once
// The engine module's side of the protocol (contract/protocol.schema.json): it keeps the opened image and the
// cards, and answers one request after another.

#include <cstddef>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>

#include <nlohmann/json.hpp>

#include "engine/request.h"
#include "engine/shown.h"
#include "experiment/runner.h"
#include "image/decode.h"
#include "model/card.h"
#include "model/gate.h"
#include "model/output_watch.h"
#include "model/preprocess.h"
#include "phantom/phantom.h"
#include "wire/reply.h"

namespace unseen {

class Session {
 public:
  /// Answers a request, an object with a `kind`. What it refuses leaves the session as it was.
  Reply answer(const nlohmann::json& request, std::span<const std::byte> payload);

 private:
  struct Kind;
  struct Model {
    Card card;
    OutputWatch watch{};
    std::uint64_t tensor = 0;  ///< fingerprint of what the network was given last
  };
  struct Opened {
    Decoded film;
    std::optional<phantom::Spec> spec{};  ///< of a simulated film
    Recorded covariates{};                ///< recorded with it
  };

  Result<Reply> open(const Request& request);
  Result<Reply> phantom(const Request& request);
  Result<Reply> truth(const Request& request);
  Result<Reply> gate(const Request& request);
  Result<Reply> display(const Request& request);
  Result<Reply> difference(const Request& request, double side);
  Result<Reply> histogram(const Request& request);
  Result<Reply> pixels(const Request& request);
  Result<Reply> value(const Request& request);
  Result<Reply> card(const Request& request);
  Result<Reply> tensor(const Request& request);
  Result<Reply> scores(const Request& request);
  // experiments.cpp
  Result<Reply> experiment_begin(const Request& request);
  Result<Reply> experiment_film(const Request& request);
  Result<Reply> experiment_next(const Request& request);
  Result<Reply> experiment_absorb(const Request& request);
  Result<Reply> experiment_answer(const Request& request);
  Result<Reply> experiment_end(const Request& request);
  Result<Reply> catalogue(const Request& request);
  Result<Reply> close(const Request& request);

  /// The file in the request's payload.
  static Result<Decoded> decoded(const Request& request);
  /// The frame that the request describes, its samples in the payload.
  static Result<Decoded> medical(const Request& request);
  /// The request's window (the file's own where it is null) and chain.
  Result<Look> look(const Request& request) const;
  /// The opened image through them, in [0,1].
  Result<const Image*> shown(const Request& request);
  void forget_looks();
  Result<Model*> model(const Request& request);
  /// The variant that the request names, null for none. Refused by `unknown-variant`.
  static Result<const Variant*> variant(const Request& request, const Card& card);
  /// What the gate says of the look that a tensor was asked of last.
  /// A variant is judged by the film before its chain, and by nothing where the chain is another.
  nlohmann::json verdict(const Card& card, const Variant* variant, std::span<const float> features);

  std::optional<Opened> opened_;
  Shown shown_;
  std::optional<Look> judged_;  ///< the look that a tensor was asked of last
  std::optional<SharedGate> gate_;
  std::map<std::string, Model> models_;
  experiment::Shelf films_{std::size_t{64} << 20U};
  std::unique_ptr<experiment::Runner> experiment_;
};

}  // namespace unseen
