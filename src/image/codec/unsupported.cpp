#include "image/codec/unsupported.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <string>

namespace unseen::codec {
namespace {

using namespace std::string_view_literals;

bool is_gif(Bytes f) { return holds(f, 0, "GIF87a") || holds(f, 0, "GIF89a"); }
bool is_webp(Bytes f) { return holds(f, 0, "RIFF") && holds(f, 8, "WEBP"); }
bool is_tiff(Bytes f) {
  return holds(f, 0, "II*\0"sv) || holds(f, 0, "MM\0*"sv) || holds(f, 0, "II+\0"sv) || holds(f, 0, "MM\0+"sv);
}
bool is_jpeg_2000(Bytes f) { return holds(f, 0, "\0\0\0\x0cjP  "sv) || holds(f, 0, "\xff\x4f\xff\x51"sv); }
bool is_jpeg_xl(Bytes f) { return holds(f, 0, "\0\0\0\x0cJXL "sv) || holds(f, 0, "\xff\x0a"sv); }

// "BM" alone also starts English; the size of the second header tells.
bool is_bmp(Bytes f) {
  if (!holds(f, 0, "BM") || f.size() < 18) return false;
  const std::uint32_t size = le32(f, 14);
  return size == 12 || (size >= 16 && size <= 124);
}

// ISO media: a first box `ftyp` with a major brand and compatible ones.
bool has_brand(Bytes f, std::initializer_list<std::string_view> brands) {
  if (!holds(f, 4, "ftyp")) return false;
  const std::size_t end = std::min<std::size_t>({f.size(), be32(f, 0), 256});
  for (std::size_t at = 8; at + 4 <= end; at += 4) {
    for (const std::string_view brand : brands) {
      if (holds(f, at, brand)) return true;
    }
  }
  return false;
}
bool is_avif(Bytes f) { return has_brand(f, {"avif", "avis"}); }
bool is_heic(Bytes f) {
  return has_brand(f, {"heic", "heix", "heim", "heis", "hevc", "hevx", "mif1", "msf1"});
}

bool is_pdf(Bytes f) {
  const std::size_t end = std::min<std::size_t>(f.size(), 1024);
  for (std::size_t at = 0; at < end; ++at) {
    if (holds(f, at, "%PDF-")) return true;
  }
  return false;
}

// With its preamble, or without: then a data element of group 0002 or 0008 stands at the start, in either
// byte order, with an explicit type of two capitals or a short length.
bool is_dicom(Bytes f) {
  if (holds(f, 128, "DICM")) return true;
  if (f.size() < 8) return false;
  const bool little = u8(f, 1) == 0 && (u8(f, 0) == 2 || u8(f, 0) == 8) && u8(f, 3) == 0;
  const bool big = u8(f, 0) == 0 && (u8(f, 1) == 2 || u8(f, 1) == 8) && u8(f, 2) == 0;
  if (!little && !big) return false;
  const auto capital = [f](std::size_t at) { return u8(f, at) >= 'A' && u8(f, at) <= 'Z'; };
  const std::uint32_t length = little ? le32(f, 4) : be32(f, 4);
  return (capital(4) && capital(5)) || length <= 256;
}

bool is_archive(Bytes f) {
  return holds(f, 0, "PK\x03\x04"sv) || holds(f, 0, "PK\x05\x06"sv) || holds(f, 0, "\x1f\x8b"sv) ||
         holds(f, 0, "7z\xbc\xaf\x27\x1c"sv) || holds(f, 0, "Rar!\x1a\x07"sv) ||
         holds(f, 0,
               "\xfd"
               "7zXZ\0"sv);
}

std::string start_of_text(Bytes f) {
  std::string text;
  for (std::size_t at = holds(f, 0, "\xef\xbb\xbf") ? 3 : 0; at < f.size() && text.size() < 16; ++at) {
    const auto c = static_cast<char>(std::tolower(u8(f, at)));
    if (!text.empty() || std::isspace(static_cast<unsigned char>(c)) == 0) text += c;
  }
  return text;
}

bool is_html(Bytes f) {
  const std::string text = start_of_text(f);
  return text.starts_with("<!doctype html") || text.starts_with("<html") || text.starts_with("<head");
}

// No control characters but white space in the first 512 bytes; UTF-16 by its mark.
bool is_text(Bytes f) {
  if (holds(f, 0, "\xff\xfe") || holds(f, 0, "\xfe\xff")) return true;
  return std::all_of(f.begin(), f.begin() + static_cast<std::ptrdiff_t>(std::min<std::size_t>(f.size(), 512)),
                     [](std::byte b) {
                       const auto c = std::to_integer<unsigned>(b);
                       return (c >= 0x20 && c != 0x7f) || (c >= 0x09 && c <= 0x0d) || c == 0x1b;
                     });
}

struct Known {
  Code code;
  bool (*recognises)(Bytes);
};

// The one table; the first that fits wins: DICOM first, whose preamble may pose as a TIFF; text, the weakest
// sign, last.
constexpr std::array known{
    Known{Code::dicom_elsewhere, is_dicom},         Known{Code::gif_unsupported, is_gif},
    Known{Code::webp_unsupported, is_webp},       Known{Code::bmp_unsupported, is_bmp},
    Known{Code::tiff_unsupported, is_tiff},       Known{Code::avif_unsupported, is_avif},
    Known{Code::heic_unsupported, is_heic},       Known{Code::jpeg_2000_unsupported, is_jpeg_2000},
    Known{Code::jpeg_xl_unsupported, is_jpeg_xl}, Known{Code::pdf_unsupported, is_pdf},
    Known{Code::archive_unsupported, is_archive}, Known{Code::html_unsupported, is_html},
    Known{Code::text_unsupported, is_text},
};

}  // namespace

Code name_unsupported(Bytes file) {
  for (const Known& entry : known) {
    if (entry.recognises(file)) return entry.code;
  }
  return Code::unknown_format;
}

}  // namespace unseen::codec
