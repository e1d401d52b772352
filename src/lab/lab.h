#pragma once
// The state with its history.

#include <deque>
#include <string>

#include "lab/catalogue.h"
#include "lab/command.h"

namespace unseen::lab {

class Lab {
 public:
  explicit Lab(Catalogue catalogue = {}) : catalogue_(std::move(catalogue)) {}

  const State& state() const { return state_; }
  const Catalogue& catalogue() const { return catalogue_; }

  /// Applies the command, or refuses and leaves everything as it was. Merge commands of one kind and one
  /// `gesture` other than 0 are one undo step. A film that opens or closes begins a new history: pixels that
  /// are gone do not come back.
  Result<void> apply(const Command& command, std::uint64_t gesture = 0);

  /// One step back or forth; false, and nothing happens, at the end.
  bool undo();
  bool redo();
  bool can_undo() const { return !past_.empty(); }
  bool can_redo() const { return !future_.empty(); }
  /// What one step back or forth changes, in a few words: "low-pass radius"; empty at the end.
  std::string undoes() const;
  std::string redoes() const;

 private:
  struct Moment {
    State state;
    std::size_t kind;  ///< index of the command that left it
    std::uint64_t gesture;
  };

  void remember(const Command& command, std::uint64_t gesture);
  void go(const State& to);

  Catalogue catalogue_;
  State state_;
  std::deque<Moment> past_;
  std::vector<State> future_;
};

}  // namespace unseen::lab
