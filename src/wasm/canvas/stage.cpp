#include "canvas/stage.h"

#include <cmath>

#include "ui/views/views.h"

namespace unseen {
namespace {

using lab::Reader;
using nlohmann::json;

constexpr double side_limit = 32'768, ratio_limit = 16;

Result<void> within(double value, double min, double max, const char* name) {
  if (value >= min && value <= max) return {};
  return refuse(Code::out_of_range, name);
}

Result<ui::Rect> read_rect(const json& value, const std::string& path) {
  Reader in(value, path);
  const ui::Rect rect{in.number("x"), in.number("y"), in.number("width"), in.number("height")};
  return in.strict(rect);
}

Result<ui::Slot> read_slot(const json& value, const std::string& path) {
  Reader in(value, path);
  ui::Slot slot;
  slot.id = in.text("id");
  slot.at = {in.number("x"), in.number("y"), in.number("width"), in.number("height")};
  slot.visible = in.maybe<ui::Rect>("clip", read_rect).value_or(slot.at);
  auto read = in.strict(std::move(slot));
  if (read && !ui::is_slot(read->id)) return refuse(Code::bad_request, "slot " + read->id);
  return read;
}

Result<ui::Theme> read_tokens(const json& value, const std::string& path) {
  Reader in(value, path);
  return in.strict(in.value<ui::Theme>("tokens", ui::read_theme));
}

struct Named {
  std::string_view name;
  ui::Touch type;
};
constexpr Named touches[] = {
    {"pointer-move", ui::Touch::move},
    {"pointer-down", ui::Touch::down},
    {"pointer-up", ui::Touch::up},
    {"pointer-leave", ui::Touch::leave},
    {"pointer-cancel", ui::Touch::cancel},
    {"double-click", ui::Touch::double_click},
    {"wheel", ui::Touch::wheel},
    {"pinch", ui::Touch::pinch},
    {"key", ui::Touch::key},
};

Result<ui::Event> read_event(Reader& in) {
  const std::string name = in.text("type");
  ui::Event event;
  const Named* found = nullptr;
  for (const Named& touch : touches)
    if (touch.name == name) found = &touch;
  if (!found)
    return in.lenient(event).and_then(
        [&](auto) -> Result<ui::Event> { return refuse(Code::bad_request, "input " + name); });
  event.type = found->type;
  if (event.type == ui::Touch::key) {
    event.key = in.text("key");
    event.shift = in.maybe_boolean("shift");
    event.ctrl = in.maybe_boolean("ctrl");
    return in.strict(std::move(event));
  }
  event.x = in.number("x");
  event.y = in.number("y");
  if (event.type == ui::Touch::down || event.type == ui::Touch::up)
    event.button = static_cast<int>(in.integer("button"));
  if (event.type == ui::Touch::wheel) {
    event.pixels = in.number("pixels");
    event.ctrl = in.maybe_boolean("ctrl");
  }
  if (event.type == ui::Touch::pinch) event.factor = in.number("factor");
  if (!(event.factor > 0)) return refuse(Code::out_of_range, "factor must be above 0");
  return in.strict(std::move(event));
}

}  // namespace

Result<void> Stage::start(Reader& in, std::span<const std::byte> fonts) {
  const auto theme = in.value<ui::Theme>("theme", read_tokens);
  const bool reduced = in.boolean("reducedMotion");
  if (auto good = in.strict(true); !good) return tl::unexpected<Refusal>(good.error());
  if (!fonts.empty()) {
    auto painter = ui::Painter::make(fonts);
    if (!painter) return tl::unexpected<Refusal>(painter.error());
    painter_ = std::move(*painter);
    light();
  }
  theme_ = theme;
  reduced_motion_ = reduced;
  return {};
}

Result<void> Stage::theme(Reader& in) {
  return in.strict(in.value<ui::Theme>("tokens", ui::read_theme)).map([this](const ui::Theme& read) {
    theme_ = read;
    dirty_ = true;
  });
}

Result<void> Stage::motion(Reader& in) {
  return in.strict(in.boolean("reduced")).map([this](bool reduced) { reduced_motion_ = reduced; });
}

Result<void> Stage::slots(Reader& in) {
  const double ratio = in.number("ratio"), width = in.number("width"), height = in.number("height");
  auto slots = in.strict(in.list<ui::Slot>("slots", read_slot));
  if (!slots) return tl::unexpected<Refusal>(slots.error());
  if (auto good = within(ratio, 0.1, ratio_limit, "ratio"); !good) return good;
  if (auto good = within(width * ratio, 1, side_limit, "width"); !good) return good;
  if (auto good = within(height * ratio, 1, side_limit, "height"); !good) return good;

  slots_ = std::move(*slots);
  ratio_ = ratio;
  const int columns = static_cast<int>(std::lround(width * ratio));
  const int rows = static_cast<int>(std::lround(height * ratio));
  if ((columns != width_ || rows != height_) && lit_) screen_.resize(columns, rows);
  width_ = columns;
  height_ = rows;
  dirty_ = true;
  return {};
}

Result<void> Stage::texture(Reader& in, std::span<const std::byte> grey) {
  const auto image = in.integer("image"), width = in.integer("width"), height = in.integer("height");
  const auto look = in.maybe_text("look").value_or("film");
  if (auto good = in.strict(true); !good) return tl::unexpected<Refusal>(good.error());
  if (width < 1 || height < 1 || static_cast<std::uint64_t>(width) > grey.size() ||
      static_cast<std::uint64_t>(width * height) != grey.size())
    return refuse(Code::bad_request, "texture");
  if (lit_ && std::max(width, height) > screen_.max_texture())
    return refuse(Code::out_of_range, "the texture is larger than this graphics card takes");
  film_ = image;
  film_width_ = static_cast<int>(width);
  film_height_ = static_cast<int>(height);
  film_signed_ = look == "difference";
  grey_.assign(grey.begin(), grey.end());
  if (lit_) screen_.film(film_width_, film_height_, grey_);
  dirty_ = true;
  return {};
}

Result<void> Stage::context(Reader& in) {
  const auto event = in.strict(in.text("event"));
  if (!event) return tl::unexpected<Refusal>(event.error());
  if (*event != "lost" && *event != "restored") return refuse(Code::bad_request, "context " + *event);
  lit_ = false;
  if (*event == "restored") light();
  return {};
}

Result<void> Stage::focus(Reader& in) {
  return in.strict(in.maybe_text("widget")).map([this](const std::optional<std::string>& widget) {
    focused_ = widget.value_or("");
    dirty_ = true;
  });
}

Result<Stage::Touched> Stage::input(Reader& in, const lab::State& state, const lab::Catalogue& catalogue) {
  const std::string id = in.text("slot");
  const auto event = read_event(in);
  if (!event) return tl::unexpected<Refusal>(event.error());
  if (!ui::is_slot(id)) return refuse(Code::bad_request, "slot " + id);
  const ui::Slot* place = slot(id);
  if (!place) return Touched{};

  const bool starts = event->type == ui::Touch::down || event->type == ui::Touch::key ||
                      event->type == ui::Touch::double_click;
  if (starts) ++grip_.gesture;
  const ui::Grip before = grip_;
  ui::Toucher toucher(place->at, *event, grip_);
  ui::show(toucher, state, catalogue, id);
  // A widget that went away while it was held must not hold the pointer for ever.
  const bool ends = event->type == ui::Touch::up || event->type == ui::Touch::cancel;
  if (ends) {
    grip_.held.clear();
    ++grip_.gesture;
  }
  const bool follows = !grip_.held.empty() || grip_.cursor == ui::Cursor::crosshair;  // something drawn does
  if (before.hovered != grip_.hovered || before.held != grip_.held || follows) dirty_ = true;
  return Touched{toucher.consumed(), toucher.point(), toucher.take()};
}

bool Stage::frame(double time, const lab::State& state, const lab::Catalogue& catalogue) {
  dirty_ = false;
  if (!drawable() || width_ == 0) return false;
  if (const auto glyphs = painter_->glyphs(ratio_, std::exchange(glyphs_lost_, false)))
    screen_.glyphs(*glyphs);
  const ui::Scene scene{state,   catalogue, slots_, theme_,      grip_,        focused_, width_,
                        height_, ratio_,    film_,  film_width_, film_signed_, time,     reduced_motion_};
  screen_.draw(painter_->draw(scene));
  return true;
}

void Stage::light() {
  lit_ = screen_.open();
  glyphs_lost_ = true;
  dirty_ = true;
  if (!lit_) return;
  if (width_ > 0) screen_.resize(width_, height_);
  if (!grey_.empty()) screen_.film(film_width_, film_height_, grey_);
}

const ui::Slot* Stage::slot(const std::string& id) const {
  for (const ui::Slot& slot : slots_)
    if (slot.id == id) return &slot;
  return nullptr;
}

}  // namespace unseen
