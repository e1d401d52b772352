#include "png_writer.h"

#include <algorithm>
#include <csetjmp>
#include <cstdint>
#include <cstdio>
#include <filesystem>
#include <memory>
#include <vector>

#include <png.h>

namespace unseen {
namespace {

/// libpng leaves by longjmp when it fails: nothing in here has a destructor.
bool encode(std::FILE* file, png_bytepp rows, png_uint_32 width, png_uint_32 height) {
  png_structp png = png_create_write_struct(PNG_LIBPNG_VER_STRING, nullptr, nullptr, nullptr);
  if (png == nullptr) return false;
  png_infop info = png_create_info_struct(png);
  if (info == nullptr || setjmp(png_jmpbuf(png)) != 0) {
    png_destroy_write_struct(&png, &info);
    return false;
  }
  png_init_io(png, file);
  png_set_compression_level(png, 1);
  png_set_filter(png, 0, PNG_FILTER_PAETH);
  png_set_IHDR(png, info, width, height, 16, PNG_COLOR_TYPE_GRAY, PNG_INTERLACE_NONE,
               PNG_COMPRESSION_TYPE_DEFAULT, PNG_FILTER_TYPE_DEFAULT);
  png_write_info(png, info);
  png_write_image(png, rows);
  png_write_end(png, nullptr);
  png_destroy_write_struct(&png, &info);
  return true;
}

}  // namespace

bool write_png16(const std::string& path, const Image& image) {
  const auto width = static_cast<std::size_t>(image.width());
  std::vector<png_byte> bytes;  // high byte first
  bytes.reserve(image.size() * 2);
  for (const float value : image.values()) {
    const auto stored = static_cast<std::uint32_t>(std::clamp(value, 0.0F, 1.0F) * 65535 + 0.5F);
    bytes.push_back(static_cast<png_byte>(stored >> 8U));
    bytes.push_back(static_cast<png_byte>(stored & 0xFFU));
  }
  std::vector<png_bytep> rows;
  for (std::size_t y = 0; y < static_cast<std::size_t>(image.height()); ++y)
    rows.push_back(bytes.data() + y * width * 2);

  const auto part = path + ".part";
  std::FILE* file = std::fopen(part.c_str(), "wb");
  if (file == nullptr) return false;
  const bool encoded =
      encode(file, rows.data(), static_cast<png_uint_32>(width), static_cast<png_uint_32>(rows.size()));
  const bool closed = std::fclose(file) == 0;
  std::error_code failed;
  if (encoded && closed) std::filesystem::rename(part, path, failed);
  return encoded && closed && !failed;
}

}  // namespace unseen
