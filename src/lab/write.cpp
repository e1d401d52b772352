#include "lab/fields.h"
#include "lab/json.h"

namespace unseen::lab {
namespace {

json write(std::uint64_t value) { return value; }
json write(std::int64_t value) { return value; }
json write(double value) { return value; }
json write(bool value) { return value; }
json write(const std::string& value) { return value; }

template <class T>
json write(const std::optional<T>& value);
template <class T>
json write(const std::vector<T>& values);

json write(const Window& window) { return {{"center", window.center}, {"width", window.width}}; }

json write(const Phantom& phantom) {
  return {{"seed", phantom.seed},
          {"body", phantom.body},
          {"mechanisms", phantom.mechanisms},
          {"strength", phantom.strength},
          {"cohort", write(phantom.cohort)},
          {"covariates", phantom.covariates},
          {"size", phantom.size},
          {"kvp", phantom.kvp},
          {"mas", phantom.mas}};
}

json write(const OfferedWindow& offered) {
  json value = write(offered.window);
  value["title"] = offered.title;
  return value;
}

json write(const Stated& stated) { return {{"title", stated.title}, {"value", stated.value}}; }

json write(const Film& film) {
  return {{"id", film.id},
          {"width", film.width},
          {"height", film.height},
          {"bits", film.bits},
          {"photometric", film.photometric},
          {"frames", film.frames},
          {"frame", film.frame},
          {"orientation", film.orientation},
          {"window", write(film.window)},
          {"format", film.format},
          {"channels", film.channels},
          {"storedWidth", film.stored_width},
          {"storedHeight", film.stored_height},
          {"lowest", film.lowest},
          {"highest", film.highest},
          {"minimum", film.minimum},
          {"maximum", film.maximum},
          {"windows", write(film.windows)},
          {"stated", write(film.stated)},
          {"identifying", film.identifying},
          {"notes", film.notes},
          {"phantom", write(film.phantom)}};
}

json write(const ModelChoice& model) { return {{"id", model.id}, {"variant", write(model.variant)}}; }

json write(const Stroke& stroke) {
  auto flat = json::array();
  for (const auto& [x, y] : stroke.points) {
    flat.push_back(x);
    flat.push_back(y);
  }
  return {{"radius", stroke.radius}, {"points", std::move(flat)}};
}

json write(const Step& step) {
  json value{{"op", step.op}};
  for (const auto& [id, number] : step.values) value[id] = number;
  if (!step.strokes.empty()) value["strokes"] = write(step.strokes);
  if (step.bypass) value["bypass"] = true;
  if (step.solo) value["solo"] = true;
  return value;
}

json write(const View& view) { return {{"zoom", view.zoom}, {"x", view.x}, {"y", view.y}}; }

json write(const Wanted& wanted) {
  return {{"image", wanted.image},
          {"model", wanted.model.id},
          {"variant", write(wanted.model.variant)},
          {"window", write(wanted.window)},
          {"chain", write(wanted.chain)},
          {"revision", wanted.revision}};
}

json write(const Label& label) { return {{"id", label.id}, {"title", label.title}, {"head", label.head}}; }

json write(const Verdict& verdict) {
  return {{"verdict", verdict.verdict},
          {"score", write(verdict.score)},
          {"threshold", write(verdict.threshold)},
          {"reasons", verdict.reasons}};
}

json write(const Timings& timings) {
  return {{"decode", timings.decode},
          {"preprocess", timings.preprocess},
          {"inference", timings.inference},
          {"total", timings.total},
          {"firstInference", write(timings.first_inference)},
          {"threads", write(timings.threads)},
          {"threadsReason", write(timings.threads_reason)}};
}

json write(const Scored& scored) {
  json value = write(scored.wanted);
  value["labels"] = write(scored.labels);
  value["logits"] = scored.logits;
  value["scores"] = scored.scores;
  value["ood"] = write(scored.ood);
  value["timings"] = write(scored.timings);
  return value;
}

json write(Look look) { return look_names[static_cast<std::size_t>(look)]; }
json write(const Hand& hand) { return {{"op", hand.op}, {"parameter", hand.parameter}}; }
json write(const Trace& trace) {
  return {{"op", trace.hand.op},
          {"parameter", trace.hand.parameter},
          {"value", write(trace.value)},
          {"scores", trace.scores}};
}
json write(const Brush& brush) { return {{"step", brush.step}, {"radius", brush.radius}}; }
json write(const Histogram& histogram) {
  return {{"minimum", histogram.minimum}, {"maximum", histogram.maximum}, {"counts", histogram.counts}};
}

json write(const Card& card) { return card.id; }

json write(const Progress& progress) {
  return {
      {"what", progress.what}, {"done", progress.done}, {"total", progress.total}, {"unit", progress.unit}};
}

json write(const Notice& notice) { return {{"code", notice.code}, {"message", notice.message}}; }

json write(const Reading& reading) {
  return {{"x", reading.x}, {"y", reading.y}, {"stored", write(reading.stored)}, {"shown", reading.shown}};
}

template <class T>
json write(const std::optional<T>& value) {
  return value ? write(*value) : json(nullptr);
}

template <class T>
json write(const std::vector<T>& values) {
  json list = json::array();
  for (const T& value : values) list.push_back(write(value));
  return list;
}

}  // namespace

json to_json(const State& state) {
  json value{{"version", version}};
  for_each_field([&](const auto& field) { value[std::string(field.name)] = write(state.*field.member); });
  return value;
}

json to_json(const State& state, unsigned ways) {
  json value{{"version", version}};
  for_each_field([&](const auto& field) {
    if (field.ways & ways) value[std::string(field.name)] = write(state.*field.member);
  });
  return value;
}

json to_json(const Wanted& wanted) { return write(wanted); }
json to_json(const std::vector<Step>& chain) { return write(chain); }

}  // namespace unseen::lab
