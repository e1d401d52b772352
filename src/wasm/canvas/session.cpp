#include "canvas/session.h"

#include "lab/json.h"
#include "lab/permalink.h"
#include "lab/restore.h"
#include "ui/recorder.h"
#include "ui/views/views.h"

namespace unseen {
namespace {

using lab::Reader;
using nlohmann::json;

// Gestures the shell names are small numbers; those made here start above them.
constexpr std::uint64_t own_gestures = std::uint64_t{1} << 52;

Result<json> done(Result<void> result) {
  return std::move(result).map([] { return json::object(); });
}

// A request without fields of its own.
Result<void> nothing(Reader& in) {
  return in.strict(true).map([](bool) {});
}

const char* name(ui::Cursor cursor) {
  switch (cursor) {
    case ui::Cursor::grab:
      return "grab";
    case ui::Cursor::grabbing:
      return "grabbing";
    case ui::Cursor::pointer:
      return "pointer";
    case ui::Cursor::resize:
      return "ew-resize";
    case ui::Cursor::crosshair:
      return "crosshair";
    case ui::Cursor::normal:
      break;
  }
  return "default";
}

json text_or_null(const std::string& text) { return text.empty() ? json(nullptr) : json(text); }

}  // namespace

struct CanvasSession::Request {
  std::string_view kind;
  Fields (CanvasSession::*answer)(Reader& in, const json& request, Bytes payload);
  bool tells_state = false;
};

// The one list of what the module can be asked.
const CanvasSession::Request CanvasSession::requests[] = {
    {"start", &CanvasSession::start},         {"theme", &CanvasSession::theme},
    {"motion", &CanvasSession::motion},       {"context", &CanvasSession::context},
    {"slots", &CanvasSession::slots},         {"texture", &CanvasSession::texture},
    {"frame", &CanvasSession::frame},         {"input", &CanvasSession::input},
    {"focus", &CanvasSession::focus},         {"mirror", &CanvasSession::mirror},
    {"permalink", &CanvasSession::permalink}, {"command", &CanvasSession::command, true},
    {"set", &CanvasSession::set, true},       {"restore", &CanvasSession::restore, true},
    {"state", &CanvasSession::state, true},   {"undo", &CanvasSession::undo, true},
    {"read-link", &CanvasSession::read_link}, {"redo", &CanvasSession::redo, true},
    {"reset", &CanvasSession::reset, true},   {"act", &CanvasSession::act, true},
};

Reply CanvasSession::answer(const json& request, Bytes payload) {
  Reader in(request, "");
  const std::string kind = in.text("kind");
  const Request* found = nullptr;
  for (const Request& known : requests)
    if (known.kind == kind) found = &known;

  Fields fields = refuse(Code::bad_request, kind.empty() ? "a request without a kind" : "request " + kind);
  if (found && !started_ && found->answer != &CanvasSession::start)
    fields = refuse(Code::not_started);
  else if (found)
    fields = (this->*found->answer)(in, request, payload);

  if (started_) look_into_mirror();
  Reply answer = fields ? reply(std::move(*fields)) : reply(fields.error());
  if (fields && (found->tells_state || told_ != lab_.state().revision)) tell_state(answer.json);
  const bool changed = stage_.drawable() && drawn_ != lab_.state().revision;
  answer.json["dirty"] = stage_.dirty() || changed;
  answer.json["revision"] = lab_.state().revision;
  answer.json["mirror"] = mirror_revision_;
  return answer;
}

CanvasSession::Fields CanvasSession::start(Reader& in, const json&, Bytes payload) {
  if (started_) return refuse(Code::bad_request, "start, twice");
  auto catalogue = in.value<lab::Catalogue>(
      "catalogue", [](const json& value, const std::string&) { return lab::read_catalogue(value); });
  if (auto good = stage_.start(in, payload); !good) return done(good);
  lab_ = lab::Lab(std::move(catalogue));
  act_gesture_ = own_gestures;
  drawn_ = ~std::uint64_t{0};
  started_ = true;
  return json{{"gl", stage_.drawable()}, {"maxTexture", stage_.max_texture()}};
}

CanvasSession::Fields CanvasSession::theme(Reader& in, const json&, Bytes) { return done(stage_.theme(in)); }
CanvasSession::Fields CanvasSession::motion(Reader& in, const json&, Bytes) {
  return done(stage_.motion(in));
}
CanvasSession::Fields CanvasSession::slots(Reader& in, const json&, Bytes) { return done(stage_.slots(in)); }
CanvasSession::Fields CanvasSession::focus(Reader& in, const json&, Bytes) { return done(stage_.focus(in)); }

CanvasSession::Fields CanvasSession::context(Reader& in, const json&, Bytes) {
  return stage_.context(in).map([this] {
    return json{{"gl", stage_.drawable()}, {"maxTexture", stage_.max_texture()}};
  });
}

CanvasSession::Fields CanvasSession::texture(Reader& in, const json&, Bytes payload) {
  return done(stage_.texture(in, payload));
}

CanvasSession::Fields CanvasSession::frame(Reader& in, const json&, Bytes) {
  const auto time = in.strict(in.number("time"));
  if (!time) return tl::unexpected<Refusal>(time.error());
  if (stage_.frame(*time, lab_.state(), lab_.catalogue())) drawn_ = lab_.state().revision;
  return json{{"again", stage_.moving()},
              {"cursor", name(stage_.grip().cursor)},
              {"hovered", text_or_null(stage_.grip().hovered)}};
}

CanvasSession::Fields CanvasSession::input(Reader& in, const json& request, Bytes) {
  auto touched = stage_.input(in, lab_.state(), lab_.catalogue());
  if (!touched) return tl::unexpected<Refusal>(touched.error());
  if (auto good = apply(touched->commands); !good) return done(good);
  const json point =
      touched->point ? json{{"x", touched->point->first}, {"y", touched->point->second}} : json();
  const bool gone = !touched->point && request["slot"] == "film" && request["type"] != "key";
  if (gone && lab_.state().pointer) (void)lab_.apply(lab::ValueRead{});
  return json{{"consumed", touched->consumed},
              {"point", point},
              {"cursor", name(stage_.grip().cursor)},
              {"hovered", text_or_null(stage_.grip().hovered)}};
}

CanvasSession::Fields CanvasSession::command(Reader& in, const json& request, Bytes) {
  const auto read = [](const json& value, const std::string&) -> Result<std::optional<lab::Command>> {
    return lab::read_command(value).map(
        [](lab::Command command) { return std::optional(std::move(command)); });
  };
  const auto command = in.strict(in.value<std::optional<lab::Command>>("command", read));
  if (!command) return tl::unexpected<Refusal>(command.error());
  Reader gesture(request["command"], "command");
  const auto number = gesture.lenient(gesture.maybe_integer("gesture").value_or(0));
  return done(lab_.apply(**command, static_cast<std::uint64_t>(number.value_or(0))));
}

CanvasSession::Fields CanvasSession::set(Reader& in, const json&, Bytes) {
  const auto patch =
      in.strict(in.value<json>("patch", [](const json& v, const std::string&) { return Fields(v); }));
  if (!patch) return tl::unexpected<Refusal>(patch.error());
  const auto command = lab::set(lab_.state(), *patch, lab_.catalogue());
  if (!command) return tl::unexpected<Refusal>(command.error());
  return done(lab_.apply(*command));
}

CanvasSession::Fields CanvasSession::restore(Reader& in, const json& request, Bytes) {
  const bool link = request.contains("text");
  const auto value =
      link ? in.value<json>("text",
                            [](const json& text, const std::string& path) {
                              return lab::read_text(text, path).and_then([](const std::string& read) {
                                return lab::read_permalink(read);
                              });
                            })
           : in.value<json>("state", [](const json& v, const std::string&) { return Fields(v); });
  if (auto good = in.strict(true); !good) return tl::unexpected<Refusal>(good.error());
  const auto restored = lab::restore(value, lab_.catalogue());
  if (!restored) return tl::unexpected<Refusal>(restored.error());
  if (auto good = lab_.apply(restored->command); !good) return done(good);
  return json{{"dropped", restored->dropped}};
}

CanvasSession::Fields CanvasSession::state(Reader& in, const json&, Bytes) { return done(nothing(in)); }

CanvasSession::Fields CanvasSession::undo(Reader& in, const json&, Bytes) {
  return done(nothing(in).map([this] { lab_.undo(); }));
}

CanvasSession::Fields CanvasSession::redo(Reader& in, const json&, Bytes) {
  return done(nothing(in).map([this] { lab_.redo(); }));
}

CanvasSession::Fields CanvasSession::reset(Reader& in, const json&, Bytes) {
  return done(nothing(in).and_then([this] { return lab_.apply(lab::Reset{}); }));
}

CanvasSession::Fields CanvasSession::permalink(Reader& in, const json&, Bytes) {
  return nothing(in).map([this] {
    auto link = lab::permalink(lab_.state(), lab_.catalogue());
    return json{{"text", std::move(link.text)}, {"leftOut", std::move(link.left_out)}};
  });
}

CanvasSession::Fields CanvasSession::read_link(Reader& in, const json&, Bytes) {
  const auto text = in.strict(in.text("text"));
  if (!text) return tl::unexpected<Refusal>(text.error());
  return lab::read_permalink(*text).map([](json value) { return json{{"link", std::move(value)}}; });
}

CanvasSession::Fields CanvasSession::mirror(Reader& in, const json&, Bytes) {
  return nothing(in).map([this] { return json{{"views", mirror_}}; });
}

CanvasSession::Fields CanvasSession::act(Reader& in, const json& request, Bytes) {
  ui::Act act{in.text("widget"), request.contains("value") ? request["value"] : json()};
  const auto value = in.value<json>("value", [](const json& v, const std::string&) { return Fields(v); });
  const bool finished = !request.contains("done") || in.boolean("done");
  if (auto good = in.strict(true); !good) return tl::unexpected<Refusal>(good.error());

  if (acting_ != act.widget) ++act_gesture_;
  acting_ = finished ? "" : act.widget;
  for (const ui::Place& place : ui::places(lab_.state())) {
    ui::Recorder recorder(&act, act_gesture_);
    ui::show(recorder, lab_.state(), lab_.catalogue(), place.slot);
    if (!recorder.met()) continue;
    if (recorder.refusal()) return tl::unexpected<Refusal>(*recorder.refusal());
    return done(apply(recorder.take()));
  }
  return refuse(Code::bad_request, "widget " + act.widget);
}

Result<void> CanvasSession::apply(const std::vector<ui::Emitted>& emitted) {
  for (const ui::Emitted& one : emitted)
    if (auto good = lab_.apply(one.command, one.gesture); !good) return good;
  return {};
}

void CanvasSession::tell_state(json& fields) {
  const lab::State& state = lab_.state();
  const auto wanted = lab::wanted(state);
  fields["state"] = lab::to_json(state);
  fields["wanted"] = wanted ? lab::to_json(*wanted) : json(nullptr);
  const auto beside = lab::wanted_untouched(state);
  fields["wantedUntouched"] = beside ? lab::to_json(*beside) : json(nullptr);
  fields["inForce"] = lab::to_json(lab::chain_in_force(state.chain));
  fields["fresh"] = lab::fresh(state);
  fields["canUndo"] = lab_.can_undo();
  fields["canRedo"] = lab_.can_redo();
  fields["undoes"] = text_or_null(lab_.undoes());
  fields["redoes"] = text_or_null(lab_.redoes());
  told_ = state.revision;
}

// The mirror is written down after each change of the state; its revision tells whether it says anything new.
void CanvasSession::look_into_mirror() {
  if (mirror_revision_ > 0 && mirrored_ == lab_.state().revision) return;
  mirrored_ = lab_.state().revision;
  json views = json::array();
  for (const ui::Place& place : ui::places(lab_.state())) {
    ui::Recorder recorder;
    ui::show(recorder, lab_.state(), lab_.catalogue(), place.slot);
    views.push_back({{"slot", place.slot},
                     {"title", place.title},
                     {"height", place.fills ? json(nullptr) : json(recorder.height())},
                     {"widgets", recorder.widgets()}});
  }
  if (views == mirror_) return;
  mirror_ = std::move(views);
  ++mirror_revision_;
}

}  // namespace unseen
