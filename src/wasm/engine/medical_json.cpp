#include "engine/medical_json.h"

#include <array>
#include <cmath>
#include <set>
#include <string>

namespace unseen {
namespace {

using nlohmann::json;

/// Reads an object field by field; the first that does not fit is remembered, and with it all that follows is
/// refused.
class Fields {
 public:
  Fields(const json& object, std::string path) : object_(object), path_(std::move(path)) {
    if (!object.is_object()) miss("", "an object");
  }

  int whole(const char* key, int least, int most) {
    const auto* value = find(key);
    if (value == nullptr) return least;
    const double read = value->is_number() ? value->get<double>() : std::nan("");
    if (read >= least && read <= most && read == std::floor(read)) return static_cast<int>(read);
    miss(key, "a whole number within bounds");
    return least;
  }
  double number(const char* key) {
    const auto* value = find(key);
    if (value != nullptr && value->is_number() && std::isfinite(value->get<double>()))
      return value->get<double>();
    miss(key, "a number");
    return 0;
  }
  std::string text(const char* key) {
    const auto* value = find(key);
    if (value != nullptr && value->is_string()) return value->get<std::string>();
    miss(key, "a text");
    return {};
  }
  /// One of `words`, by its place there.
  std::size_t word(const char* key, std::initializer_list<std::string_view> words) {
    const auto read = text(key);
    std::size_t at = 0;
    for (const auto each : words) {
      if (read == each) return at;
      ++at;
    }
    miss(key, "another word");
    return 0;
  }
  /// Every entry of a list, by `read`, which is given the entry and its path.
  template <class Read>
  auto list(const char* key, Read read) {
    std::vector<decltype(read(std::declval<Fields&>()))> entries;
    const auto* value = find(key);
    if (value == nullptr) return entries;
    if (!value->is_array()) {
      miss(key, "a list");
      return entries;
    }
    for (const auto& each : *value) {
      Fields inner(each, path_ + key + ".");
      entries.push_back(read(inner));
      adopt(inner.finish());
    }
    return entries;
  }
  std::vector<std::string> texts(const char* key) {
    std::vector<std::string> entries;
    const auto* value = find(key);
    if (value == nullptr) return entries;
    if (!value->is_array()) miss(key, "a list");
    for (const auto& each : *value)
      if (each.is_string())
        entries.push_back(each.get<std::string>());
      else
        miss(key, "texts");
    return entries;
  }
  /// The same of whole numbers from 0 to 65535.
  std::vector<std::uint16_t> entries(const char* key) {
    std::vector<std::uint16_t> read;
    const auto* value = find(key);
    if (value == nullptr) return read;
    if (!value->is_array()) miss(key, "a list");
    for (const auto& each : *value)
      if (each.is_number_integer() && each.get<std::int64_t>() >= 0 && each.get<std::int64_t>() <= 65535)
        read.push_back(each.get<std::uint16_t>());
      else
        miss(key, "whole numbers from 0 to 65535");
    return read;
  }
  template <class Read>
  auto object(const char* key, Read read) {
    const auto* value = find(key);
    static const json none = json::object();
    Fields inner(value == nullptr ? none : *value, path_ + key + ".");
    auto made = read(inner);
    adopt(inner.finish());
    return made;
  }

  /// A field that is there, to be read by the caller.
  const json& take(const char* key) {
    known_.insert(key);
    return object_.at(key);
  }
  bool has(const char* key) const { return object_.is_object() && object_.contains(key); }
  void miss(const std::string& key, const std::string& expected) {
    if (wrong_.empty()) wrong_ = path_ + key + ": expected " + expected;
  }
  /// What does not fit, a field that nothing asked for included; empty where all does.
  std::string finish() {
    if (object_.is_object())
      for (const auto& item : object_.items())
        if (!known_.contains(item.key())) miss(item.key(), "no field of this name");
    return wrong_;
  }

 private:
  const json* find(const char* key) {
    known_.insert(key);
    if (has(key)) return &object_.at(key);
    miss(key, "a value");
    return nullptr;
  }
  void adopt(const std::string& wrong) {
    if (wrong_.empty()) wrong_ = wrong;
  }

  const json& object_;
  std::string path_;
  std::set<std::string> known_;
  std::string wrong_;
};

LookupTable table(Fields& in) {
  LookupTable read;
  read.first = in.whole("first", -(1 << 30), 1 << 30);
  read.bits = in.whole("bits", 1, 16);
  read.entries = in.entries("entries");
  if (in.has("explanation")) in.text("explanation");
  return read;
}

OfferedWindow window(Fields& in) {
  OfferedWindow read{{in.number("center"), in.number("width")}, ""};
  if (in.has("explanation")) read.title = in.text("explanation");
  return read;
}

/// What the samples are, and how they lie.
void read_layout(Fields& in, MedicalFrame& frame) {
  frame.rows = in.whole("rows", 1, 65535);
  frame.columns = in.whole("columns", 1, 65535);
  frame.samples_per_pixel = in.whole("samplesPerPixel", 1, 3);
  frame.planar_configuration = in.whole("planarConfiguration", 0, 1);
  frame.bits_allocated = in.whole("bitsAllocated", 1, 32);
  frame.bits_stored = in.whole("bitsStored", 1, 32);
  frame.high_bit = in.whole("highBit", 0, 31);
  frame.is_signed = in.whole("pixelRepresentation", 0, 1) == 1;
  if (in.has("sampleFormat")) frame.is_float = in.word("sampleFormat", {"integer", "float"}) == 1;
  frame.photometric_interpretation = in.text("photometricInterpretation");
  frame.frames = in.whole("frames", 1, 1 << 30);
  frame.frame = in.whole("frame", 0, 1 << 30);
}

/// What the file says of their meaning.
void read_meaning(Fields& in, MedicalFrame& frame) {
  if (in.has("paddingValue")) frame.padding_value = in.whole("paddingValue", -(1 << 30), 1 << 30);
  if (in.has("paddingRangeLimit"))
    frame.padding_range_limit = in.whole("paddingRangeLimit", -(1 << 30), 1 << 30);
  if (in.has("rescaleSlope")) frame.rescale_slope = in.number("rescaleSlope");
  if (in.has("rescaleIntercept")) frame.rescale_intercept = in.number("rescaleIntercept");
  if (in.has("modalityLut")) frame.modality_lut = in.object("modalityLut", table);
  if (in.has("voiFunction")) frame.voi_function = in.text("voiFunction");
  frame.windows = in.list("windows", window);
  frame.voi_luts = in.list("voiLuts", table);
  if (in.has("presentationLutShape"))
    frame.inverse = in.word("presentationLutShape", {"IDENTITY", "INVERSE"}) == 1;
  if (in.has("palette")) frame.palette = in.list("palette", table);
}

/// Height and width of a pixel.
std::array<double, 2> aspect(const json& value, Fields& in) {
  const auto length = [](const json& each) { return each.is_number() && each.get<double>() > 0; };
  if (value.is_array() && value.size() == 2 && length(value[0]) && length(value[1]))
    return {value[0].get<double>(), value[1].get<double>()};
  in.miss("pixelAspectRatio", "two numbers above 0");
  return {1, 1};
}

}  // namespace

Result<MedicalFrame> medical_frame(const json& value) {
  Fields in(value, "medical.");
  MedicalFrame frame;
  frame.format = in.text("format");
  read_layout(in, frame);
  read_meaning(in, frame);
  if (in.has("pixelAspectRatio")) frame.aspect = aspect(in.take("pixelAspectRatio"), in);
  frame.stated = in.list("stated", [](Fields& each) {
    return Stated{each.text("title"), each.text("value")};
  });
  frame.identifying = in.texts("identifying");
  frame.notes = in.texts("notes");
  if (auto wrong = in.finish(); !wrong.empty()) return refuse(Code::bad_request, std::move(wrong));
  return frame;
}

}  // namespace unseen
