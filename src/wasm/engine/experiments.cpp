// The session's requests about an experiment: begin, step by step, what it says so far, end.
#include "engine/session.h"
#include "experiment/runner.h"

namespace unseen {
namespace {

/// More pictures in one tensor than this gain nothing and hold memory.
constexpr double most_at_once = 64;

nlohmann::json progress(const experiment::Runner& runner) {
  return {{"done", runner.done()}, {"total", runner.total()}};
}

}  // namespace

Result<Reply> Session::experiment_begin(const Request& request) {
  const auto id = request.text("experiment");
  if (!id) return tl::unexpected(id.error());
  const auto asked = model(request);
  if (!asked) return tl::unexpected(asked.error());
  const auto parameters = request.fields.find("parameters");
  if (parameters == request.fields.end() || !parameters->is_object())
    return refuse(Code::bad_request, "parameters: expected an object");
  auto chain = request.chain();
  if (!chain) return tl::unexpected(chain.error());
  std::optional<experiment::OpenPicture> open;
  if (opened_) {
    auto asked_look = look(request);
    if (!asked_look) return tl::unexpected(asked_look.error());
    const auto& film = opened_->film;
    if (!room_for(static_cast<std::int64_t>(film.stored.size() * sizeof(float))))
      return refuse(Code::out_of_memory);
    open = experiment::OpenPicture{unseen::shown(film, asked_look->window), depth(film.facts)};
  }
  auto job = experiment::begin(*id, {*parameters, (*asked)->card, open.has_value(), std::move(*chain)});
  if (!job) return tl::unexpected(job.error());
  experiment_ =
      std::make_unique<experiment::Runner>(std::move(*job), (*asked)->card, std::move(open), films_);
  return reply(progress(*experiment_));
}

Result<Reply> Session::experiment_film(const Request& request) {
  if (!experiment_ || !experiment_->needs()) return refuse(Code::experiment_empty, "no film is waited for");
  auto film = decoded(request);
  if (!film) return tl::unexpected(film.error());
  experiment_->give({unseen::shown(*film, std::nullopt), depth(film->facts)});
  return reply();
}

Result<Reply> Session::experiment_next(const Request& request) {
  const auto most = request.number("most", 1, most_at_once);
  if (!most) return tl::unexpected(most.error());
  if (!experiment_) return refuse(Code::experiment_empty, "no experiment was begun");
  auto batch = experiment_->next(static_cast<std::size_t>(*most));
  if (!batch) return tl::unexpected(batch.error());
  nlohmann::json fields = {{"dims", batch->dims}};
  if (const auto needs = experiment_->needs()) fields["needs"] = *needs;
  return reply(std::move(fields), Payload(std::move(batch->data)));
}

Result<Reply> Session::experiment_absorb(const Request& request) {
  const auto logits = request.floats();
  if (!logits) return tl::unexpected(logits.error());
  if (!experiment_) return refuse(Code::experiment_empty, "no experiment was begun");
  if (const auto taken = experiment_->absorb(*logits); !taken) return tl::unexpected(taken.error());
  return reply(progress(*experiment_));
}

Result<Reply> Session::experiment_answer(const Request&) {
  if (!experiment_) return refuse(Code::experiment_empty, "no experiment was begun");
  auto answers = nlohmann::json::array();
  for (const auto& each : experiment_->answer()) answers.push_back(experiment::to_json(each));
  auto fields = progress(*experiment_);
  fields["answers"] = std::move(answers);
  return reply(std::move(fields));
}

Result<Reply> Session::experiment_end(const Request&) {
  experiment_.reset();
  return reply();
}

}  // namespace unseen
