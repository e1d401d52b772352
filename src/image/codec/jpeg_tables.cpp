#include "image/codec/jpeg_tables.h"

namespace unseen::codec {

Result<void> read_quantisers(Bytes data, JpegTables& tables) {
  while (!data.empty()) {
    const std::size_t table = u8(data, 0) & 15U;
    const int wide = u8(data, 0) >> 4;
    const std::size_t size = wide == 0 ? 65 : 129;
    if (wide > 1 || table > 3 || data.size() < size)
      return refuse(Code::jpeg_damaged, "a quantisation table");
    tables.quantiser_dc[table] = wide == 0 ? u8(data, 1) : be16(data, 1);
    data = data.subspan(size);
  }
  return {};
}

Result<void> read_huffman(Bytes data, JpegTables& tables) {
  const Refusal broken{Code::jpeg_damaged, "a Huffman table"};
  while (!data.empty()) {
    if (data.size() < 17) return tl::unexpected(broken);
    const std::size_t table = u8(data, 0) & 15U;
    const int kind = u8(data, 0) >> 4;
    std::size_t symbols = 0;
    for (std::size_t i = 1; i <= 16; ++i) symbols += u8(data, i);
    if (kind > 1 || table > 3 || symbols > 256 || data.size() - 17 < symbols) return tl::unexpected(broken);
    JpegHuffman& target = kind == 0 ? tables.dc[table] : tables.ac[table];
    if (!target.build(data.subspan(1, 16), data.subspan(17, symbols))) return tl::unexpected(broken);
    data = data.subspan(17 + symbols);
  }
  return {};
}

}  // namespace unseen::codec
