#include "image/facts_json.h"

#include <gtest/gtest.h>

namespace unseen {
namespace {

TEST(FactsJson, HoldsWhatTheApiPromises) {
  Facts facts;
  facts.format = "PNG";
  facts.width = facts.stored_height = 3;
  facts.height = facts.stored_width = 4;
  facts.bits = 16;
  facts.photometric = "MONOCHROME2";
  facts.channels = 1;
  facts.orientation = 6;
  facts.window = twelve_bit_window();
  facts.windows = {twelve_bit_window(), full_window(16)};
  facts.maximum = 4000;
  facts.notes = {"A sentence."};
  EXPECT_EQ(to_json(facts),
            nlohmann::json::parse(R"({"format":"PNG","width":3,"height":4,"storedWidth":4,"storedHeight":3,
    "bits":16,"photometric":"MONOCHROME2","channels":1,"frames":1,"orientation":6,"window":{"center":2048.0,"width":4096.0},
    "windows":[{"center":2048.0,"width":4096.0},{"center":32768.0,"width":65536.0}],"minimum":0.0,"maximum":4000.0,
    "notes":["A sentence."]})",
                                  nullptr, false));
}

}  // namespace
}  // namespace unseen
