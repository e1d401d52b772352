#include "ui/painter.h"

#include <cmath>
#include <cstddef>

#include <imgui.h>

#include "ui/drawer.h"
#include "ui/fonts.h"
#include "ui/pen.h"
#include "ui/views/views.h"

namespace unseen::ui {
namespace {

constexpr double seen_singly = 3;  // device pixels a texel takes from which it is drawn as a square

static_assert(sizeof(ImDrawVert) == vertex_size && offsetof(ImDrawVert, uv) == 8 &&
              offsetof(ImDrawVert, col) == 16 && sizeof(ImDrawIdx) == 2);

}  // namespace

struct Painter::Inside {
  FontFiles files;
  Fonts fonts;
  double ratio = 0;
  Motion motion;
  Drawing drawing;

  Inside() {
    IMGUI_CHECKVERSION();
    ImGui::CreateContext();
    ImGui::GetIO().IniFilename = nullptr;
  }
  Inside(const Inside&) = delete;
  Inside& operator=(const Inside&) = delete;
  ~Inside() { ImGui::DestroyContext(); }

  void draw_slots(const Scene& scene, ImDrawList& list);
  void collect(const ImDrawData& data);
};

Result<std::unique_ptr<Painter>> Painter::make(std::span<const std::byte> fonts) {
  auto files = read_fonts(fonts);
  if (!files) return tl::unexpected<Refusal>(files.error());
  auto inside = std::make_unique<Inside>();
  inside->files = std::move(*files);
  return std::unique_ptr<Painter>(new Painter(std::move(inside)));
}

Painter::Painter(std::unique_ptr<Inside> inside) : inside_(std::move(inside)) {}
Painter::~Painter() = default;

std::optional<Glyphs> Painter::glyphs(double ratio, bool again) {
  if (ratio == inside_->ratio && !again) return std::nullopt;
  ImFontAtlas& atlas = *ImGui::GetIO().Fonts;
  if (ratio != inside_->ratio) inside_->fonts.build(atlas, inside_->files, ratio);
  inside_->ratio = ratio;
  unsigned char* coverage = nullptr;
  Glyphs glyphs;
  atlas.GetTexDataAsAlpha8(&coverage, &glyphs.width, &glyphs.height);
  atlas.SetTexID(texture_id(false));
  glyphs.coverage = {coverage,
                     static_cast<std::size_t>(glyphs.width) * static_cast<std::size_t>(glyphs.height)};
  return glyphs;
}

const Drawing& Painter::draw(const Scene& scene) {
  ImGuiIO& io = ImGui::GetIO();
  io.DisplaySize = {static_cast<float>(scene.width), static_cast<float>(scene.height)};
  inside_->motion.begin(scene.time, scene.reduced_motion);
  inside_->drawing = {};
  inside_->drawing.width = scene.width;
  inside_->drawing.height = scene.height;
  inside_->drawing.film_signed = scene.texture_signed;
  ImGui::NewFrame();
  inside_->draw_slots(scene, *ImGui::GetBackgroundDrawList());
  ImGui::Render();
  inside_->collect(*ImGui::GetDrawData());
  return inside_->drawing;
}

bool Painter::moving() const { return inside_->motion.running(); }

void Painter::Inside::draw_slots(const Scene& scene, ImDrawList& list) {
  Pen pen(list, fonts, scene.ratio);
  const Surroundings around{scene.theme, scene.grip, scene.focused, scene.texture_image, scene.texture_width};
  for (const Slot& slot : scene.slots) {
    pen.clip(intersection(slot.at, slot.visible));
    Drawer drawer(slot.at, pen, motion, around);
    show(drawer, scene.state, scene.catalogue, slot.id);
    if (drawer.texel() * scene.ratio >= seen_singly) drawing.film_nearest = true;
    pen.unclip();
  }
}

// Everything is in the one background list.
void Painter::Inside::collect(const ImDrawData& data) {
  if (data.CmdListsCount == 0) return;
  const ImDrawList& list = *data.CmdLists[0];
  drawing.vertices =
      std::as_bytes(std::span(list.VtxBuffer.Data, static_cast<std::size_t>(list.VtxBuffer.Size)));
  drawing.indices = {list.IdxBuffer.Data, static_cast<std::size_t>(list.IdxBuffer.Size)};
  for (const ImDrawCmd& command : list.CmdBuffer) {
    if (command.ElemCount == 0) continue;
    const auto whole = [](float value) { return static_cast<int>(std::lround(value)); };
    const Batch batch{command.TextureId == texture_id(true) ? Texture::film : Texture::glyphs,
                      std::max(0, whole(command.ClipRect.x)),
                      std::max(0, whole(command.ClipRect.y)),
                      std::min(drawing.width, whole(command.ClipRect.z)),
                      std::min(drawing.height, whole(command.ClipRect.w)),
                      command.IdxOffset,
                      command.ElemCount};
    if (batch.right > batch.left && batch.bottom > batch.top) drawing.batches.push_back(batch);
  }
}

}  // namespace unseen::ui
