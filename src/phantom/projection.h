#pragma once
// The cone beam: from a point of the body to the film and back. Object coordinates in cm: x to the film's
// right (the patient's left), y up, z to the front. PA: tube at 180 cm behind, the film in front; AP: tube at
// 115 cm in front, the film behind; lateral: tube at 180 cm at the right, the film at the left, the patient
// looking to the film's left. A hand lies on the film, the tube 110 cm above.

#include "phantom/arithmetic.h"
#include "phantom/person.h"

namespace unseen::phantom {

struct Point {
  float x, y, z;
};

class Projection {
 public:
  Projection(const Person& person, float field, int size)
      : size_(size),
        pixel_(field / static_cast<float>(size)),
        field_(field),
        source_(person.body == Body::hand ? 110.0F : (person.ap ? 115.0F : 180.0F)),
        standoff_(person.body == Body::hand ? 1.8F : (person.lateral ? 22.0F : 12.0F)),
        ap_(person.ap),
        lateral_(person.lateral),
        rotation_(person.rotation),
        shift_x_(person.shift_x),
        shift_y_(person.shift_y - (person.body == Body::hand ? 1.9F : 0.0F)),
        cos_(cosine(person.tilt * (pi / 180))),
        sin_(sine(person.tilt * (pi / 180))) {}

  int size() const { return size_; }
  /// cm a pixel, at the detector.
  float pixel() const { return pixel_; }
  float field() const { return field_; }
  bool ap() const { return ap_; }
  bool lateral() const { return lateral_; }

  /// Into the film's directions: x along its rows, z towards the film (away from it in AP).
  Point turned(const Point& p) const { return lateral_ ? Point{-p.z, p.y, p.x} : p; }

  /// Source to detector over source to object; z of a turned point.
  float magnification(float z) const {
    const float distance = ap_ ? standoff_ + z : standoff_ - z;
    return source_ / (source_ - distance);
  }

  /// Column, row and magnification of a point; the first pixel's centre is (0.5, 0.5).
  struct OnFilm {
    float column, row, magnification;
  };
  OnFilm on_film(const Point& point) const {
    const Point p = turned(point);
    const float m = magnification(p.z);
    const float x = p.x + rotation_ * p.z + shift_x_;
    const float y = p.y + shift_y_;
    return {((x * cos_ - y * sin_) * m + field_ / 2) / pixel_,
            (field_ / 2 - (x * sin_ + y * cos_) * m) / pixel_, m};
  }

  /// Where the ray through a pixel crosses the plane at depth z, in the film's directions; the inverse of
  /// on_film().
  class Plane {
   public:
    Plane(const Projection& from, float z)
        : from_(from), shrink_(1 / from.magnification(z)), shift_x_(from.shift_x_ + from.rotation_ * z) {}
    /// y of a row's pixel depends on the column by the tilt; both come at once.
    struct Place {
      float x, y;
    };
    Place at(int column, int row) const {
      const float u = ((static_cast<float>(column) + 0.5F) * from_.pixel_ - from_.field_ / 2) * shrink_;
      const float v = (from_.field_ / 2 - (static_cast<float>(row) + 0.5F) * from_.pixel_) * shrink_;
      return {u * from_.cos_ + v * from_.sin_ - shift_x_, v * from_.cos_ - u * from_.sin_ - from_.shift_y_};
    }

   private:
    const Projection& from_;
    float shrink_;
    float shift_x_;
  };
  Plane plane(float z) const { return Plane(*this, z); }

 private:
  int size_;
  float pixel_, field_, source_, standoff_;
  bool ap_, lateral_;
  float rotation_, shift_x_, shift_y_, cos_, sin_;
};

/// The 4-norm joins overlapping parts of one tissue without double counting and without seams.
class Union {
 public:
  void add(float chord) { sum_ += squared(squared(chord)); }
  float chord() const { return std::sqrt(std::sqrt(sum_)); }

 private:
  float sum_ = 0;
};

}  // namespace unseen::phantom
