#include "model/preprocess.h"

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

}  // namespace

Result<Range> range_of(const ImageInput& input, int bits) {
  const auto& range = bits <= 8 ? input.range8 : input.range16;
  if (bits < 1 || bits > 16 || !range) return refuse(Code::card_depth, std::to_string(bits));
  return *range;
}

Result<Tensor> preprocess(const Image& shown, int bits, const Card& card) {
  const auto* input = std::get_if<ImageInput>(&card.input);
  if (input == nullptr)
    return refuse(Code::card_input_kind,
                  std::holds_alternative<HistogramInput>(card.input) ? "a histogram" : "covariates");
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

}  // namespace unseen
