#pragma once
// The tables of a JPEG: DQT and DHT segments (ITU T.81 B.2.4).

#include "contract/refusal.h"
#include "image/codec/bytes.h"
#include "image/codec/jpeg_scan.h"

namespace unseen::codec {

/// The data of a DQT segment, which may hold several tables. Refuses with jpeg_damaged.
Result<void> read_quantisers(Bytes data, JpegTables& tables);

/// The data of a DHT segment, which may hold several tables. Refuses with jpeg_damaged.
Result<void> read_huffman(Bytes data, JpegTables& tables);

}  // namespace unseen::codec
