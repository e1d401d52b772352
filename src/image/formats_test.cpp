#include <algorithm>
#include <filesystem>
#include <set>
#include <string>

#include <gtest/gtest.h>

#include "image/codec/checksum.h"
#include "image/format/format.h"

namespace unseen {
namespace {

// The list and the folder say the same: no format is forgotten, none is hidden.
TEST(Formats, ListEqualsFolder) {
  std::set<std::string> listed;
  std::set<std::string> found;
  for (const format::Format& format : format::formats()) listed.insert(std::string(format.id));
  for (const auto& entry : std::filesystem::directory_iterator(UNSEEN_SOURCE_DIR "/src/image/format")) {
    const std::string stem = entry.path().stem().string();
    if (entry.path().extension() == ".cpp" && !stem.ends_with("_test")) found.insert(stem);
  }
  EXPECT_EQ(listed, found);
}

TEST(Formats, EachHasWordsAndFunctions) {
  for (const format::Format& format : format::formats()) {
    EXPECT_FALSE(format.id.empty() || format.name.empty() || format.help.empty());
    EXPECT_TRUE(format.recognises != nullptr && format.header != nullptr && format.pixels != nullptr);
  }
}

TEST(Checksums, KnownValues) {
  const std::string digits = "123456789";
  EXPECT_EQ(codec::crc32(std::as_bytes(std::span(digits))), 0xcbf43926U);
  EXPECT_EQ(codec::adler32(std::as_bytes(std::span(digits))), 0x091e01deU);
  const std::string many(100'000, '\xff');
  EXPECT_EQ(codec::crc32(std::as_bytes(std::span(many))), 0x68c6cec4U);
  EXPECT_EQ(codec::adler32(std::as_bytes(std::span(many))), 0x149a302cU);
  EXPECT_EQ(codec::crc32({}), 0U);
  EXPECT_EQ(codec::adler32({}), 1U);
}

}  // namespace
}  // namespace unseen
