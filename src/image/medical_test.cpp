#include "image/medical.h"

#include <gtest/gtest.h>

namespace unseen {
namespace {

using Samples = std::vector<std::byte>;

Samples bytes(std::initializer_list<int> values) {
  Samples list;
  for (const int value : values) list.push_back(static_cast<std::byte>(value));
  return list;
}

/// Little endian, 16 bits each.
Samples words(std::initializer_list<int> values) {
  Samples list;
  for (const int value : values) {
    list.push_back(static_cast<std::byte>(value & 0xff));
    list.push_back(static_cast<std::byte>((value >> 8) & 0xff));
  }
  return list;
}

MedicalFrame frame(int columns, int rows) {
  MedicalFrame made;
  made.format = "DICOM";
  made.columns = columns;
  made.rows = rows;
  made.photometric_interpretation = "MONOCHROME2";
  return made;
}

MedicalFrame eight_bits(int columns, int rows, const char* meaning = "RGB") {
  auto made = frame(columns, rows);
  made.bits_allocated = made.bits_stored = 8;
  made.high_bit = 7;
  made.samples_per_pixel = 3;
  made.photometric_interpretation = meaning;
  return made;
}

Decoded good(const MedicalFrame& made, const Samples& samples) {
  auto film = decode(made, samples);
  EXPECT_TRUE(film) << (film ? "" : film.error().detail);
  return film ? std::move(*film) : Decoded{};
}

std::string refused(const MedicalFrame& made, const Samples& samples) {
  const auto film = decode(made, samples);
  return film ? "" : std::string(id(film.error().code));
}

std::vector<float> stored(const Decoded& film) {
  return {film.stored.values().begin(), film.stored.values().end()};
}
std::vector<float> look(const Decoded& film) {
  const auto image = unseen::shown(film, std::nullopt);
  return {image.values().begin(), image.values().end()};
}

bool noted(const Decoded& film, const char* words) {
  for (const auto& note : film.facts.notes)
    if (note.find(words) != std::string::npos) return true;
  return false;
}

// Pain 38: bits above the high bit, and below the stored ones, are none of the value.
TEST(Medical, MasksAndExtendsTheSign) {
  auto made = frame(4, 1);
  made.bits_stored = 12;
  made.high_bit = 11;
  EXPECT_EQ(stored(good(made, words({0xf001, 0x0fff, 0x8800, 0x07ff}))),
            (std::vector<float>{1, 4095, 2048, 2047}));
  made.is_signed = true;
  EXPECT_EQ(stored(good(made, words({0xf001, 0x0fff, 0x0800, 0x07ff}))),
            (std::vector<float>{1, -1, -2048, 2047}));
  made.high_bit = 15;
  EXPECT_EQ(stored(good(made, words({0x0010, 0xfff0, 0x800f, 0x7ff0}))),
            (std::vector<float>{1, -1, -2048, 2047}));
}

TEST(Medical, OneBitIsPacked) {
  auto made = frame(9, 1);
  made.bits_allocated = made.bits_stored = 1;
  made.high_bit = 0;
  EXPECT_EQ(stored(good(made, bytes({0b10000001, 1}))), (std::vector<float>{1, 0, 0, 0, 0, 0, 0, 1, 1}));
}

TEST(Medical, ThirtyTwoBits) {
  auto made = frame(2, 1);
  made.bits_allocated = made.bits_stored = 32;
  made.high_bit = 31;
  EXPECT_EQ(stored(good(made, bytes({1, 0, 0, 0, 0, 0, 1, 0}))), (std::vector<float>{1, 65536}));
  made.is_signed = true;
  EXPECT_EQ(stored(good(made, bytes({0xff, 0xff, 0xff, 0xff, 2, 0, 0, 0}))), (std::vector<float>{-1, 2}));
  made.is_float = true;
  EXPECT_EQ(stored(good(made, bytes({0, 0, 0x80, 0x3f, 0, 0, 0, 0xbf}))), (std::vector<float>{1, -0.5F}));
  EXPECT_EQ(refused(made, bytes({0, 0, 0x80, 0x7f, 0, 0, 0, 0})), "nifti-values");
}

// Pain 29: what a negative slope makes dark is dark; the window without one is that of the values.
TEST(Medical, NegativeSlope) {
  auto made = frame(3, 1);
  made.rescale_slope = -10;
  made.rescale_intercept = 100;
  const auto film = good(made, words({0, 5, 10}));
  EXPECT_EQ(film.facts.minimum, 0);
  EXPECT_EQ(film.facts.maximum, 100);
  EXPECT_EQ(look(film), (std::vector<float>{1, 0.5, 0}));
  EXPECT_TRUE(noted(film, "slope is negative"));
  EXPECT_EQ(value_at(film, 1, 0), 50);
}

// Pain 27: polarity after the window, once, also where the file states it twice.
TEST(Medical, PolarityOnce) {
  for (const bool inverse : {false, true}) {
    auto made = frame(3, 1);
    made.photometric_interpretation = "MONOCHROME1";
    made.inverse = inverse;
    made.windows = {{{2.5, 3}, "NORMAL"}};
    EXPECT_EQ(look(good(made, words({0, 2, 9}))), (std::vector<float>{1, 0.5, 0})) << inverse;
  }
}

// Pain 35: the first window by default, all offered; 33: one below 1 is applied exactly, and said.
TEST(Medical, WindowsOfTheFile) {
  auto made = frame(4, 1);
  made.windows = {{{40, 80}, "BRAIN"}, {{300, 1500}, "BONE"}};
  const auto film = good(made, words({0, 10, 40, 90}));
  EXPECT_EQ(film.facts.window, (Window{40, 80}));
  ASSERT_GE(film.facts.windows.size(), 4U);
  EXPECT_EQ(film.facts.windows[1].title, "BONE");
  made.windows = {{{10, 0.5}, ""}, {{10, 0}, ""}};
  const auto narrow = good(made, words({0, 9, 10, 11}));
  EXPECT_EQ(look(narrow), (std::vector<float>{0, 0, 0.5, 1}));
  EXPECT_TRUE(noted(narrow, "LINEAR_EXACT"));
  EXPECT_TRUE(noted(narrow, "makes no sense"));
}

TEST(Medical, PaddingIsLeftOutOfStatistics) {
  auto made = frame(4, 1);
  made.is_signed = true;
  made.padding_value = -2000;
  made.padding_range_limit = -1990;
  const auto film = good(made, words({-2000, -1995, 0, 100}));
  EXPECT_EQ(film.facts.minimum, 0);
  EXPECT_EQ(film.facts.maximum, 100);
  EXPECT_TRUE(noted(film, "50 % of the pixels are padding"));
  EXPECT_EQ(values(film), (std::vector<float>{0, 100}));
  EXPECT_EQ(look(film), (std::vector<float>{0, 0, 0, 1}));
}

TEST(Medical, ColourByPixelAndByPlane) {
  auto made = eight_bits(2, 1);
  const auto film = good(made, bytes({255, 0, 0, 0, 0, 255}));
  EXPECT_EQ(stored(film), (std::vector<float>{76, 29}));
  EXPECT_EQ(film.facts.coloured, 1);
  made.planar_configuration = 1;
  EXPECT_EQ(stored(good(made, bytes({255, 0, 0, 0, 0, 255}))), (std::vector<float>{76, 29}));
}

TEST(Medical, YbrBecomesGreyByWayOfRgb) {
  EXPECT_EQ(stored(good(eight_bits(1, 1, "YBR_FULL"), bytes({76, 85, 255}))), (std::vector<float>{76}));
  EXPECT_EQ(stored(good(eight_bits(3, 1, "YBR_FULL_422"), bytes({10, 20, 128, 128, 30, 0, 128, 128}))),
            (std::vector<float>{10, 20, 30}));
}

TEST(Medical, PaletteColours) {
  auto made = frame(3, 1);
  made.bits_allocated = made.bits_stored = 8;
  made.high_bit = 7;
  made.photometric_interpretation = "PALETTE COLOR";
  made.palette = {{1, 16, {0, 65535}}, {1, 16, {0, 65535}}, {1, 16, {0, 65535}}};
  const auto film = good(made, bytes({0, 1, 2}));
  EXPECT_EQ(stored(film), (std::vector<float>{0, 0, 65535}));
  EXPECT_EQ(film.facts.bits, 16);
}

TEST(Medical, PixelsThatAreNotSquare) {
  auto made = frame(4, 2);
  made.aspect = {2, 1};
  const auto film = good(made, words({0, 1, 2, 3, 4, 5, 6, 7}));
  EXPECT_EQ(film.facts.width, 4);
  EXPECT_EQ(film.facts.height, 4);
  EXPECT_EQ(film.facts.stored_height, 2);
  const auto image = unseen::shown(film, std::nullopt);
  EXPECT_EQ(image.height(), 4);
  EXPECT_EQ(value_at(film, 3, 1), 3);
  EXPECT_EQ(value_at(film, 0, 3), 4);
  EXPECT_TRUE(noted(film, "not square"));
}

TEST(Medical, RefusesWhatMakesNoSense) {
  const auto samples = words({0, 0, 0, 0});
  const auto with = [&](auto change) {
    auto made = frame(2, 2);
    change(made);
    return refused(made, samples);
  };
  EXPECT_EQ(with([](auto&) {}), "");
  EXPECT_EQ(with([](auto& f) { f.bits_stored = 17; }), "dicom-attribute");
  EXPECT_EQ(with([](auto& f) { f.high_bit = 16; }), "dicom-attribute");
  EXPECT_EQ(with([](auto& f) { f.bits_allocated = 12; }), "dicom-attribute");
  EXPECT_EQ(with([](auto& f) { f.samples_per_pixel = 3; }), "dicom-attribute");
  EXPECT_EQ(with([](auto& f) { f.photometric_interpretation = "PALETTE COLOR"; }), "dicom-attribute");
  EXPECT_EQ(with([](auto& f) { f.rescale_slope = 0; }), "dicom-attribute");
  EXPECT_EQ(with([](auto& f) { f.voi_luts = {LookupTable{}}; }), "dicom-attribute");
  EXPECT_EQ(with([](auto& f) { f.rows = 3; }), "dicom-truncated");
  EXPECT_EQ(with([](auto& f) { f.frame = 1; }), "dicom-frame");
  EXPECT_EQ(with([](auto& f) { f.columns = 40000; }), "side-too-long");
  EXPECT_EQ(with([](auto& f) { f.voi_function = "CUBIC"; }), "voi-function");
}

// Pain 39: which steps ran, in words; and what may identify a person, by name alone.
TEST(Medical, TellsWhatItDid) {
  auto made = frame(2, 2);
  made.photometric_interpretation = "MONOCHROME1";
  made.rescale_intercept = -1024;
  made.stated = {{"Body part", "CHEST"}};
  made.identifying = {"Patient's Name", "Patient ID"};
  const auto film = good(made, words({0, 1, 2, 3}));
  EXPECT_TRUE(noted(film, "times 1 minus 1024"));
  EXPECT_TRUE(noted(film, "MONOCHROME1"));
  EXPECT_TRUE(noted(film, "Patient's Name, Patient ID"));
  ASSERT_EQ(film.facts.stated.size(), 1U);
  EXPECT_EQ(film.facts.stated[0].value, "CHEST");
}

}  // namespace
}  // namespace unseen
