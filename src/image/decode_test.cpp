#include "image/decode.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <random>
#include <set>
#include <sstream>

#include <fmt/core.h>
#include <gtest/gtest.h>

#include "image/codec/checksum.h"

namespace unseen {
namespace {

namespace fs = std::filesystem;

using File = std::vector<std::byte>;

const fs::path corpus = fs::path(UNSEEN_SOURCE_DIR) / "tests/corpus";

File read(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  const std::string text{std::istreambuf_iterator<char>(in), {}};
  const auto bytes = std::as_bytes(std::span(text));
  return {bytes.begin(), bytes.end()};
}

std::vector<fs::path> files() {
  std::vector<fs::path> list;
  for (const auto& entry : fs::recursive_directory_iterator(corpus)) {
    const std::string extension = entry.path().extension().string();
    if (entry.is_regular_file() && entry.path().parent_path() != corpus && extension != ".pyc")
      list.push_back(entry.path());
  }
  std::sort(list.begin(), list.end());
  return list;
}

std::uint32_t sum_of(const Image& image) {
  File values;
  values.reserve(2 * image.size());
  for (const float v : image.values()) {
    const auto word = static_cast<unsigned>(v);
    values.push_back(static_cast<std::byte>(word & 255U));
    values.push_back(static_cast<std::byte>(word >> 8));
  }
  return codec::crc32(values);
}

// One line: what became of a file.
std::string outcome(const Result<Decoded>& decoded) {
  if (!decoded) return std::string(id(decoded.error().code));
  return fmt::format("ok {}x{} {} {:08x}", decoded->facts.width, decoded->facts.height, decoded->facts.bits,
                     sum_of(decoded->stored));
}

std::map<std::string, std::string> expected() {
  std::map<std::string, std::string> lines;
  std::ifstream in(corpus / "results.txt");
  for (std::string line; std::getline(in, line);) {
    const auto colon = line.find(": ");
    if (colon != std::string::npos) lines[line.substr(0, colon)] = line.substr(colon + 2);
  }
  return lines;
}

void expect_whole(const Refusal& refusal, const std::string& what) {
  EXPECT_NE(cause(refusal.code), Cause::internal) << what;
  EXPECT_NE(cause(refusal.code), Cause::misuse) << what;
  EXPECT_GT(message(refusal).size(), 40U) << what;
  EXPECT_EQ(message(refusal).find("{}"), std::string::npos) << what;
  EXPECT_EQ(message(refusal).find("()"), std::string::npos) << what << ": " << message(refusal);
}

// Pains 1, 4, 11, 13–16: every file of the corpus ends as results.txt says; lines that are missing print
// themselves.
TEST(Corpus, EndsAsListed) {
  const auto lines = expected();
  std::string missing;
  for (const fs::path& path : files()) {
    const std::string name = fs::relative(path, corpus).generic_string();
    const Result<Decoded> decoded = decode(read(path));
    const bool must_fail = path.filename().string().starts_with("x-");
    EXPECT_EQ(decoded.has_value(), !must_fail) << name << ": " << outcome(decoded);
    if (!decoded) expect_whole(decoded.error(), name);
    if (const auto line = lines.find(name); line == lines.end()) {
      missing += name + ": " + outcome(decoded) + "\n";
    } else {
      EXPECT_EQ(outcome(decoded), line->second) << name;
    }
  }
  EXPECT_TRUE(missing.empty()) << "add to tests/corpus/results.txt:\n" << missing;
}

TEST(Corpus, ListNamesNoFileThatIsGone) {
  for (const auto& [name, line] : expected()) EXPECT_TRUE(fs::exists(corpus / name)) << name;
}

// Pain 11: the same bytes give the same answer, down to the last pixel and note.
TEST(Corpus, TwiceTheSame) {
  for (const fs::path& path : files()) {
    const File file = read(path);
    const Result<Decoded> first = decode(file);
    const Result<Decoded> again = decode(file);
    ASSERT_EQ(outcome(first), outcome(again)) << path;
    if (!first) {
      EXPECT_EQ(first.error().detail, again.error().detail) << path;
    } else {
      EXPECT_EQ(first->facts.notes, again->facts.notes) << path;
    }
  }
}

TEST(Corpus, EveryRefusalOfAFileIsMet) {
  std::set<std::string> met;
  for (const auto& [name, line] : expected()) met.insert(line);
  for (const std::string code : {"png-header",          "png-truncated",        "png-checksum",
                                 "png-order",           "png-palette",          "png-damaged",
                                 "png-length",          "png-unknown-part",     "png-apple",
                                 "jpeg-truncated",      "jpeg-incomplete",      "jpeg-damaged",
                                 "jpeg-tables",         "jpeg-four-components", "jpeg-components",
                                 "jpeg-twelve-bit",     "jpeg-arithmetic",      "jpeg-lossless",
                                 "jpeg-hierarchical",   "jpeg-sampling",        "jpeg-height",
                                 "jpeg-scans",          "jpeg-ls-unsupported",  "gif-unsupported",
                                 "webp-unsupported",    "bmp-unsupported",      "tiff-unsupported",
                                 "heic-unsupported",    "avif-unsupported",     "jpeg-2000-unsupported",
                                 "jpeg-xl-unsupported", "pdf-unsupported",      "dicom-elsewhere",
                                 "archive-unsupported", "html-unsupported",     "text-unsupported",
                                 "npy-header",          "npy-type",             "npy-shape",
                                 "npy-truncated",       "npy-values",
                                 "unknown-format",      "empty-file",           "side-too-long",
                                 "too-many-pixels",     "too-many-bytes"}) {
    EXPECT_TRUE(met.contains(code)) << code << " has no file in tests/corpus";
  }
}

// Cut anywhere, a good file is refused, or is whole but for what follows its last pixel.
TEST(Damage, CutAtEverySixteenth) {
  for (const fs::path& path : files()) {
    const File file = read(path);
    const Result<Decoded> whole = decode(file);
    if (!whole || file.size() < 64) continue;
    for (std::size_t sixteenth = 1; sixteenth < 16; ++sixteenth) {
      const Result<Decoded> cut = decode(std::span(file).first(file.size() * sixteenth / 16));
      if (!cut) {
        expect_whole(cut.error(), path.string());
      } else {
        EXPECT_EQ(outcome(cut), outcome(whole)) << path << " cut at " << sixteenth << "/16";
      }
    }
  }
}

// Bits flipped: an image or a refusal, finite values inside the depth's range, the same twice.
TEST(Damage, FlippedBits) {
  std::mt19937 random(20261125);
  for (const fs::path& path : files()) {
    const File file = read(path);
    if (file.size() < 16 || file.size() > 8000) continue;
    for (int i = 0; i < 200; ++i) {
      File flipped = file;
      flipped[random() % file.size()] ^= static_cast<std::byte>(1U << random() % 8);
      const Result<Decoded> decoded = decode(flipped);
      if (!decoded) {
        expect_whole(decoded.error(), path.string());
        continue;
      }
      const double top = full_window(decoded->facts.bits).width - 1;
      EXPECT_GE(decoded->facts.minimum, 0) << path;
      EXPECT_LE(decoded->facts.maximum, top) << path;
      if (i % 20 == 0) {
        EXPECT_EQ(outcome(decoded), outcome(decode(flipped))) << path;
      }
    }
  }
}

// Pain 15: no flipped bit of a PNG goes unnoticed.
TEST(Damage, EveryFlippedBitOfAPngIsNoticed) {
  const File file = read(corpus / "png/grey-8-n.png");
  for (std::size_t at = 0; at < file.size(); ++at) {
    File flipped = file;
    flipped[at] ^= std::byte{0x10};
    EXPECT_FALSE(decode(flipped).has_value()) << "byte " << at;
  }
}

// Pain 9: limits come from the header, in order, and name size and limit.
TEST(Limits, EachHasItsCodeAndNumbers) {
  const auto refusal = [](const char* name, Limits limits = {}) {
    const Result<Decoded> decoded = decode(read(corpus / name), limits);
    return decoded ? "ok" : std::string(id(decoded.error().code)) + "|" + decoded.error().detail;
  };
  EXPECT_EQ(refusal("png/x-header-bomb-20000.png"), "side-too-long|20000 by 20000; at most 16384 a side");
  EXPECT_EQ(refusal("png/x-header-pixels.png"), "too-many-pixels|268.4 million; at most 64");
  EXPECT_EQ(refusal("png/x-header-bytes.png"), "too-many-bytes|488 MiB; at most 256");
  EXPECT_EQ(refusal("jpeg/x-side.jpg"), "side-too-long|16385 by 35; at most 16384 a side");
  EXPECT_EQ(refusal("png/rgb-16-n.png", {.pixels = std::int64_t{29} * 23 - 1}).substr(0, 15),
            "too-many-pixels");
  EXPECT_EQ(refusal("png/rgb-16-n.png", {.side = 28}).substr(0, 13), "side-too-long");
  EXPECT_EQ(refusal("png/rgb-16-n.png", {.pixels = std::int64_t{29} * 23, .side = 29, .bytes = 100'000}),
            "ok");
  EXPECT_EQ(refusal("png/rgb-16-n.png", {.bytes = 1000}).substr(0, 14), "file-too-large");
}

TEST(Limits, HeaderAloneIsReadWithoutPixels) {
  const Result<Header> header = describe_header(read(corpus / "png/rgb-alpha-16-i.png"));
  ASSERT_TRUE(header);
  EXPECT_EQ(header->width, 29);
  EXPECT_EQ(header->height, 23);
  EXPECT_EQ(header->channels, 4);
  EXPECT_EQ(header->bits, 16);
  EXPECT_FALSE(describe_header(read(corpus / "png/x-header-bomb-20000.png")));
}

bool noted(const Decoded& decoded, std::string_view words) {
  return std::any_of(decoded.facts.notes.begin(), decoded.facts.notes.end(),
                     [words](const std::string& note) { return note.find(words) != std::string::npos; });
}

Decoded good(const char* name) {
  Result<Decoded> decoded = decode(read(corpus / name));
  EXPECT_TRUE(decoded) << name;
  return decoded ? std::move(*decoded) : Decoded{};
}

// Pains 17, 19, 20: all eight, both byte orders, whatever stands before, in JPEG and PNG.
TEST(Orientation, AllEightInBothByteOrders) {
  const Decoded upright = good("jpeg/exif-1-ii.jpg");
  const int w = upright.facts.width;
  const int h = upright.facts.height;
  for (int orientation = 1; orientation <= 8; ++orientation) {
    for (const char* order : {"ii", "mm"}) {
      const Decoded turned = good(fmt::format("jpeg/exif-{}-{}.jpg", orientation, order).c_str());
      EXPECT_EQ(turned.facts.orientation, orientation);
      ASSERT_EQ(turned.facts.width, orientation < 5 ? w : h);
      ASSERT_EQ(turned.facts.height, orientation < 5 ? h : w);
      EXPECT_EQ(turned.facts.stored_width, w);
      for (int y = 0; y < turned.facts.height; ++y) {
        for (int x = 0; x < turned.facts.width; ++x) {
          // The EXIF table: which stored corner is the shown top left, and which side runs down.
          const bool swapped = orientation >= 5;
          int sx = swapped ? y : x;
          int sy = swapped ? x : y;
          if (orientation == 2 || orientation == 3 || orientation == 7 || orientation == 8) sx = w - 1 - sx;
          if (orientation == 3 || orientation == 4 || orientation == 6 || orientation == 7) sy = h - 1 - sy;
          ASSERT_EQ(turned.stored.at(x, y), upright.stored.at(sx, sy)) << orientation << " " << x << "," << y;
        }
      }
    }
  }
}

TEST(Orientation, FoundWhereverItStands) {
  for (const char* name : {"jpeg/exif-late.jpg", "jpeg/exif-byte.jpg", "jpeg/exif-long.jpg",
                           "png/exif-6-ii.png", "png/exif-6-mm.png"})
    EXPECT_EQ(good(name).facts.orientation, 6) << name;
  EXPECT_EQ(good("png/exif-after.png").facts.orientation, 3);
}

TEST(Orientation, MalformedExifNeverBlocks) {
  for (const char* name :
       {"jpeg/exif-broken-value-9.jpg", "jpeg/exif-broken-cut.jpg", "jpeg/exif-broken-empty.jpg",
        "jpeg/exif-broken-mark.jpg", "jpeg/exif-broken-offset.jpg", "png/exif-broken.png"}) {
    const Decoded decoded = good(name);
    EXPECT_EQ(decoded.facts.orientation, 1) << name;
    EXPECT_TRUE(noted(decoded, "EXIF block could not be read")) << name;
  }
}

// Pain 12: what stands after or between is passed over; the pixels are those of the clean file.
TEST(Tolerance, StrayBytesChangeNoPixel) {
  const std::uint32_t clean = sum_of(good("jpeg/exif-1-ii.jpg").stored);
  for (const char* name : {"jpeg/no-end.jpg", "jpeg/tail.jpg", "jpeg/restart-after.jpg",
                           "jpeg/stray-before-end.jpg", "jpeg/stray-between.jpg", "jpeg/fill-bytes.jpg"}) {
    EXPECT_EQ(sum_of(good(name).stored), clean) << name;
  }
  EXPECT_EQ(sum_of(good("jpeg/stray-before-restart.jpg").stored), sum_of(good("jpeg/restart.jpg").stored));
  EXPECT_TRUE(noted(good("jpeg/no-end.jpg"), "lacks its end mark"));
  EXPECT_TRUE(noted(good("jpeg/restart-after.jpg"), "bytes after the picture"));
  EXPECT_TRUE(noted(good("jpeg/tail.jpg"), "bytes after the picture"));
  EXPECT_TRUE(noted(good("png/tail.png"), "9 bytes after the end"));
  EXPECT_TRUE(noted(good("jpeg/progressive-coarse.jpg"), "left out the finest detail"));
}

TEST(Facts, SayWhatWasIgnored) {
  EXPECT_TRUE(noted(good("png/rgb-alpha-8-n.png"), "Transparency is ignored"));
  EXPECT_TRUE(noted(good("png/grey-trns.png"), "Transparency is ignored"));
  EXPECT_TRUE(noted(good("png/gamma.png"), "not applied"));
  EXPECT_TRUE(noted(good("jpeg/profile.jpg"), "not applied"));
  EXPECT_TRUE(noted(good("png/rgb-8-n.png"), "BT.601"));
  EXPECT_TRUE(noted(good("png/1x1.png"), "smaller than 32"));
  EXPECT_TRUE(noted(good("png/palette-beyond.png"), "2 pixels name a colour"));
  EXPECT_EQ(good("png/gamma.png").facts.photometric, "MONOCHROME2");
  EXPECT_EQ(good("png/palette-4-n.png").facts.photometric, "PALETTE COLOR");
  EXPECT_EQ(good("png/palette-4-n.png").facts.bits, 8);
  EXPECT_EQ(good("jpeg/colour-baseline-420.jpg").facts.photometric, "YBR_FULL");
  EXPECT_EQ(good("jpeg/rgb-adobe.jpg").facts.photometric, "RGB");
  EXPECT_EQ(good("jpeg/rgb-names.jpg").facts.photometric, "RGB");
  EXPECT_EQ(good("jpeg/odd-names.jpg").facts.photometric, "YBR_FULL");
  EXPECT_EQ(good("png/rgb-alpha-16-n.png").facts.channels, 4);
}

// Pain 41: 16 bits stay 16 bits, and a file that uses 12 of them gets the stated window, the full one beside
// it.
TEST(Facts, WindowOfATwelveBitFile) {
  const Facts twelve = good("png/twelve-of-sixteen.png").facts;
  EXPECT_EQ(twelve.window, (Window{2048, 4096}));
  ASSERT_EQ(twelve.windows.size(), 2U);
  EXPECT_EQ(twelve.windows[1], (Window{32768, 65536}));
  EXPECT_TRUE(noted(good("png/twelve-of-sixteen.png"), "uses only 12"));
  const Facts full = good("png/grey-16-n.png").facts;
  EXPECT_EQ(full.window, (Window{32768, 65536}));
  EXPECT_EQ(full.windows.size(), 1U);
}

// Pain 34: a constant image is a uniform picture of finite numbers.
TEST(Facts, ConstantImage) {
  for (const char* name : {"png/constant.png", "png/constant-16.png", "jpeg/constant.jpg", "png/1x1.png"}) {
    const Decoded decoded = good(name);
    EXPECT_EQ(decoded.facts.minimum, decoded.facts.maximum) << name;
    EXPECT_TRUE(noted(decoded, "same value")) << name;
    const Image shown = apply_window(decoded.stored, decoded.facts.window);
    for (const float v : shown.values()) ASSERT_EQ(v, shown.at(0, 0));
  }
}

// Pains 2, 3: nothing but the bytes decides; there is no name or type to give.
TEST(Facts, LowBitGreyKeepsItsValues) {
  for (const int bits : {1, 2, 4}) {
    const Decoded decoded = good(fmt::format("png/grey-{}-i.png", bits).c_str());
    EXPECT_EQ(decoded.facts.bits, bits);
    EXPECT_LE(decoded.facts.maximum, (1 << bits) - 1);
    EXPECT_EQ(sum_of(decoded.stored), sum_of(good(fmt::format("png/grey-{}-i.png", bits).c_str()).stored));
  }
}

}  // namespace
}  // namespace unseen
