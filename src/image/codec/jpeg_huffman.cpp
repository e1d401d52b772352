#include "image/codec/jpeg_huffman.h"

#include <algorithm>

namespace unseen::codec {

void JpegBits::fill() {
  while (!ended_ && count_ <= 56) {
    if (at_ >= file_.size()) {
      ended_ = true;
      break;
    }
    const std::uint8_t byte = u8(file_, at_);
    std::size_t next = at_ + 1;
    if (byte == 0xff) {
      while (next < file_.size() && u8(file_, next) == 0xff) ++next;  // fill bytes
      if (next >= file_.size() || u8(file_, next) != 0) {
        ended_ = true;
        break;
      }
      ++next;
    }
    at_ = next;
    buffer_ |= static_cast<std::uint64_t>(byte) << (56 - count_);
    count_ += 8;
    ++loaded_;
  }
}

bool JpegHuffman::build(Bytes counts, Bytes values) {
  defined_ = false;
  fast_.fill({});
  symbols_.fill(0);
  std::transform(values.begin(), values.end(), symbols_.begin(),
                 [](std::byte b) { return std::to_integer<std::uint8_t>(b); });
  std::uint32_t code = 0;
  int symbol = 0;
  for (int length = 1; length <= 16; ++length) {
    const int count = u8(counts, static_cast<std::size_t>(length - 1));
    if (code + static_cast<std::uint32_t>(count) > 1U << length) return false;
    offset_[static_cast<std::size_t>(length)] = symbol - static_cast<int>(code);
    for (int i = 0; i < count; ++i, ++code, ++symbol) {
      if (length > fast_bits) continue;
      const std::uint32_t first = code << (fast_bits - length);
      const std::uint32_t past = (code + 1) << (fast_bits - length);
      for (std::uint32_t at = first; at < past; ++at)
        fast_[at] = {symbols_[static_cast<std::size_t>(symbol)], static_cast<std::uint8_t>(length)};
    }
    limit_[static_cast<std::size_t>(length)] = code << (16 - length);
    code <<= 1;
  }
  limit_[17] = 0xffffffffU;
  defined_ = true;
  return true;
}

int JpegHuffman::decode(JpegBits& bits) const {
  const std::uint32_t next = bits.peek16();
  if (const Fast fast = fast_[next >> (16 - fast_bits)]; fast.length != 0)
    return bits.skip(fast.length) ? fast.symbol : no_bits;
  std::size_t length = fast_bits + 1;
  while (next >= limit_[length]) ++length;
  if (length > 16) return bits.skip(16) ? no_code : no_bits;
  if (!bits.skip(static_cast<int>(length))) return no_bits;
  const int at = static_cast<int>(next >> (16 - length)) + offset_[length];
  return at < 0 || at > 255 ? no_code : symbols_[static_cast<std::size_t>(at)];
}

}  // namespace unseen::codec
