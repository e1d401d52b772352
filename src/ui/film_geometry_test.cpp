#include "ui/film_geometry.h"

#include <random>

#include <gtest/gtest.h>

namespace unseen::ui {
namespace {

double below(std::mt19937& chance, double most) {
  return most * static_cast<double>(chance() % 10'000U) / 10'000;
}

Picture film(int width, int height, lab::View view = {}) {
  Picture picture;
  picture.image = 1;
  picture.width = width;
  picture.height = height;
  picture.view = view;
  return picture;
}

TEST(FilmGeometry, ZoomOneShowsTheWholeFilm) {
  const Rect slot{100, 50, 1000, 700};
  for (const auto& picture : {film(512, 512), film(1, 16384), film(16384, 1), film(3000, 2000)}) {
    const Rect at = film_rect(picture, slot);
    EXPECT_GE(at.x, slot.x - 1e-9);
    EXPECT_GE(at.y, slot.y - 1e-9);
    EXPECT_LE(at.right(), slot.right() + 1e-9);
    EXPECT_LE(at.bottom(), slot.bottom() + 1e-9);
  }
}

TEST(FilmGeometry, PixelAtIsTheInverseOfFilmRect) {
  const Rect slot{0, 0, 500, 500};
  const Picture picture = film(100, 100, {5, 0.3, 0.7});
  const Rect at = film_rect(picture, slot);
  const double s = scale(picture, slot);
  for (int x = 0; x < 100; x += 3)
    for (int y = 0; y < 100; y += 3) {
      const double px = at.x + (x + 0.5) * s, py = at.y + (y + 0.5) * s;
      if (!slot.contains(px, py)) continue;
      EXPECT_EQ(pixel_at(picture, slot, px, py), (std::pair{x, y}));
    }
  EXPECT_FALSE(pixel_at(film(100, 50), slot, 250, 10));
}

TEST(FilmGeometry, ZoomKeepsThePointUnderThePointer) {
  const Rect slot{20, 30, 800, 500};
  std::mt19937 chance(1);
  for (int round = 0; round < 200; ++round) {
    const Picture before = film(640, 480, {4, 0.4 + below(chance, 0.2), 0.5});
    const double x = 320 + below(chance, 200), y = 200 + below(chance, 100);
    Picture after = before;
    after.view = zoomed(before, slot, x, y, 1.0 + below(chance, 1));
    const Rect a = film_rect(before, slot), b = film_rect(after, slot);
    EXPECT_NEAR((x - a.x) / a.width, (x - b.x) / b.width, 1e-9);
    EXPECT_NEAR((y - a.y) / a.height, (y - b.y) / b.height, 1e-9);
  }
}

TEST(FilmGeometry, ViewsStayInBounds) {
  const Rect slot{0, 0, 800, 500};
  std::mt19937 chance(2);
  Picture picture = film(640, 480);
  for (int round = 0; round < 5000; ++round) {
    const double a = below(chance, 2000) - 600, b = below(chance, 2000) - 600;
    switch (chance() % 3) {
      case 0:
        picture.view = zoomed(picture, slot, a, b, below(chance, 4) + 0.01);
        break;
      case 1:
        picture.view = panned(picture, slot, a, b);
        break;
      default:
        picture.view = *acted(picture.view, view_actions[chance() % std::size(view_actions)].id);
    }
    ASSERT_GE(picture.view.zoom, 1);
    ASSERT_LE(picture.view.zoom, 64);
    ASSERT_GE(picture.view.x, 0);
    ASSERT_LE(picture.view.x, 1);
    ASSERT_GE(picture.view.y, 0);
    ASSERT_LE(picture.view.y, 1);
  }
}

TEST(FilmGeometry, AnActionThatIsNoneIsNone) { EXPECT_FALSE(acted({}, "spin")); }

}  // namespace
}  // namespace unseen::ui
