#pragma once
// The parameter that every operation with chance in it has.

#include "filter/operation.h"

namespace unseen::filter {

inline Parameter seed() {
  return {.id = "seed",
          .title = "Seed",
          .help = "Another whole number draws anew; the same one gives the same picture everywhere.",
          .min = 0,
          .max = 4294967295,
          .initial = 1,
          .step = 1};
}

}  // namespace unseen::filter
