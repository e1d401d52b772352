#include "model/preprocess.h"

#include <algorithm>

namespace unseen {
namespace {

struct Line {
  float factor;
  float offset;
};

/// Range, mean and spread are one straight line a channel.
Line line(const Range& range, double mean, double spread) {
  return {static_cast<float>((range.high - range.low) / spread),
          static_cast<float>((range.low - mean) / spread)};
}

void write_plane(std::span<const float> values, const Line& line, std::span<float> plane) {
  for (std::size_t i = 0; i < values.size(); ++i) plane[i] = values[i] * line.factor + line.offset;
}

void write_interleaved(std::span<const float> values, const Line& line, std::size_t channel,
                       std::size_t channels, std::span<float> data) {
  for (std::size_t i = 0; i < values.size(); ++i)
    data[i * channels + channel] = values[i] * line.factor + line.offset;
}

Tensor histogram(const Image& shown, const HistogramInput& input) {
  std::vector<std::int64_t> counts(static_cast<std::size_t>(input.bins));
  for (const float value : shown.values()) {
    const auto bin = static_cast<int>(std::clamp(value, 0.0F, 1.0F) * static_cast<float>(input.bins));
    ++counts[static_cast<std::size_t>(std::min(bin, input.bins - 1))];
  }
  Tensor tensor{{1, input.bins}, std::vector<float>(counts.size())};
  const auto all = static_cast<double>(shown.size());
  std::transform(counts.begin(), counts.end(), tensor.data.begin(),
                 [&](std::int64_t count) { return static_cast<float>(static_cast<double>(count) / all); });
  return tensor;
}

}  // namespace

Result<Range> range_of(const ImageInput& input, int bits) {
  const auto& range = bits <= 8 ? input.range8 : input.range16;
  if (bits < 1 || bits > 16 || !range) return refuse(Code::card_depth, std::to_string(bits));
  return *range;
}

Result<Tensor> preprocess(const Image& shown, int bits, const Card& card) {
  if (const auto* counted = std::get_if<HistogramInput>(&card.input)) return histogram(shown, *counted);
  const auto* input = std::get_if<ImageInput>(&card.input);
  if (input == nullptr) return refuse(Code::card_input_kind, "recorded facts and no picture");
  const auto range = range_of(*input, bits);
  if (!range) return tl::unexpected(range.error());

  const Image fitted = fit(shown, input->width, input->height, input->fit, input->kernel);
  const auto channels = static_cast<std::size_t>(input->channels);
  Tensor tensor;
  if (input->layout == Layout::nchw)
    tensor.dims = {1, input->channels, input->height, input->width};
  else
    tensor.dims = {1, input->height, input->width, input->channels};
  tensor.data.resize(channels * fitted.size());
  for (std::size_t c = 0; c < channels; ++c) {
    const auto to = line(*range, input->mean[c], input->spread[c]);
    if (input->layout == Layout::nchw)
      write_plane(fitted.values(), to, std::span(tensor.data).subspan(c * fitted.size(), fitted.size()));
    else
      write_interleaved(fitted.values(), to, c, channels, tensor.data);
  }
  return tensor;
}

Result<Tensor> preprocess(const Recorded& recorded, const Card& card) {
  const auto* input = std::get_if<CovariatesInput>(&card.input);
  if (input == nullptr) return refuse(Code::card_input_kind, "a picture");
  Tensor tensor{{1, static_cast<std::int64_t>(input->fields.size())}, {}};
  for (const auto& field : input->fields) {
    const auto known = recorded.find(field.id);
    const auto value = known == recorded.end() ? (field.min + field.max) / 2 : known->second;
    tensor.data.push_back(static_cast<float>(value));
  }
  return tensor;
}

bool has_covariates(const Recorded& recorded, const Card& card) {
  const auto* input = std::get_if<CovariatesInput>(&card.input);
  return input == nullptr ||
         std::all_of(input->fields.begin(), input->fields.end(),
                     [&](const Covariate& field) { return recorded.count(field.id) > 0; });
}

}  // namespace unseen
