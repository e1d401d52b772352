#include "lab/lab.h"

#include "lab/apply.h"
#include "lab/fields.h"
#include "lab/naming.h"

namespace unseen::lab {
namespace {

constexpr std::size_t longest = 200;

// Only what undo would bring back.
State kept(const State& state) {
  State moment;
  copy_fields(state, moment, History);
  return moment;
}

// Whether what was done to the film that is open may still be undone: on another frame of the same file,
// whose windows have the same bounds.
bool goes_on(const Command& command, const State& state) {
  const auto* opened = std::get_if<ImageOpened>(&command);
  if (!opened) return !std::holds_alternative<ImageClosed>(command);
  return opened->same_file && state.image && state.image->lowest == opened->image.lowest &&
         state.image->highest == opened->image.highest;
}

}  // namespace

Result<void> Lab::apply(const Command& command, std::uint64_t gesture) {
  auto next = lab::apply(state_, command, catalogue_);
  if (!next) return tl::unexpected<Refusal>(next.error());
  const bool changed = !(kept(*next) == kept(state_));
  if (lab::undo(command) != Undo::None && changed) remember(command, gesture);
  if (!goes_on(command, state_)) {
    past_.clear();
    future_.clear();
  }
  state_ = std::move(*next);
  return {};
}

bool Lab::undo() {
  if (past_.empty()) return false;
  future_.push_back(kept(state_));
  const State to = std::move(past_.back().state);
  past_.pop_back();
  go(to);
  return true;
}

bool Lab::redo() {
  if (future_.empty()) return false;
  past_.push_back({kept(state_), std::variant_npos, 0});
  const State to = std::move(future_.back());
  future_.pop_back();
  go(to);
  return true;
}

std::string Lab::undoes() const {
  return past_.empty() ? std::string() : change_in_words(past_.back().state, kept(state_), catalogue_);
}

std::string Lab::redoes() const {
  return future_.empty() ? std::string() : change_in_words(kept(state_), future_.back(), catalogue_);
}

void Lab::remember(const Command& command, std::uint64_t gesture) {
  future_.clear();
  const bool merges = lab::undo(command) == Undo::Merge && gesture != 0 && !past_.empty() &&
                      past_.back().kind == command.index() && past_.back().gesture == gesture;
  if (merges) return;
  past_.push_back({kept(state_), command.index(), gesture});
  if (past_.size() > longest) past_.pop_front();
}

void Lab::go(const State& to) {
  const State from = state_;
  copy_fields(to, state_, History);
  settle(from, state_, catalogue_);
  ++state_.revision;
}

}  // namespace unseen::lab
