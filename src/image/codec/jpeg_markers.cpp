#include "image/codec/jpeg_markers.h"

#include <algorithm>
#include <optional>
#include <string_view>
#include <utility>

#include <fmt/core.h>

#include "image/codec/exif.h"
#include "image/codec/jpeg_scan.h"
#include "image/codec/jpeg_tables.h"
#include "image/codec/jpeg_writer.h"

namespace unseen::codec {
namespace {

using namespace std::string_view_literals;

constexpr int most_scans = 100;  // libjpeg's own progressive script has ten

constexpr int dht = 0xc4, rst0 = 0xd0, soi = 0xd8, eoi = 0xd9, sos = 0xda, dqt = 0xdb, dnl = 0xdc, dri = 0xdd;
constexpr int dhp = 0xde, exp = 0xdf, app0 = 0xe0, app1 = 0xe1, app2 = 0xe2, app14 = 0xee, jpeg_ls = 0xf7;

bool is_frame(int marker) {
  return marker >= 0xc0 && marker <= 0xcf && marker != dht && marker != 0xc8 && marker != 0xcc;
}
bool has_no_length(int marker) { return (marker >= rst0 && marker <= soi) || marker == 0x01; }

// A frame of a kind that is not read, by name.
std::optional<Refusal> unread_frame(int marker, int bits) {
  if (marker == 0xc9 || marker == 0xca || marker == 0xcb || marker >= 0xcd)
    return Refusal{Code::jpeg_arithmetic};
  if (marker == 0xc3) return Refusal{Code::jpeg_lossless};
  if (marker >= 0xc5 && marker <= 0xc7) return Refusal{Code::jpeg_hierarchical};
  if (bits != 8) return Refusal{Code::jpeg_twelve_bit, std::to_string(bits)};
  return std::nullopt;
}

class Reader {
 public:
  Reader(Bytes file, JpegDepth depth) : file_(file), depth_(depth) {}

  Result<JpegParts> read() {
    at_ = 2;
    if (!holds(file_, 0, "\xff\xd8"sv)) return refuse(Code::jpeg_damaged, "its first bytes");
    while (!done_) {
      const Result<int> marker = next_marker();
      if (!marker) return tl::unexpected(marker.error());
      if (*marker == eoi) {
        if (const Result<void> ended = end(); !ended) return tl::unexpected(ended.error());
        break;
      }
      if (has_no_length(*marker)) continue;
      if (const Result<void> taken = segment(*marker); !taken) return tl::unexpected(taken.error());
    }
    finish();
    return std::move(parts_);
  }

 private:
  // The next marker; bytes that belong to nothing are skipped.
  Result<int> next_marker() {
    const std::size_t from = at_;
    while (at_ < file_.size() && u8(file_, at_) != 0xff) ++at_;
    while (at_ < file_.size() && u8(file_, at_) == 0xff) ++at_;
    if (at_ >= file_.size()) return refuse(Code::jpeg_truncated);
    if (u8(file_, from) != 0xff) stray_ = true;
    const int marker = u8(file_, at_++);
    if (marker == 0) return next_marker_after_zero();
    return marker;
  }
  // A stuffed zero outside a scan is a stray byte like another.
  Result<int> next_marker_after_zero() {
    stray_ = true;
    while (at_ + 1 < file_.size()) {
      if (u8(file_, at_) == 0xff && u8(file_, at_ + 1) != 0 && u8(file_, at_ + 1) != 0xff) {
        at_ += 2;
        return u8(file_, at_ - 1);
      }
      ++at_;
    }
    return refuse(Code::jpeg_truncated);
  }

  Result<void> segment(int marker) {
    if (file_.size() - at_ < 2) return refuse(Code::jpeg_truncated);
    const std::size_t length = be16(file_, at_);
    if (length < 2) return refuse(Code::jpeg_damaged, "a part has an impossible length");
    if (file_.size() - at_ < length) return refuse(Code::jpeg_truncated);
    const Bytes data = file_.subspan(at_ + 2, length - 2);
    at_ += length;
    if (is_frame(marker)) return frame(marker, data);
    switch (marker) {
      case dqt:
        writer_.segment(dqt, data);
        return read_quantisers(data, tables_);
      case dht:
        writer_.segment(dht, data);
        return read_huffman(data, tables_);
      case dri:
        if (data.size() != 2) return refuse(Code::jpeg_damaged, "its restart interval");
        restart_interval_ = be16(data, 0);
        return {};
      case sos:
        return scan(data);
      case dnl:
        if (data.size() == 2 && be16(data, 0) == frame_.height) return {};
        return refuse(Code::jpeg_height);
      case dhp:
      case exp:
        return refuse(Code::jpeg_hierarchical);
      case jpeg_ls:
        return refuse(Code::jpeg_ls_unsupported);
      default:
        application(marker, data);
        return {};
    }
  }

  void application(int marker, Bytes data) {
    if (marker == app0 && holds(data, 0, "JFIF\0"sv)) jfif_ = true;
    if (marker == app14 && holds(data, 0, "Adobe"sv) && data.size() >= 12) adobe_transform_ = u8(data, 11);
    if (marker == app1 && holds(data, 0, "Exif\0"sv) && !exif_seen_ && data.size() >= 6) {
      exif_seen_ = true;
      const Exif exif = read_exif(data.subspan(6));
      parts_.orientation = exif.orientation.value_or(1);
      if (exif.malformed) parts_.notes.emplace_back("The EXIF block could not be read and is ignored.");
    }
    if (marker == app2 && holds(data, 0, "ICC_PROFILE\0"sv) && !profile_seen_) {
      profile_seen_ = true;
      parts_.notes.emplace_back(
          "The file's colour profile is not applied: stored values are kept as written.");
    }
  }

  Result<void> frame(int marker, Bytes data) {
    if (frame_.width != 0) return refuse(Code::jpeg_damaged, "two frames");
    if (data.size() < 6) return refuse(Code::jpeg_damaged, "its frame header");
    if (std::optional<Refusal> unread = unread_frame(marker, u8(data, 0))) return tl::unexpected(*unread);
    const std::size_t components = u8(data, 5);
    if (data.size() != 6 + 3 * components) return refuse(Code::jpeg_damaged, "its frame header");
    if (components == 4) return refuse(Code::jpeg_four_components);
    if (components != 1 && components != 3) return refuse(Code::jpeg_components, std::to_string(components));
    if (be16(data, 1) == 0) return refuse(Code::jpeg_height);
    if (be16(data, 3) == 0) return refuse(Code::jpeg_damaged, "a width of nothing");
    frame_.progressive = marker == 0xc2;
    frame_.height = parts_.height = be16(data, 1);
    frame_.width = parts_.width = be16(data, 3);
    parts_.components = static_cast<int>(components);
    for (std::size_t i = 0; i < components; ++i) {
      if (const Result<void> taken = component(data.subspan(6 + 3 * i, 3)); !taken) return taken;
    }
    if (depth_ == JpegDepth::header) {
      done_ = true;
      return {};
    }
    return lay_out(marker, data);
  }

  Result<void> component(Bytes data) {
    JpegComponent component;
    component.id = u8(data, 0);
    component.across = u8(data, 1) >> 4;
    component.down = u8(data, 1) & 15;
    component.quantiser = u8(data, 2);
    component.lowest_bit.fill(-1);
    const auto in_range = [](int factor) { return factor >= 1 && factor <= 4; };
    if (!in_range(component.across) || !in_range(component.down) || component.quantiser > 3)
      return refuse(Code::jpeg_damaged, "its frame header");
    for (const JpegComponent& other : frame_.components) {
      if (other.id == component.id) return refuse(Code::jpeg_damaged, "its frame header");
    }
    frame_.across = std::max(frame_.across, component.across);
    frame_.down = std::max(frame_.down, component.down);
    frame_.components.push_back(std::move(component));
    return {};
  }

  // Sizes in blocks, and the frame header written afresh with components numbered 1, 2, 3.
  Result<void> lay_out(int marker, Bytes data) {
    const auto divided = [](int value, int by) { return (value + by - 1) / by; };
    frame_.units_across = divided(frame_.width, 8 * frame_.across);
    frame_.units_down = divided(frame_.height, 8 * frame_.down);
    std::vector<std::byte> written(data.begin(), data.end());
    for (std::size_t i = 0; i < frame_.components.size(); ++i) {
      JpegComponent& component = frame_.components[i];
      if (frame_.across % component.across != 0 || frame_.down % component.down != 0)
        return refuse(Code::jpeg_sampling);
      component.blocks_across = divided(divided(frame_.width * component.across, frame_.across), 8);
      component.blocks_down = divided(divided(frame_.height * component.down, frame_.down), 8);
      written[6 + 3 * i] = static_cast<std::byte>(i + 1);
    }
    writer_.segment(marker, written);
    return {};
  }

  Result<JpegScan> scan_header(Bytes data) {
    const Refusal broken{Code::jpeg_damaged, "a scan's header"};
    if (frame_.width == 0) return refuse(Code::jpeg_damaged, "pixels come before their size");
    const std::size_t count = data.empty() ? 0 : u8(data, 0);
    if (count < 1 || count > frame_.components.size() || data.size() != 4 + 2 * count)
      return tl::unexpected(broken);
    JpegScan scan;
    scan.restart_interval = restart_interval_;
    for (std::size_t i = 0; i < count; ++i) {
      const std::size_t numbers = u8(data, 2 + 2 * i);
      JpegScan::Part part{frame_.components.size(), numbers >> 4, numbers & 15U};
      for (std::size_t c = 0; c < frame_.components.size(); ++c) {
        if (frame_.components[c].id == u8(data, 1 + 2 * i)) part.component = c;
      }
      const bool twice = std::any_of(scan.parts.begin(), scan.parts.end(), [&part](const JpegScan::Part& p) {
        return p.component == part.component;
      });
      if (part.component == frame_.components.size() || twice || part.dc > 3 || part.ac > 3)
        return tl::unexpected(broken);
      scan.parts.push_back(part);
    }
    if (!frame_.progressive) return scan;
    scan.first = u8(data, 1 + 2 * count);
    scan.last = u8(data, 2 + 2 * count);
    scan.high = u8(data, 3 + 2 * count) >> 4;
    scan.low = u8(data, 3 + 2 * count) & 15;
    const bool legal =
        scan.first == 0 ? scan.last == 0 : scan.last >= scan.first && scan.last < 64 && count == 1;
    if (!legal || scan.high > 13 || scan.low > 13) return tl::unexpected(broken);
    return scan;
  }

  Result<void> scan(Bytes data) {
    const Result<JpegScan> scan = scan_header(data);
    if (!scan) return tl::unexpected(scan.error());
    if (++scans_ > most_scans) return refuse(Code::jpeg_scans, fmt::format("more than {}", most_scans));
    writer_.scan(*scan);
    const Result<std::size_t> past = walk_scan(file_, at_, *scan, tables_, frame_, writer_.bytes());
    if (!past) return tl::unexpected(past.error());
    at_ = *past;
    done_ = complete();
    return {};
  }

  // Whether every coefficient of every component has been sent to its last bit.
  bool complete() const {
    return std::all_of(frame_.components.begin(), frame_.components.end(), [this](const JpegComponent& c) {
      if (!frame_.progressive) return c.scanned;
      return std::all_of(c.lowest_bit.begin(), c.lowest_bit.end(), [](int bit) { return bit == 0; });
    });
  }

  // EOI before all was sent: a progressive picture may leave detail out, but not its base.
  Result<void> end() {
    if (frame_.width == 0 || scans_ == 0) return refuse(Code::jpeg_incomplete, "there are no pixels");
    for (const JpegComponent& component : frame_.components) {
      if (frame_.progressive ? component.lowest_bit[0] < 0 : !component.scanned)
        return refuse(Code::jpeg_incomplete, "a colour component is missing");
    }
    parts_.notes.emplace_back("The file's encoder left out the finest detail; what it holds is shown.");
    ended_ = true;
    return {};
  }

  void finish() {
    if (depth_ == JpegDepth::header) return;
    if (!ended_) note_rest();
    if (stray_) parts_.notes.emplace_back("Stray bytes between the parts of the file are ignored.");
    parts_.rgb = is_rgb();
    parts_.clean = writer_.finished(parts_.rgb);
  }

  // After the last needed bit there should be EOI and nothing else. Cameras and scanners leave restart
  // markers and more there.
  void note_rest() {
    std::size_t end = at_;
    while (end + 1 < file_.size() && !(u8(file_, end) == 0xff && u8(file_, end + 1) == eoi)) ++end;
    if (end + 1 >= file_.size()) {
      parts_.notes.emplace_back("The file lacks its end mark, but every pixel is there.");
      end = at_;
    } else {
      end += 2;
    }
    const std::size_t extra = file_.size() - at_ - (end > at_ ? 2 : 0);
    if (extra > 0) parts_.notes.push_back(fmt::format("{} bytes after the picture are ignored.", extra));
  }

  // libjpeg's rule: JFIF means YCbCr, Adobe's mark says, and else component names 'R', 'G', 'B' do.
  bool is_rgb() const {
    if (frame_.components.size() != 3 || jfif_) return false;
    if (adobe_transform_) return *adobe_transform_ == 0;
    return frame_.components[0].id == 'R' && frame_.components[1].id == 'G' && frame_.components[2].id == 'B';
  }

  Bytes file_;
  JpegDepth depth_;
  std::size_t at_ = 0;
  JpegParts parts_;
  JpegFrame frame_;
  JpegTables tables_;
  JpegWriter writer_;
  int restart_interval_ = 0;
  int scans_ = 0;
  bool jfif_ = false;
  std::optional<int> adobe_transform_;
  bool exif_seen_ = false;
  bool profile_seen_ = false;
  bool stray_ = false;
  bool done_ = false;
  bool ended_ = false;
};

}  // namespace

Result<JpegParts> read_jpeg_parts(Bytes file, JpegDepth depth) { return Reader(file, depth).read(); }

}  // namespace unseen::codec
