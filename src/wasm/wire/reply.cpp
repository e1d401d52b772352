#include "wire/reply.h"

namespace unseen {

Reply reply(nlohmann::json fields, Payload payload) {
  fields["ok"] = true;
  return {std::move(fields), std::move(payload)};
}

Reply reply(const Refusal& refusal) {
  return {{{"ok", false},
           {"code", id(refusal.code)},
           {"cause", id(cause(refusal.code))},
           {"message", message(refusal)},
           {"detail", refusal.detail}}};
}

}  // namespace unseen
