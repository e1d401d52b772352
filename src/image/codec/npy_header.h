#pragma once
// The header of a NumPy array file (NEP 1, format versions 1 to 3): what its numbers are and how they lie.

#include <cstddef>
#include <string>
#include <vector>

#include "contract/refusal.h"
#include "image/codec/bytes.h"

namespace unseen::codec {

struct NpyHeader {
  char kind = 'u';        ///< u: whole numbers from 0; i: whole ones; f: numbers with a fraction
  std::size_t bytes = 1;  ///< of a number: 1, 2, 4 or 8
  bool big = false;       ///< most significant byte first
  bool columns = false;   ///< Fortran's order: the first index runs fastest
  std::vector<std::size_t> shape;
  std::size_t data = 0;  ///< where the numbers begin
};

/// Refused: a header that makes no sense (`npy-header`), numbers of a kind that is not read (`npy-type`).
Result<NpyHeader> read_npy_header(Bytes file);

}  // namespace unseen::codec
