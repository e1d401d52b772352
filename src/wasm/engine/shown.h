#pragma once
// The opened image as it is looked at: through a window and a chain of operations. What a drag of one slider
// asks for again and again is kept.

#include <optional>
#include <vector>

#include "contract/refusal.h"
#include "filter/chain.h"
#include "image/decode.h"
#include "image/window.h"
#include "model/gate.h"

namespace unseen {

/// Which look at the opened image is meant.
struct Look {
  std::optional<Window> window;  ///< none: as the film presents itself
  std::vector<filter::Step> chain;
  friend bool operator==(const Look&, const Look&) = default;
};

/// Keeps up to three pictures: through the window alone; before the first step that last changed, so that
/// dragging it does not repeat the steps before; at the end of the chain asked for last.
class Shown {
 public:
  /// The film in [0,1], valid until the next call. Refused: a picture for which there is no memory
  /// (`out-of-memory`).
  Result<const Image*> get(const Decoded& film, const Look& look);
  /// What the gate goes by, of a look; read when it is first asked for.
  Result<const ImageSigns*> signs(const Decoded& film, const Look& look);
  /// The next film has nothing in common with the one before.
  void forget() { *this = {}; }

 private:
  struct Stage {
    std::vector<filter::Step> chain;
    Image image;
  };

  Result<const Image*> through_chain(const std::vector<filter::Step>& chain);

  std::optional<std::optional<Window>> window_;  ///< that `plain_` was made with; none before the first
  Image plain_;
  std::optional<Stage> before_, end_;
  std::optional<Look> judged_;
  std::optional<ImageSigns> signs_;
};

/// Is there room for this many bytes? Asked before a large image is made, because in WebAssembly an
/// allocation that fails inside a container ends the module.
bool room_for(std::int64_t bytes);

}  // namespace unseen
