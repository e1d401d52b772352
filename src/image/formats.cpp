#include <vector>

#include "image/format/format.h"

namespace unseen::format {

std::span<const Format> formats() {
  static const std::vector<Format> list{
#define FORMAT(name) name,
#include "image/formats.def"
#undef FORMAT
  };
  return list;
}

const Format* recognise(Bytes file) {
  for (const Format& format : formats()) {
    if (format.recognises(file)) return &format;
  }
  return nullptr;
}

}  // namespace unseen::format
