#include "lab/restore.h"

#include "lab/fields.h"
#include "lab/json.h"
#include "lab/migrations.h"
#include "lab/steps.h"

namespace unseen::lab {
namespace {

// Takes what a newer version wrote and this one does not know out of `state`; the refusal's detail names it,
// "field" or "field.part".
bool drop(json& state, const std::string& field, const std::string& unknown) {
  if (unknown == field) return state.erase(field) > 0;
  json& value = state[field];
  return value.is_object() && unknown.rfind(field + ".", 0) == 0 &&
         value.erase(unknown.substr(field.size() + 1)) > 0;
}

std::vector<std::string> keys(const json& object) {
  std::vector<std::string> names;
  for (const auto& item : object.items()) names.push_back(item.key());
  return names;
}

// Reads one field, as often as there is something to drop in it.
Result<void> read_leniently(State& state, json& value, const std::string& field, bool newer,
                            std::vector<std::string>& dropped) {
  while (value.contains(field)) {
    const auto read = read_field(state, field, value[field]);
    if (read) return {};
    const Refusal& why = read.error();
    const bool may = why.code == Code::read_only_field || (newer && why.code == Code::unknown_field);
    if (!may || !drop(value, field, why.detail)) return read;
    dropped.push_back(why.detail);
  }
  return {};
}

Result<void> take_preset(State& state, const json& value, const Catalogue& catalogue) {
  const auto id = read_text(value, "preset");
  if (!id) return tl::unexpected<Refusal>(id.error());
  const Preset* preset = catalogue.preset(*id);
  if (!preset) return refuse(Code::unknown_preset, *id);
  state.chain = preset->chain;
  return {};
}

}  // namespace

Result<Command> set(const State& state, const json& patch, const Catalogue& catalogue) {
  if (!patch.is_object()) return refuse(Code::wrong_type, "the patch must be an object");
  if (patch.contains("phantom")) return refuse(Code::read_only_field, "phantom");
  SetFields command{{}, state};
  for (const auto& item : patch.items()) {
    auto read = item.key() == "preset" ? take_preset(command.to, item.value(), catalogue)
                                       : read_field(command.to, item.key(), item.value());
    if (!read) return tl::unexpected<Refusal>(read.error());
  }
  // A new seed is one for the steps that are there; those of a new chain say their own or take it.
  if (patch.contains("seed") && !patch.contains("chain") && !patch.contains("preset"))
    reseed(command.to.chain, command.to.seed);
  return command;
}

Result<Restored> restore(const json& value, const Catalogue& catalogue) {
  Reader in(value, "");
  const auto from = in.lenient(in.integer("version"));
  if (!from) return tl::unexpected<Refusal>(from.error());
  if (*from < 1) return refuse(Code::out_of_range, "version must be 1 or more");

  json current = value;
  for (auto at = static_cast<std::size_t>(*from) - 1; at < migrations.size(); ++at) migrations[at](current);

  current.erase("version");

  SetFields command;
  std::vector<std::string> dropped;
  for (const std::string& field : keys(current)) {
    auto read = field == "preset" ? take_preset(command.to, current[field], catalogue)
                                  : read_leniently(command.to, current, field, *from > version, dropped);
    if (!read) return tl::unexpected<Refusal>(read.error());
  }
  return Restored{std::move(command), std::move(dropped)};
}

}  // namespace unseen::lab
