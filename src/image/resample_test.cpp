#include "image/resample.h"

#include <cmath>
#include <fstream>
#include <random>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace unseen {
namespace {

Image noise(int width, int height, unsigned seed) {
  std::mt19937 random(seed);
  Image image(width, height);
  for (float& v : image.values()) v = static_cast<float>(random() % 65536) / 65535.0f;
  return image;
}

Image image_from(const nlohmann::json& json) {
  Image image(json["width"], json["height"]);
  std::size_t i = 0;
  for (float& v : image.values()) v = json["data"][i++].get<float>();
  return image;
}

double farthest(const Image& a, const Image& b) {
  if (a.width() != b.width() || a.height() != b.height()) return INFINITY;
  double worst = 0;
  for (std::size_t i = 0; i < a.size(); ++i)
    worst =
        std::max(worst, std::abs(static_cast<double>(a.values()[i]) - static_cast<double>(b.values()[i])));
  return worst;
}

// Pains 44–47: against torch, Pillow and an exact average, shapes that are not square.
// tests/golden/make_resample.py.
TEST(Resample, EqualsTheReferences) {
  std::ifstream in(UNSEEN_SOURCE_DIR "/tests/golden/image/resample.json");
  const nlohmann::json golden = nlohmann::json::parse(in, nullptr, false);
  ASSERT_TRUE(golden.is_object());
  const Image source = image_from(golden["source"]);
  ASSERT_GT(golden["cases"].size(), 20U);
  for (const auto& c : golden["cases"]) {
    const auto kernel = kernel_from(c["kernel"].get<std::string>());
    const auto how = fit_from(c["fit"].get<std::string>());
    ASSERT_TRUE(kernel && how);
    const Image expected = image_from(c["result"]);
    // Pillow and double tensors do not round coordinates to single precision.
    const double tolerance = c["by"] == "torch" || *kernel == Kernel::area ? 1e-6 : 1e-5;
    const Image result = fit(source, expected.width(), expected.height(), *how, *kernel);
    EXPECT_LE(farthest(result, expected), tolerance)
        << c["fit"] << " " << c["kernel"] << " " << c["result"]["width"] << "x" << c["result"]["height"]
        << " by " << c["by"];
  }
}

TEST(Resample, SameSizeIsUntouched) {
  const Image image = noise(37, 23, 1);
  for (const Kernel kernel : {Kernel::bilinear, Kernel::bilinear_antialias, Kernel::area})
    EXPECT_EQ(farthest(resize(image, 37, 23, kernel), image), 0) << id(kernel);
}

TEST(Resample, ConstantStaysConstant) {
  Image image(61, 17);
  for (float& v : image.values()) v = 0.3f;
  for (const Kernel kernel : {Kernel::bilinear, Kernel::bilinear_antialias, Kernel::area}) {
    for (const auto& [width, height] : {std::pair{7, 5}, {200, 100}, {1, 1}, {61, 1}}) {
      const Image result = resize(image, width, height, kernel);
      for (const float v : result.values()) ASSERT_NEAR(v, 0.3f, 1e-6f) << id(kernel);
    }
  }
}

TEST(Resample, AreaKeepsTheMean) {
  const Image image = noise(97, 53, 2);
  double before = 0;
  for (const float v : image.values()) before += static_cast<double>(v);
  const Image small = resize(image, 13, 9, Kernel::area);
  double after = 0;
  for (const float v : small.values()) after += static_cast<double>(v);
  EXPECT_NEAR(before / (97 * 53), after / (13 * 9), 1e-6);
}

// Area by its definition, pixel by pixel.
TEST(Resample, AreaEqualsItsDefinition) {
  const Image image = noise(19, 11, 3);
  for (const auto& [width, height] : {std::pair{7, 4}, {19, 3}, {40, 23}}) {
    Image expected(width, height);
    for (int y = 0; y < height; ++y) {
      for (int x = 0; x < width; ++x) {
        const double left = 19.0 * x / width, right = 19.0 * (x + 1) / width;
        const double top = 11.0 * y / height, bottom = 11.0 * (y + 1) / height;
        double sum = 0;
        for (int j = 0; j < 11; ++j) {
          for (int i = 0; i < 19; ++i) {
            const double across = std::max(0.0, std::min(right, i + 1.0) - std::max(left, 0.0 + i));
            const double down = std::max(0.0, std::min(bottom, j + 1.0) - std::max(top, 0.0 + j));
            sum += across * down * static_cast<double>(image.at(i, j));
          }
        }
        expected.at(x, y) = static_cast<float>(sum / ((right - left) * (bottom - top)));
      }
    }
    EXPECT_LE(farthest(resize(image, width, height, Kernel::area), expected), 1e-6);
  }
}

// Pain 46: three fits, three results; crop and pad equal doing it in two steps.
TEST(Fits, AreDistinctAndEqualTwoSteps) {
  for (const auto& [width, height] : {std::pair{50, 33}, {33, 50}, {7, 4}}) {
    const Image image = noise(width, height, 4);
    const int low = std::min(width, height);
    const int high = std::max(width, height);
    Image cropped(low, low);
    Image padded(high, high);
    for (int y = 0; y < low; ++y)
      for (int x = 0; x < low; ++x)
        cropped.at(x, y) = image.at(width / 2 - low / 2 + x, height / 2 - low / 2 + y);
    for (int y = 0; y < height; ++y)
      for (int x = 0; x < width; ++x)
        padded.at((high - width) / 2 + x, (high - height) / 2 + y) = image.at(x, y);
    for (const Kernel kernel : {Kernel::bilinear, Kernel::bilinear_antialias, Kernel::area}) {
      const Image crop = fit(image, 20, 20, Fit::centre_crop_square, kernel);
      const Image pad = fit(image, 20, 20, Fit::pad, kernel);
      const Image squash = fit(image, 20, 20, Fit::squash, kernel);
      EXPECT_EQ(farthest(crop, resize(cropped, 20, 20, kernel)), 0);
      EXPECT_LE(farthest(pad, resize(padded, 20, 20, kernel)), 1e-7);
      EXPECT_GT(farthest(crop, squash), 0.01);
      EXPECT_GT(farthest(pad, squash), 0.01);
    }
  }
}

TEST(Fits, ExtremeShapesTakeNoExtraMemory) {
  const Image line = noise(16384, 1, 5);
  for (const Fit how : {Fit::squash, Fit::centre_crop_square, Fit::pad}) {
    const Image result = fit(line, 128, 128, how, Kernel::bilinear_antialias);
    for (const float v : result.values()) ASSERT_TRUE(v >= 0 && v <= 1.00001f);
  }
}

TEST(Ids, GoBothWays) {
  for (const Kernel kernel : {Kernel::bilinear, Kernel::bilinear_antialias, Kernel::area})
    EXPECT_EQ(kernel_from(id(kernel)), kernel);
  for (const Fit how : {Fit::squash, Fit::centre_crop_square, Fit::pad}) EXPECT_EQ(fit_from(id(how)), how);
  EXPECT_EQ(id(Kernel::bilinear_antialias), "bilinear-antialias");
  EXPECT_EQ(id(Fit::centre_crop_square), "centre-crop-square");
  EXPECT_FALSE(kernel_from("bicubic"));
  EXPECT_FALSE(fit_from(""));
}

}  // namespace
}  // namespace unseen
