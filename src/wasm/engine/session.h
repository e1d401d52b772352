#pragma once
// The engine module's side of the protocol (contract/protocol.schema.json): it keeps the opened image and the
// cards, and answers one request after another.

#include <cstddef>
#include <map>
#include <optional>
#include <span>
#include <string>

#include <nlohmann/json.hpp>

#include "engine/request.h"
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
  struct Shown {
    Window window;
    Image image;
    std::optional<ImageSigns> signs{};  ///< read when a gate first asks
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
  Result<Reply> pixels(const Request& request);
  Result<Reply> value(const Request& request);
  Result<Reply> card(const Request& request);
  Result<Reply> tensor(const Request& request);
  Result<Reply> scores(const Request& request);
  Result<Reply> catalogue(const Request& request);
  Result<Reply> close(const Request& request);

  /// The opened image through the request's window, in [0,1]; kept until another window or image is asked
  /// for.
  Result<const Image*> shown(const Request& request);
  Result<Model*> model(const Request& request);
  /// What the gate says of the image shown last.
  nlohmann::json verdict(const Card& card, std::span<const float> features);

  std::optional<Opened> opened_;
  std::optional<Shown> shown_;
  std::optional<SharedGate> gate_;
  std::map<std::string, Model> models_;
};

}  // namespace unseen
