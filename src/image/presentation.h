#pragma once
// From stored values to grey, as DICOM has it (PS3.4 N.2): modality transform, then VOI, then polarity, each
// once.

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "image/image.h"
#include "image/window.h"

namespace unseen {

/// A table of whole numbers (PS3.3 C.11.1.1.1). Values before the first entry get the first, values past the
/// last get the last.
struct LookupTable {
  int first = 0;  ///< the value that the first entry is for
  int bits = 16;  ///< of an entry, 1 to 16
  std::vector<std::uint16_t> entries;
  /// Of a table that has entries; a value between two whole numbers is rounded.
  double operator()(double value) const;
};

/// PS3.3 C.11.1: what the device's numbers mean, such as Hounsfield units. The table, where there is one,
/// takes the place of slope and intercept.
struct Modality {
  double slope = 1;
  double intercept = 0;
  std::optional<LookupTable> table{};
  double operator()(double stored) const;
  bool identity() const { return slope == 1 && intercept == 0 && !table; }
};

/// PS3.3 C.11.2.1.2 and C.11.2.1.3.
enum class VoiFunction { linear, linear_exact, sigmoid };

/// By its standard name, in any case, with blanks around or a list's further names behind (`\`); an empty
/// name is LINEAR. Nothing for a name that the standard does not have.
std::optional<VoiFunction> voi_function(std::string_view name);

/// A value after the modality transform → [0,1].
double apply(VoiFunction function, Window window, double value);

/// Stored values that are no part of the picture (PS3.3 C.7.5.1.1.2), both ends counted in.
struct Padding {
  double low = 0;
  double high = 0;
  bool holds(double stored) const { return stored >= low && stored <= high; }
};

/// How the stored values of a film become grey.
struct Presentation {
  Modality modality{};
  VoiFunction function = VoiFunction::linear;
  std::optional<LookupTable> voi{};  ///< used where no window is asked for
  std::optional<Padding> padding{};  ///< shown as background: 0
  bool inverted = false;             ///< low values are white
};

/// Stored values → [0,1], height × width as given. `window` is in values after the modality transform;
/// without one the film's VOI table decides, and where there is none `own`. Arithmetic in double; one
/// rounding, to float.
Image present(const Image& stored, const Presentation& presentation, Window own,
              std::optional<Window> window);

}  // namespace unseen
