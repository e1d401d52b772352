#include "npy.h"

#include <bit>

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
