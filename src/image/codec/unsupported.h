#pragma once
// Files that are known but not read, so that they are refused by name.

#include "contract/refusal.h"
#include "image/codec/bytes.h"

namespace unseen::codec {

/// The refusal for a file that no reader recognised: by name where its first bytes are known, else
/// unknown_format.
Code name_unsupported(Bytes file);

}  // namespace unseen::codec
