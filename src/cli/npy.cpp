#include "npy.h"

#include <bit>
#include <charconv>
#include <cstring>
#include <string_view>

#include "files.h"

namespace unseen {

static_assert(std::endian::native == std::endian::little, "'<f4' is written as it lies in memory");

std::string npy_header(std::span<const std::int64_t> dims) {
  std::string shape;
  for (const auto dim : dims) shape += std::to_string(dim) + ", ";
  if (dims.size() > 1) shape.resize(shape.size() - 2);
  std::string text = "{'descr': '<f4', 'fortran_order': False, 'shape': (" + shape + "), }";
  constexpr std::size_t prefix = 10;
  while ((prefix + text.size() + 1) % 64 != 0) text += ' ';
  text += '\n';
  std::string header("\x93NUMPY\x01\x00", 8);
  header += static_cast<char>(text.size() & 0xff);
  header += static_cast<char>(text.size() >> 8);
  return header + text;
}

std::optional<Table> read_table(const std::string& path) {
  const auto bytes = read_file(path);
  constexpr std::size_t prefix = 10;
  if (!bytes || bytes->size() < prefix) return std::nullopt;
  const std::string_view text(reinterpret_cast<const char*>(bytes->data()), bytes->size());
  const auto length = static_cast<std::size_t>(std::to_integer<unsigned>((*bytes)[8]) |
                                               std::to_integer<unsigned>((*bytes)[9]) << 8U);
  const auto header = text.substr(prefix, length);
  const auto shape = header.find("'shape': (");
  if (!text.starts_with("\x93NUMPY\x01") || header.find("'<f4'") == header.npos ||
      header.find("'fortran_order': False") == header.npos || shape == header.npos)
    return std::nullopt;
  Table table;
  const char* at = header.data() + shape + std::strlen("'shape': (");
  const char* end = header.data() + header.size();
  const auto rows = std::from_chars(at, end, table.rows);
  if (rows.ec != std::errc{} || end - rows.ptr < 2) return std::nullopt;
  const auto columns = std::from_chars(rows.ptr + 2, end, table.columns);
  if (columns.ec != std::errc{} || columns.ptr == end || *columns.ptr != ')') return std::nullopt;
  const auto body = text.substr(std::min(prefix + length, text.size()));
  if (table.columns == 0 || body.size() / sizeof(float) / table.columns != table.rows) return std::nullopt;
  table.values.resize(table.rows * table.columns);
  if (body.size() != table.values.size() * sizeof(float)) return std::nullopt;
  std::memcpy(table.values.data(), body.data(), body.size());
  return table;
}

NpyWriter::NpyWriter(std::string path, std::span<const std::int64_t> dims)
    : path_(std::move(path)), part_(path_ + ".part"), file_(std::fopen(part_.c_str(), "wb")) {
  const auto header = npy_header(dims);
  if (file_) good_ = std::fwrite(header.data(), 1, header.size(), file_.get()) == header.size();
}

NpyWriter::~NpyWriter() {
  if (!file_) return;
  file_.reset();
  std::remove(part_.c_str());
}

void NpyWriter::write(std::span<const float> values) {
  if (ok()) good_ = std::fwrite(values.data(), sizeof(float), values.size(), file_.get()) == values.size();
}

bool NpyWriter::finish() {
  if (!ok()) return false;
  const bool closed = std::fclose(file_.release()) == 0;
  if (closed && std::rename(part_.c_str(), path_.c_str()) == 0) return true;
  std::remove(part_.c_str());
  return false;
}

}  // namespace unseen
