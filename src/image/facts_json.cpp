#include "image/facts_json.h"

namespace unseen {
namespace {

nlohmann::json window_json(Window window) { return {{"center", window.center}, {"width", window.width}}; }

}  // namespace

nlohmann::json to_json(const Facts& facts) {
  nlohmann::json windows = nlohmann::json::array();
  for (const Window& window : facts.windows) windows.push_back(window_json(window));
  return {{"format", facts.format},
          {"width", facts.width},
          {"height", facts.height},
          {"storedWidth", facts.stored_width},
          {"storedHeight", facts.stored_height},
          {"bits", facts.bits},
          {"photometric", facts.photometric},
          {"channels", facts.channels},
          {"frames", facts.frames},
          {"orientation", facts.orientation},
          {"window", window_json(facts.window)},
          {"windows", std::move(windows)},
          {"minimum", facts.minimum},
          {"maximum", facts.maximum},
          {"notes", facts.notes}};
}

}  // namespace unseen
