#include "lab/restore.h"

#include "lab/fields.h"
#include "lab/json.h"
#include "lab/migrations.h"

namespace unseen::lab {

Result<Command> set(const State& state, const json& patch) {
  if (!patch.is_object()) return refuse(Code::wrong_type, "the patch must be an object");
  SetFields command{{}, state};
  for (const auto& item : patch.items())
    if (auto read = read_field(command.to, item.key(), item.value()); !read)
      return tl::unexpected<Refusal>(read.error());
  return command;
}

Result<Restored> restore(const json& value) {
  Reader in(value, "");
  const auto from = in.lenient(in.integer("version"));
  if (!from) return tl::unexpected<Refusal>(from.error());
  if (*from < 1) return refuse(Code::out_of_range, "version must be 1 or more");

  json current = value;
  for (auto at = static_cast<std::size_t>(*from) - 1; at < migrations.size(); ++at) migrations[at](current);

  SetFields command;
  std::vector<std::string> dropped;
  for (const auto& item : current.items()) {
    if (item.key() == "version") continue;
    const auto read = read_field(command.to, item.key(), item.value());
    if (read) continue;
    const Code code = read.error().code;
    if (code == Code::read_only_field || (code == Code::unknown_field && item.key() == read.error().detail &&
                                          *from > version))
      dropped.push_back(item.key());
    else
      return tl::unexpected<Refusal>(read.error());
  }
  return Restored{std::move(command), std::move(dropped)};
}

}  // namespace unseen::lab
