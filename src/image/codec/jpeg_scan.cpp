#include "image/codec/jpeg_scan.h"

#include <algorithm>
#include <limits>
#include <numeric>

#include <fmt/core.h>

namespace unseen::codec {
namespace {

enum class Step { good, no_bits, damaged };

Step failure(int symbol) { return symbol == JpegHuffman::no_bits ? Step::no_bits : Step::damaged; }

// One restart interval of one scan.
struct Interval {
  JpegBits bits;
  std::array<int, 4> prediction{};  // by component
  int end_of_band = 0;              // blocks still to come that have nothing new
};

// The difference that follows a DC symbol (T.81 F.2.2.1, EXTEND).
Step dc_value(Interval& interval, const JpegHuffman& table, std::size_t component, int scale) {
  const int size = table.decode(interval.bits);
  if (size < 0) return failure(size);
  if (size > 15) return Step::damaged;
  int value = interval.bits.take(size);
  if (value < 0) return Step::no_bits;
  if (size > 0 && value < 1 << (size - 1)) value += 1 - (1 << size);
  int& prediction = interval.prediction[component];
  prediction += value;
  // Beyond 16 bits no decoder agrees with another.
  if (prediction > std::numeric_limits<std::int16_t>::max() ||
      prediction < std::numeric_limits<std::int16_t>::min())
    return Step::damaged;
  const int scaled = prediction * scale;
  return scaled <= std::numeric_limits<std::int16_t>::max() &&
                 scaled >= std::numeric_limits<std::int16_t>::min()
             ? Step::good
             : Step::damaged;
}

Step sequential_block(Interval& interval, const JpegHuffman& dc, const JpegHuffman& ac, std::size_t component,
                      int scale) {
  if (const Step step = dc_value(interval, dc, component, scale); step != Step::good) return step;
  for (int k = 1; k < 64;) {
    const int symbol = ac.decode(interval.bits);
    if (symbol < 0) return failure(symbol);
    const int size = symbol & 15;
    const int run = symbol >> 4;
    if (size == 0) {
      if (run != 15) break;
      k += 16;
      continue;
    }
    k += run;
    if (k > 63) return Step::damaged;
    if (!interval.bits.skip(size)) return Step::no_bits;
    ++k;
  }
  return Step::good;
}

// How many blocks, this one included, an end-of-band symbol speaks for.
int band_length(JpegBits& bits, int run) {
  const int more = bits.take(run);
  return more < 0 ? more : (1 << run) + more;
}

Step first_ac_block(Interval& interval, const JpegHuffman& ac, const JpegScan& scan, std::uint64_t& nonzero) {
  if (interval.end_of_band > 0) {
    --interval.end_of_band;
    return Step::good;
  }
  for (int k = scan.first; k <= scan.last;) {
    const int symbol = ac.decode(interval.bits);
    if (symbol < 0) return failure(symbol);
    const int size = symbol & 15;
    const int run = symbol >> 4;
    if (size == 0 && run < 15) {
      const int blocks = band_length(interval.bits, run);
      if (blocks < 0) return Step::no_bits;
      interval.end_of_band = blocks - 1;
      break;
    }
    if (size == 0) {
      k += 16;
      continue;
    }
    k += run;
    if (k > scan.last || size + scan.low > 15) return Step::damaged;
    if (!interval.bits.skip(size)) return Step::no_bits;
    nonzero |= std::uint64_t{1} << k;
    ++k;
  }
  return Step::good;
}

// Passes over coefficients from k: those that are not zero take a bit each; stops at the zero number `zeros`
// (from 0).
Step refine(Interval& interval, int& k, int last, int zeros, std::uint64_t nonzero) {
  for (; k <= last; ++k) {
    if ((nonzero >> k & 1U) != 0) {
      if (!interval.bits.skip(1)) return Step::no_bits;
    } else if (zeros-- == 0) {
      break;
    }
  }
  return Step::good;
}

Step refining_ac_block(Interval& interval, const JpegHuffman& ac, const JpegScan& scan,
                       std::uint64_t& nonzero) {
  int k = scan.first;
  while (interval.end_of_band == 0 && k <= scan.last) {
    const int symbol = ac.decode(interval.bits);
    if (symbol < 0) return failure(symbol);
    const int size = symbol & 15;
    const int run = symbol >> 4;
    if (size > 1) return Step::damaged;
    if (size == 0 && run < 15) {
      interval.end_of_band = band_length(interval.bits, run);
      if (interval.end_of_band < 0) return Step::no_bits;
      break;
    }
    if (size == 1 && !interval.bits.skip(1)) return Step::no_bits;
    if (const Step step = refine(interval, k, scan.last, run, nonzero); step != Step::good) return step;
    if (k <= scan.last) {
      if (size == 1) nonzero |= std::uint64_t{1} << k;
      ++k;
    }
  }
  if (interval.end_of_band > 0) {
    --interval.end_of_band;
    return refine(interval, k, scan.last, 64, nonzero);
  }
  return Step::good;
}

// Walks the units of a scan in order, restart interval by restart interval.
class Walk {
 public:
  Walk(Bytes file, std::size_t at, const JpegScan& scan, const JpegTables& tables, JpegFrame& frame,
       std::vector<std::uint8_t>& clean)
      : file_(file), at_(at), scan_(scan), tables_(tables), frame_(frame), clean_(clean) {}

  Result<std::size_t> run() {
    const JpegComponent& only = frame_.components[scan_.parts.front().component];
    const bool alone = scan_.parts.size() == 1;
    const int across = alone ? only.blocks_across : frame_.units_across;
    const int down = alone ? only.blocks_down : frame_.units_down;
    Interval interval{JpegBits(file_, at_)};
    int left = scan_.restart_interval;
    for (int y = 0; y < down; ++y) {
      for (int x = 0; x < across; ++x) {
        if (scan_.restart_interval > 0 && left == 0) {
          if (const Result<void> restarted = restart(interval); !restarted)
            return tl::unexpected(restarted.error());
          left = scan_.restart_interval;
        }
        if (const Step step = alone ? single(interval, x, y) : unit(interval); step != Step::good)
          return refused(step);
        --left;
      }
    }
    copy(interval.bits.used());
    return at_;
  }

 private:
  Step block(Interval& interval, const JpegScan::Part& part, std::uint64_t* nonzero) {
    JpegComponent& component = frame_.components[part.component];
    const auto quantiser = static_cast<std::size_t>(component.quantiser);
    if (!frame_.progressive)
      return sequential_block(interval, tables_.dc[part.dc], tables_.ac[part.ac], part.component,
                              tables_.quantiser_dc[quantiser]);
    if (scan_.first == 0) {
      if (scan_.high == 0) return dc_value(interval, tables_.dc[part.dc], part.component, 1 << scan_.low);
      return interval.bits.skip(1) ? Step::good : Step::no_bits;
    }
    const JpegHuffman& ac = tables_.ac[part.ac];
    return scan_.high == 0 ? first_ac_block(interval, ac, scan_, *nonzero)
                           : refining_ac_block(interval, ac, scan_, *nonzero);
  }

  Step single(Interval& interval, int x, int y) {
    JpegComponent& component = frame_.components[scan_.parts.front().component];
    std::uint64_t* nonzero = nullptr;
    if (!component.nonzero.empty()) {
      nonzero =
          &component.nonzero[static_cast<std::size_t>(y) * static_cast<std::size_t>(component.blocks_across) +
                             static_cast<std::size_t>(x)];
    }
    return block(interval, scan_.parts.front(), nonzero);
  }

  Step unit(Interval& interval) {
    for (const JpegScan::Part& part : scan_.parts) {
      const JpegComponent& component = frame_.components[part.component];
      for (int i = 0; i < component.across * component.down; ++i) {
        if (const Step step = block(interval, part, nullptr); step != Step::good) return step;
      }
    }
    return Step::good;
  }

  // Copies so many bytes of data, stuffing them afresh, and moves on behind them.
  void copy(std::size_t bytes) {
    for (std::size_t i = 0; i < bytes; ++i) {
      const std::uint8_t byte = u8(file_, at_++);
      clean_.push_back(byte);
      if (byte != 0xff) continue;
      while (u8(file_, at_) == 0xff) ++at_;
      ++at_;
      clean_.push_back(0);
    }
  }

  // Finds the marker that must stand between two intervals; stray bytes before it are dropped.
  Result<void> restart(Interval& interval) {
    copy(interval.bits.used());
    while (at_ + 1 < file_.size() &&
           (u8(file_, at_) != 0xff || u8(file_, at_ + 1) == 0 || u8(file_, at_ + 1) == 0xff))
      ++at_;
    if (at_ + 1 >= file_.size()) return refuse(Code::jpeg_truncated);
    const int expected = 0xd0 + restarts_ % 8;
    if (u8(file_, at_ + 1) != expected) return refuse(Code::jpeg_damaged, "a restart marker is missing");
    clean_.push_back(0xff);
    clean_.push_back(static_cast<std::uint8_t>(expected));
    ++restarts_;
    at_ += 2;
    interval = Interval{JpegBits(file_, at_)};
    return {};
  }

  tl::unexpected<Refusal> refused(Step step) const {
    if (step == Step::damaged) return refuse(Code::jpeg_damaged, "its compressed pixels");
    // Bits ran out: at a marker, or at the end of the file?
    for (std::size_t at = at_; at + 1 < file_.size(); ++at) {
      if (u8(file_, at) == 0xff && u8(file_, at + 1) != 0 && u8(file_, at + 1) != 0xff)
        return refuse(Code::jpeg_incomplete, "its compressed pixels stop early");
    }
    return refuse(Code::jpeg_truncated);
  }

  Bytes file_;
  std::size_t at_;
  const JpegScan& scan_;
  const JpegTables& tables_;
  JpegFrame& frame_;
  std::vector<std::uint8_t>& clean_;
  int restarts_ = 0;
};

Result<void> check_tables(const JpegScan& scan, const JpegTables& tables, const JpegFrame& frame) {
  for (const JpegScan::Part& part : scan.parts) {
    const bool needs_dc = scan.first == 0 && scan.high == 0;
    const bool needs_ac = frame.progressive ? scan.first > 0 : true;
    if ((needs_dc && !tables.dc[part.dc].defined()) || (needs_ac && !tables.ac[part.ac].defined()))
      return refuse(Code::jpeg_tables, "a Huffman table");
    const auto quantiser = static_cast<std::size_t>(frame.components[part.component].quantiser);
    if (tables.quantiser_dc[quantiser] == 0) return refuse(Code::jpeg_tables, "a quantisation table");
  }
  return {};
}

// What a scan sends must follow on what was sent before (T.81 G.1.1.1).
Result<void> check_progress(const JpegScan& scan, JpegFrame& frame) {
  for (const JpegScan::Part& part : scan.parts) {
    JpegComponent& component = frame.components[part.component];
    if (!frame.progressive) {
      if (component.scanned) return refuse(Code::jpeg_damaged, "a colour component comes twice");
      component.scanned = true;
      continue;
    }
    if (scan.first > 0 && component.lowest_bit[0] < 0)
      return refuse(Code::jpeg_damaged, "detail comes before its base");
    for (int k = scan.first; k <= scan.last; ++k) {
      int& lowest = component.lowest_bit[static_cast<std::size_t>(k)];
      const bool follows = scan.high == 0 ? lowest < 0 : lowest == scan.high && scan.low == scan.high - 1;
      if (!follows) return refuse(Code::jpeg_damaged, "its passes do not follow on one another");
      lowest = scan.low;
    }
    if (scan.first > 0 && component.nonzero.empty())
      component.nonzero.resize(static_cast<std::size_t>(component.blocks_across) *
                               static_cast<std::size_t>(component.blocks_down));
  }
  return {};
}

}  // namespace

Result<std::size_t> walk_scan(Bytes file, std::size_t at, const JpegScan& scan, const JpegTables& tables,
                              JpegFrame& frame, std::vector<std::uint8_t>& clean) {
  if (const Result<void> ready = check_tables(scan, tables, frame); !ready)
    return tl::unexpected(ready.error());
  if (const Result<void> follows = check_progress(scan, frame); !follows)
    return tl::unexpected(follows.error());
  return Walk(file, at, scan, tables, frame, clean).run();
}

}  // namespace unseen::codec
