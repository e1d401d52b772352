#include "image/facts_json.h"

namespace unseen {
namespace {

nlohmann::json window_json(Window window) { return {{"center", window.center}, {"width", window.width}}; }

}  // namespace

nlohmann::json to_json(const Facts& facts) {
  auto windows = nlohmann::json::array();
  for (const auto& [window, title] : facts.windows) {
    windows.push_back(window_json(window));
    windows.back()["title"] = title;
  }
  auto stated = nlohmann::json::array();
  for (const auto& [title, value] : facts.stated) stated.push_back({{"title", title}, {"value", value}});
  return {{"format", facts.format},
          {"width", facts.width},
          {"height", facts.height},
          {"storedWidth", facts.stored_width},
          {"storedHeight", facts.stored_height},
          {"bits", facts.bits},
          {"photometric", facts.photometric},
          {"channels", facts.channels},
          {"frames", facts.frames},
          {"frame", facts.frame},
          {"orientation", facts.orientation},
          {"window", window_json(facts.window)},
          {"windows", std::move(windows)},
          {"lowest", facts.range.low},
          {"highest", facts.range.high},
          {"minimum", facts.minimum},
          {"maximum", facts.maximum},
          {"stated", std::move(stated)},
          {"identifying", facts.identifying},
          {"notes", facts.notes}};
}

}  // namespace unseen
