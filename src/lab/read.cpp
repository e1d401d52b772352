#include <algorithm>
#include <type_traits>

#include "lab/fields.h"
#include "lab/json.h"

namespace unseen::lab {
namespace {

Result<Window> read_window(const json& value, const std::string& path) {
  Reader in(value, path);
  Window window{in.number("center"), in.number("width")};
  return in.strict(window);
}

Result<ModelChoice> read_model(const json& value, const std::string& path) {
  Reader in(value, path);
  ModelChoice model{in.text("id"), in.maybe_text("variant")};
  return in.strict(std::move(model));
}

// What a step says besides the values of its parameters.
bool is_step_word(const std::string& key) {
  return key == "op" || key == "strokes" || key == "bypass" || key == "solo";
}

// [x, y, x, y, …]
Result<Stroke> read_stroke(const json& value, const std::string& path) {
  Reader in(value, path);
  Stroke stroke{in.number("radius"), {}};
  const auto flat = in.numbers("points");
  if (flat.size() % 2 != 0) return refuse(Code::wrong_type, path + ".points: every point needs x and y");
  for (std::size_t i = 0; i + 1 < flat.size(); i += 2) stroke.points.emplace_back(flat[i], flat[i + 1]);
  return in.strict(std::move(stroke));
}

Result<Step> read_step(const json& value, const std::string& path) {
  Reader in(value, path);
  Step step{in.text("op"), {}};
  if (value.is_object() && value.contains("strokes")) step.strokes = in.list<Stroke>("strokes", read_stroke);
  step.bypass = in.maybe_boolean("bypass");
  step.solo = in.maybe_boolean("solo");
  if (value.is_object())
    for (const auto& item : value.items())
      if (!is_step_word(item.key())) step.values[item.key()] = in.number(item.key().c_str());
  return in.strict(std::move(step));
}

Result<View> read_view(const json& value, const std::string& path) {
  Reader in(value, path);
  View view{in.number("zoom"), in.number("x"), in.number("y")};
  return in.strict(view);
}

Result<Look> read_look(const json& value, const std::string& path) {
  const auto text = read_text(value, path);
  if (!text) return tl::unexpected<Refusal>(text.error());
  for (std::size_t i = 0; i < look_names.size(); ++i)
    if (look_names[i] == *text) return static_cast<Look>(i);
  return refuse(Code::out_of_range, path + " must be film, difference or spectrum");
}

Result<Brush> read_brush(const json& value, const std::string& path) {
  Reader in(value, path);
  const auto step = in.integer("step");
  const Brush brush{static_cast<std::size_t>(std::max<std::int64_t>(0, step)), in.number("radius")};
  if (step < 0) return refuse(Code::out_of_range, path + ".step must not be negative");
  return in.strict(brush);
}

Result<Histogram> read_histogram(const json& value, const std::string& path) {
  Reader in(value, path);
  Histogram histogram{in.number("minimum"), in.number("maximum"), in.numbers("counts")};
  return in.strict(std::move(histogram));
}

Result<std::map<std::string, double>> read_values(const json& value, const std::string& path) {
  Reader in(value, path);
  std::map<std::string, double> values;
  if (value.is_object())
    for (const auto& item : value.items()) values[item.key()] = in.number(item.key().c_str());
  return in.strict(std::move(values));
}

Result<Phantom> read_phantom(const json& value, const std::string& path) {
  Reader in(value, path);
  Phantom phantom;
  phantom.seed = in.integer("seed");
  phantom.body = in.text("body");
  phantom.mechanisms = in.texts("mechanisms");
  phantom.strength = in.number("strength");
  phantom.cohort = in.maybe_text("cohort");
  phantom.covariates = in.value<std::map<std::string, double>>("covariates", read_values);
  phantom.size = in.integer("size");
  phantom.kvp = in.number("kvp");
  phantom.mas = in.number("mas");
  return in.lenient(std::move(phantom));
}

Result<Film> read_film(const json& value, const std::string& path, std::int64_t id) {
  Reader in(value, path);
  const auto small = [&](const char* key) { return static_cast<int>(in.integer(key)); };
  Film film;
  film.id = id;
  film.width = small("width");
  film.height = small("height");
  film.stored_width = small("storedWidth");
  film.stored_height = small("storedHeight");
  film.bits = small("bits");
  film.channels = small("channels");
  film.frames = small("frames");
  film.orientation = small("orientation");
  film.format = in.text("format");
  film.photometric = in.text("photometric");
  film.window = in.value<Window>("window", [](const json& v, const std::string& p) {
    Reader window(v, p);
    Window read{window.number("center"), window.number("width")};
    return window.lenient(read);
  });
  film.frame = small("frame");
  film.windows = in.list<OfferedWindow>("windows", [](const json& v, const std::string& p) {
    Reader offered(v, p);
    OfferedWindow read{{offered.number("center"), offered.number("width")}, offered.text("title")};
    return offered.lenient(std::move(read));
  });
  film.lowest = in.number("lowest");
  film.highest = in.number("highest");
  film.stated = in.list<Stated>("stated", [](const json& v, const std::string& p) {
    Reader one(v, p);
    Stated read{one.text("title"), one.text("value")};
    return one.strict(std::move(read));
  });
  film.identifying = in.texts("identifying");
  film.minimum = in.number("minimum");
  film.maximum = in.number("maximum");
  film.notes = in.texts("notes");
  film.phantom = in.maybe<Phantom>("phantom", read_phantom);
  return in.lenient(std::move(film));
}

Result<CardLabel> read_card_label(const json& value, const std::string& path) {
  Reader in(value, path);
  CardLabel label{in.text("id"), in.text("title"), in.boolean("untrained")};
  return in.lenient(std::move(label));
}

Result<CardHead> read_card_head(const json& value, const std::string& path) {
  Reader in(value, path);
  CardHead head{in.text("id"), in.text("title"), in.text("activation"), in.maybe_number("chance"),
                in.list<CardLabel>("labels", read_card_label)};
  return in.lenient(std::move(head));
}

Result<Card> read_card(const json& value, const std::string& path) {
  Reader in(value, path);
  Card card{in.text("id"), in.text("title"), in.list<CardHead>("heads", read_card_head)};
  return in.lenient(std::move(card));
}

Result<Wanted> read_wanted(const json& value, const std::string& path) {
  Reader in(value, path);
  Wanted wanted;
  wanted.image = in.integer("image");
  wanted.model = {in.text("model"), in.maybe_text("variant")};
  wanted.window = in.maybe<Window>("window", read_window);
  wanted.chain = in.list<Step>("chain", read_step);
  wanted.revision = static_cast<std::uint64_t>(in.integer("revision"));
  return in.strict(std::move(wanted));
}

Result<Label> read_label(const json& value, const std::string& path) {
  Reader in(value, path);
  Label label{in.text("id"), in.text("title"), in.text("head")};
  return in.strict(std::move(label));
}

Result<Verdict> read_verdict(const json& value, const std::string& path) {
  Reader in(value, path);
  Verdict verdict{in.text("verdict"), in.maybe_number("score"), in.maybe_number("threshold"),
                  in.texts("reasons")};
  return in.strict(std::move(verdict));
}

Result<Timings> read_timings(const json& value, const std::string& path) {
  Reader in(value, path);
  Timings timings{in.number("decode"),
                  in.number("preprocess"),
                  in.number("inference"),
                  in.number("total"),
                  in.maybe_number("firstInference"),
                  in.maybe_integer("threads"),
                  in.maybe_text("threadsReason")};
  return in.strict(std::move(timings));
}

Result<Progress> read_progress(const json& value, const std::string& path) {
  Reader in(value, path);
  Progress progress{in.text("what"), in.text("unit"), in.number("done"), in.number("total")};
  return in.strict(std::move(progress));
}

Result<Notice> read_notice(const json& value, const std::string& path) {
  Reader in(value, path);
  Notice notice{in.text("code"), in.text("message")};
  return in.strict(std::move(notice));
}

Result<Reading> read_reading(const json& value, const std::string& path) {
  Reader in(value, path);
  Reading reading{in.integer("x"), in.integer("y"), in.maybe_number("stored"), in.number("shown")};
  return in.strict(reading);
}

void fill(Reader& in, SetWindow& command) { command.window = in.maybe<Window>("window", read_window); }
void fill(Reader& in, SetView& command) { command.view = in.value<View>("view", read_view); }
void fill(Reader& in, SetChain& command) { command.chain = in.list<Step>("chain", read_step); }
void fill(Reader& in, SetSeed& command) { command.seed = in.integer("seed"); }
void fill(Reader& in, SetModel& command) { command.model = in.maybe<ModelChoice>("model", read_model); }
void fill(Reader&, Reset&) {}
void fill(Reader& in, SetLook& command) { command.look = in.value<Look>("look", read_look); }
void fill(Reader& in, SetBrush& command) { command.brush = in.maybe<Brush>("brush", read_brush); }
void fill(Reader& in, HistogramRead& command) {
  command.image = in.integer("image");
  command.histogram = in.value<Histogram>("histogram", read_histogram);
}
void fill(Reader& in, ImageOpened& command) {
  const std::int64_t id = in.integer("id");
  command.image = in.value<Film>(
      "image", [id](const json& value, const std::string& path) { return read_film(value, path, id); });
  command.same_file = in.maybe_boolean("sameFile");
}
void fill(Reader&, ImageClosed&) {}
void fill(Reader& in, CardLoaded& command) { command.card = in.value<Card>("card", read_card); }
void fill(Reader& in, ResultArrived& command) {
  Scored& result = command.result;
  result.wanted = in.value<Wanted>("wanted", read_wanted);
  result.labels = in.list<Label>("labels", read_label);
  result.logits = in.numbers("logits");
  result.scores = in.numbers("scores");
  result.ood = in.maybe<Verdict>("ood", read_verdict);
  result.timings = in.value<Timings>("timings", read_timings);
}
void fill(Reader& in, ShowAnyway& command) { command.on = in.boolean("on"); }
void fill(Reader& in, ProgressMade& command) {
  command.progress = in.maybe<Progress>("progress", read_progress);
}
void fill(Reader& in, NoticeGiven& command) { command.notice = in.maybe<Notice>("notice", read_notice); }
void fill(Reader& in, ValueRead& command) { command.pointer = in.maybe<Reading>("pointer", read_reading); }

// Which kinds the wire knows: all but set-fields, which set() and restore() make.
template <class Kind>
constexpr bool on_wire = !std::is_same_v<Kind, SetFields>;

template <std::size_t At = 0>
Result<Command> read_kind(const json& value, const std::string& kind) {
  if constexpr (At == std::variant_size_v<Command>) {
    return refuse(Code::bad_request, "command " + kind);
  } else {
    using Kind = std::variant_alternative_t<At, Command>;
    if constexpr (on_wire<Kind>) {
      if (kind == Kind::kind) {
        Reader in(value, "");
        in.text("kind");
        in.maybe_integer("gesture");
        Kind command;
        fill(in, command);
        return in.strict(Command(std::move(command)));
      }
    }
    return read_kind<At + 1>(value, kind);
  }
}

Result<void> put(std::optional<ModelChoice>& field, const json& value, const std::string& path) {
  if (value.is_null()) return field.reset(), Result<void>{};
  return read_model(value, path).map([&](ModelChoice model) { field = std::move(model); });
}
Result<void> put(std::optional<Window>& field, const json& value, const std::string& path) {
  if (value.is_null()) return field.reset(), Result<void>{};
  return read_window(value, path).map([&](Window window) { field = window; });
}
Result<void> put(std::vector<Step>& field, const json& value, const std::string& path) {
  return read_chain(value, path).map([&](std::vector<Step> chain) { field = std::move(chain); });
}
Result<void> put(std::int64_t& field, const json& value, const std::string& path) {
  return read_integer(value, path).map([&](std::int64_t number) { field = number; });
}
Result<void> put(std::optional<Phantom>& field, const json& value, const std::string& path) {
  if (value.is_null()) return field.reset(), Result<void>{};
  return read_phantom(value, path).map([&](Phantom phantom) { field = std::move(phantom); });
}
Result<void> put(View& field, const json& value, const std::string& path) {
  return read_view(value, path).map([&](View view) { field = view; });
}

Result<void> put(Look& field, const json& value, const std::string& path) {
  return read_look(value, path).map([&](Look look) { field = look; });
}

}  // namespace

Result<std::vector<Step>> read_chain(const json& value, const std::string& path) {
  const json whole{{path, value}};
  Reader in(whole, "");
  auto chain = in.list<Step>(path.c_str(), read_step);
  return in.strict(std::move(chain));
}

Result<Command> read_command(const json& value) {
  Reader in(value, "");
  const std::string kind = in.text("kind");
  if (auto good = in.lenient(true); !good) return tl::unexpected<Refusal>(good.error());
  return read_kind(value, kind);
}

Result<void> read_field(State& state, const std::string& name, const json& value) {
  Result<void> done = refuse(name == "version" ? Code::read_only_field : Code::unknown_field, name);
  for_each_field([&](const auto& field) {
    if (field.name != name) return;
    if constexpr (std::decay_t<decltype(field)>::ways & Link)
      done = put(state.*field.member, value, name);
    else
      done = refuse(Code::read_only_field, name);
  });
  return done;
}

}  // namespace unseen::lab
