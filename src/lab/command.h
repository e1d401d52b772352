#pragma once
// All that can happen to the state. Each kind says its name on the wire and how it enters the history.

#include <string_view>
#include <variant>

#include "lab/state.h"

namespace unseen::lab {

/// Step: one step back undoes it. Merge: commands of one gesture (a drag) are one step. None: results and
/// progress, which undo leaves alone.
enum class Undo { Step, Merge, None };

template <Undo How>
struct Undoing {
  static constexpr Undo undo = How;
};

struct SetWindow : Undoing<Undo::Merge> {
  static constexpr std::string_view kind = "set-window";
  std::optional<Window> window;
};
struct SetView : Undoing<Undo::Merge> {
  static constexpr std::string_view kind = "set-view";
  View view;
};
struct SetChain : Undoing<Undo::Merge> {
  static constexpr std::string_view kind = "set-chain";
  std::vector<Step> chain;
};
struct SetSeed : Undoing<Undo::Merge> {
  static constexpr std::string_view kind = "set-seed";
  std::int64_t seed = 0;
};
struct SetModel : Undoing<Undo::Step> {
  static constexpr std::string_view kind = "set-model";
  std::optional<ModelChoice> model;
};
/// Window, chain, seed and view as they were at the start.
struct Reset : Undoing<Undo::Step> {
  static constexpr std::string_view kind = "reset";
};
/// Takes over every field of `to` that travels in a link: what set() and restore() come down to.
struct SetFields : Undoing<Undo::Step> {
  static constexpr std::string_view kind = "set-fields";
  State to;
};

/// Picture, difference or spectrum: how one looks, so that undo leaves it alone.
struct SetLook : Undoing<Undo::None> {
  static constexpr std::string_view kind = "set-look";
  Look look = Look::film;
};
/// Takes the brush up, or puts it away.
struct SetBrush : Undoing<Undo::None> {
  static constexpr std::string_view kind = "set-brush";
  std::optional<Brush> brush;
};
struct HistogramRead : Undoing<Undo::None> {
  static constexpr std::string_view kind = "histogram-read";
  std::int64_t image = 0;
  Histogram histogram;
};

struct ImageOpened : Undoing<Undo::None> {
  static constexpr std::string_view kind = "image-opened";
  Film image;
  /// Another frame of the film that is open, or another slice of its series: window and view stay.
  bool same_file = false;
};
struct ImageClosed : Undoing<Undo::None> {
  static constexpr std::string_view kind = "image-closed";
};
struct CardLoaded : Undoing<Undo::None> {
  static constexpr std::string_view kind = "card-loaded";
  Card card;
};
struct ResultArrived : Undoing<Undo::None> {
  static constexpr std::string_view kind = "scored";
  Scored result;
};
/// A refused score in full, or greyed again.
struct ShowAnyway : Undoing<Undo::None> {
  static constexpr std::string_view kind = "show-anyway";
  bool on = false;
};
struct ProgressMade : Undoing<Undo::None> {
  static constexpr std::string_view kind = "progress";
  std::optional<Progress> progress;
};
struct NoticeGiven : Undoing<Undo::None> {
  static constexpr std::string_view kind = "notice";
  std::optional<Notice> notice;
};
struct ValueRead : Undoing<Undo::None> {
  static constexpr std::string_view kind = "value-read";
  std::optional<Reading> pointer;
};

using Command = std::variant<SetWindow, SetView, SetChain, SetSeed, SetModel, Reset, SetFields, SetLook,
                             SetBrush, HistogramRead, ImageOpened, ImageClosed, CardLoaded, ResultArrived,
                             ShowAnyway, ProgressMade, NoticeGiven, ValueRead>;

/// How a command enters the history.
inline Undo undo(const Command& command) {
  return std::visit([](const auto& kind) { return std::decay_t<decltype(kind)>::undo; }, command);
}

}  // namespace unseen::lab
