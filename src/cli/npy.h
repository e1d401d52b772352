#pragma once
// NumPy's .npy files, float32 in C order, written piece by piece so that many images need the memory of one.

#include <cstdint>
#include <cstdio>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace unseen {

/// Writes to `path` + ".part" and renames at the end, so that no half file is ever taken for a whole one.
class NpyWriter {
 public:
  /// `dims` of the whole array. Check ok() before writing.
  NpyWriter(std::string path, std::span<const std::int64_t> dims);
  ~NpyWriter();
  NpyWriter(const NpyWriter&) = delete;
  NpyWriter& operator=(const NpyWriter&) = delete;

  bool ok() const { return file_ != nullptr && good_; }
  void write(std::span<const float> values);
  /// Puts the file in its place; false when anything could not be written.
  bool finish();

 private:
  struct Close {
    void operator()(std::FILE* file) const { std::fclose(file); }
  };
  std::string path_;
  std::string part_;
  std::unique_ptr<std::FILE, Close> file_;
  bool good_ = true;
};

/// A float32 .npy of two dimensions in C order; nothing where the file is anything else.
struct Table {
  std::size_t rows = 0;
  std::size_t columns = 0;
  std::vector<float> values;
};
std::optional<Table> read_table(const std::string& path);

/// The header of version 1.0: magic, padded to a multiple of 64 bytes.
std::string npy_header(std::span<const std::int64_t> dims);

}  // namespace unseen
