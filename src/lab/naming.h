#pragma once
// What a change was, in a few words: for "Undo: low-pass radius".

#include <string>

#include "lab/catalogue.h"
#include "lab/state.h"

namespace unseen::lab {

/// The words for what differs between two states, as far as undo brings it back; empty where nothing does.
std::string change_in_words(const State& from, const State& to, const Catalogue& catalogue);

/// The parameter, or number of the window, that differs where nothing else does.
std::optional<Hand> changed_setting(const State& from, const State& to);

/// A setting and its value: "low-pass radius 10"; empty where nothing is in hand.
std::string setting_in_words(const Hand& hand, std::optional<double> value, const Catalogue& catalogue);

/// A title as it stands within a sentence: "Low-pass" as "low-pass", "JPEG quality" as it is.
std::string within_sentence(std::string title);

}  // namespace unseen::lab
