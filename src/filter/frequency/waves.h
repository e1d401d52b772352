#pragma once
// What the frequency filters have in common: which waves stay, the parameters they share, and their one way
// through the transform.

#include <functional>

#include "filter/operation.h"

namespace unseen::filter {

/// How much of a wave a low-pass of this radius leaves, 0 to 1; `squared` is its distance ρ² from the middle
/// of the spectrum, in (cycles per image)². Hard: 1 for ρ < radius, else 0. Smooth: 1 / (1 + (ρ / radius)⁴),
/// Butterworth's of order 2: a half at the radius. Radius 0 leaves nothing.
double low_share(double squared, double radius, bool smooth);

/// What the frequency filters are asked besides their radii.
struct Filtering {
  double offset = 0;        ///< added as far as the mean was taken away
  bool study_clip = false;  ///< see study_clip()
};

/// The picture with each wave times what `keep` says of its ρ². Every frequency filter is this with a `keep`
/// of its own.
Image keep_waves(const Image& image, const std::function<double(double squared)>& keep,
                 const Filtering& filtering);

/// A radius, in cycles per image.
Parameter radius_parameter(std::string_view id, std::string_view title, std::string_view help, double neutral,
                           double initial);
/// hard (0, as the study) or smooth (1).
Parameter edge_parameter();
/// What takes the place of the mean.
Parameter offset_parameter();
/// Off (0) or on (1): the study's own way. Normalised by ImageNet's mean and spread (first channel),
/// filtered, cut above 1, and here turned back, so that a model that normalises by ImageNet is given the
/// study's numbers. The removed mean is 0 there, the grey 0.485 here; the offset has no say.
Parameter study_clip_parameter();

}  // namespace unseen::filter
