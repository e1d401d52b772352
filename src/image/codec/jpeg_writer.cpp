#include "image/codec/jpeg_writer.h"

#include <algorithm>
#include <array>
#include <iterator>

namespace unseen::codec {
namespace {

constexpr int sos = 0xda;
constexpr int dri = 0xdd;

std::byte byte(std::size_t value) { return static_cast<std::byte>(value); }

}  // namespace

void JpegWriter::segment(int marker, Bytes data) {
  const std::size_t length = data.size() + 2;
  for (const std::size_t value :
       {std::size_t{0xff}, static_cast<std::size_t>(marker), length >> 8, length & 255U})
    bytes_.push_back(static_cast<std::uint8_t>(value));
  std::transform(data.begin(), data.end(), std::back_inserter(bytes_),
                 [](std::byte b) { return std::to_integer<std::uint8_t>(b); });
}

void JpegWriter::scan(const JpegScan& scan) {
  const auto interval = static_cast<std::size_t>(scan.restart_interval);
  segment(dri, std::array{byte(interval >> 8), byte(interval & 255U)});
  std::vector<std::byte> data{byte(scan.parts.size())};
  for (const JpegScan::Part& part : scan.parts) {
    data.push_back(byte(part.component + 1));
    data.push_back(byte(part.dc << 4 | part.ac));
  }
  data.push_back(byte(static_cast<std::size_t>(scan.first)));
  data.push_back(byte(static_cast<std::size_t>(scan.last)));
  data.push_back(byte(static_cast<std::size_t>(scan.high) << 4 | static_cast<std::size_t>(scan.low)));
  segment(sos, data);
}

std::vector<std::uint8_t> JpegWriter::finished(bool rgb) {
  if (rgb) {
    constexpr std::array<std::uint8_t, 16> adobe{0xff, 0xee, 0,   14, 'A', 'd', 'o', 'b',
                                                 'e',  0,    100, 0,  0,   0,   0,   0};
    bytes_.insert(bytes_.begin() + 2, adobe.begin(), adobe.end());
  }
  bytes_.push_back(0xff);
  bytes_.push_back(0xd9);
  return std::move(bytes_);
}

}  // namespace unseen::codec
