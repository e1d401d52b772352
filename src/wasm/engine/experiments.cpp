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
  std::optional<experiment::OpenPicture> open;
  if (opened_) {
    const auto& [stored, facts] = opened_->film;
    const auto wanted = request.window();
    if (!wanted) return tl::unexpected(wanted.error());
    const auto window = *wanted ? check_window(**wanted, facts.bits) : facts.window;
    if (!window) return tl::unexpected(window.error());
    open = experiment::OpenPicture{apply_window(stored, *window), facts.bits, opened_->covariates};
  }
  if (const auto chain = request.chain(); !chain) return tl::unexpected(chain.error());
  auto job = experiment::begin(*id, {*parameters, (*asked)->card, open.has_value()});
  if (!job) return tl::unexpected(job.error());
  experiment_ = std::make_unique<experiment::Runner>(std::move(*job), (*asked)->card, std::move(open));
  return reply(progress(*experiment_));
}

Result<Reply> Session::experiment_next(const Request& request) {
  const auto most = request.number("most", 1, most_at_once);
  if (!most) return tl::unexpected(most.error());
  if (!experiment_) return refuse(Code::experiment_empty, "no experiment was begun");
  auto batch = experiment_->next(static_cast<std::size_t>(*most));
  if (!batch) return tl::unexpected(batch.error());
  return reply({{"dims", batch->dims}}, Payload(std::move(batch->data)));
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
