// What is drawn, without a graphics context: glyphs, slots and the film's sampling.
#include "ui/painter.h"

#include <cstring>
#include <filesystem>
#include <fstream>
#include <iterator>

#include <gtest/gtest.h>

#include "lab/apply.h"
#include "ui/pen.h"
#include "ui/views/views.h"

namespace unseen::ui {
namespace {

// Debian's Inter, whole; the canvas gets it cut down.
constexpr const char* inter = "/usr/share/fonts/opentype/inter/Inter-Regular.otf";

std::vector<std::byte> fonts() {
  std::ifstream file(inter, std::ios::binary);
  const std::string font{std::istreambuf_iterator<char>(file), {}};
  const auto length = static_cast<std::uint32_t>(font.size());
  std::vector<std::byte> bytes;
  for (int i = 0; i < 2; ++i) {
    const std::size_t at = bytes.size();
    bytes.resize(at + sizeof length + font.size());
    std::memcpy(bytes.data() + at, &length, sizeof length);
    std::memcpy(bytes.data() + at + sizeof length, font.data(), font.size());
  }
  return bytes;
}

lab::State state_with_film() {
  lab::Film film;
  film.id = 1;
  film.width = film.height = 512;
  film.bits = 8;
  film.format = "PNG";
  film.window = {128, 256};
  film.highest = 255;
  return *lab::apply(lab::State{}, lab::ImageOpened{{}, film}, {});
}

class Painted : public ::testing::Test {
 protected:
  void SetUp() override {
    ASSERT_TRUE(std::filesystem::exists(inter))
        << "Inter is not installed: npm test sets it up (fonts-inter)";
    painter = std::move(*Painter::make(fonts()));
  }

  lab::Catalogue catalogue;
  Scene scene() {
    Scene scene{state, catalogue, slots, theme, grip, {}};
    scene.width = 1000;
    scene.height = 700;
    scene.ratio = 1;
    scene.texture_image = 1;
    scene.texture_width = 512;
    scene.reduced_motion = true;
    return scene;
  }

  std::unique_ptr<Painter> painter;
  lab::State state = state_with_film();
  std::vector<Slot> slots{{"film", {10, 20, 500, 400}, {10, 20, 500, 400}},
                          {"window", {600, 20, 300, 300}, {600, 100, 300, 50}}};
  Theme theme;
  Grip grip;
};

TEST_F(Painted, NothingOutsideTheVisiblePartsOfSlots) {
  painter->glyphs(1, false);
  state.view.zoom = 20;
  const Drawing& drawing = painter->draw(scene());
  ASSERT_FALSE(drawing.batches.empty());
  for (const Batch& batch : drawing.batches) {
    const bool in_film = batch.left >= 10 && batch.right <= 510 && batch.top >= 20 && batch.bottom <= 420;
    const bool in_window = batch.left >= 600 && batch.right <= 900 && batch.top >= 100 && batch.bottom <= 150;
    EXPECT_TRUE(in_film || in_window) << batch.left << " " << batch.top;
  }
}

TEST_F(Painted, NoSlotNoDrawing) {
  painter->glyphs(1, false);
  slots.clear();
  EXPECT_TRUE(painter->draw(scene()).batches.empty());
}

TEST_F(Painted, TheFilmIsDrawnOnlyWhenTheTextureIsItsOwn) {
  painter->glyphs(1, false);
  const auto films = [](const Drawing& drawing) {
    return std::count_if(drawing.batches.begin(), drawing.batches.end(),
                         [](const Batch& batch) { return batch.texture == Texture::film; });
  };
  EXPECT_EQ(films(painter->draw(scene())), 1);
  Scene other = scene();
  other.texture_image = 7;
  EXPECT_EQ(films(painter->draw(other)), 0);
}

TEST_F(Painted, PixelsThatAreSeenSinglyAreSquares) {
  painter->glyphs(1, false);
  EXPECT_FALSE(painter->draw(scene()).film_nearest);
  state.view.zoom = 4;
  EXPECT_TRUE(painter->draw(scene()).film_nearest);
}

TEST_F(Painted, GlyphsAreMadeAnewForAnotherRatioOnly) {
  const auto first = painter->glyphs(1, false);
  ASSERT_TRUE(first);
  EXPECT_FALSE(painter->glyphs(1, false));
  EXPECT_TRUE(painter->glyphs(1, true));
  EXPECT_TRUE(painter->glyphs(1.5, false));
  EXPECT_TRUE(painter->glyphs(1, false));
}

TEST_F(Painted, EverySignTheViewsWriteHasAGlyph) {
  painter->glyphs(1, false);
  const std::u16string all = u"09 azAZ.,:;><%()×·–…−é'", of_numbers = u"09.,-<>–…− ";
  for (ImFont* font : ImGui::GetIO().Fonts->Fonts) {
    const bool number = font == ImGui::GetIO().Fonts->Fonts.back();
    for (const ImWchar sign : number ? of_numbers : all) {
      EXPECT_NE(font->FindGlyphNoFallback(sign), nullptr) << sign;
    }
  }
}

TEST_F(Painted, RestsWhenNothingMoves) {
  painter->glyphs(1, false);
  painter->draw(scene());
  EXPECT_FALSE(painter->moving());
}

}  // namespace
}  // namespace unseen::ui
