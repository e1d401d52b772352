#pragma once
// Changing an image's size, with the kernels that networks were trained with.

#include <optional>
#include <string_view>

#include "image/image.h"

namespace unseen {

/// - bilinear: torch `interpolate(mode='bilinear', align_corners=False)`; two source values an axis, however
/// far it shrinks.
/// - bilinear_antialias: the triangle filter that widens as it shrinks, torch's `antialias=True` and Pillow's
/// BILINEAR.
///   Both round coordinates as torch does for float tensors, which is what models are trained with: within
///   1e-6 of it. Exact coordinates (Pillow, double tensors) differ from torch's by up to 2e-5 when films
///   shrink, 6e-5 when they are enlarged.
/// - area: the mean of what an output pixel covers, edges counted by their share (OpenCV INTER_AREA when
/// shrinking; torch's
///   adaptive average at whole ratios). Enlarging uses the same overlap: flat blocks, blended where an edge
///   falls inside one.
enum class Kernel { bilinear, bilinear_antialias, area };

/// How a picture that is not square meets a size that is:
/// - squash: both axes on their own, proportions are lost.
/// - centre_crop_square: the middle square of the shorter side, then resized. It starts at side / 2 - square
/// / 2 in whole
///   pixels, each division rounded down, as torchxrayvision's XRayCenterCrop (torchvision's rounds to even
///   and can differ by one pixel).
/// - pad: zeros around to a square of the longer side, then resized; the picture starts at (square - side) /
/// 2 rounded down.
enum class Fit { squash, centre_crop_square, pad };

/// The kebab-case ids that cards use: "bilinear-antialias", "centre-crop-square".
std::string_view id(Kernel kernel);
std::string_view id(Fit fit);
std::optional<Kernel> kernel_from(std::string_view id);
std::optional<Fit> fit_from(std::string_view id);

/// Both axes to a new size, at least 1 each. An image that already has the size comes back unchanged to the
/// last bit. Within 1e-5 of the reference for values in [0,1].
Image resize(const Image& image, int width, int height, Kernel kernel);

/// Fit first, then resize, in one pass: neither the cropped nor the padded picture is ever made.
Image fit(const Image& image, int width, int height, Fit fit, Kernel kernel);

}  // namespace unseen
