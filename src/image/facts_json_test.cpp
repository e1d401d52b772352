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
  facts.windows = {{twelve_bit_window(), "12 bits"}, {full_window(16), "All"}};
  facts.frames = 3;
  facts.frame = 2;
  facts.range = full_range(16);
  facts.stated = {{"Body part", "CHEST"}};
  facts.identifying = {"Patient's Name"};
  facts.maximum = 4000;
  facts.notes = {"A sentence."};
  EXPECT_EQ(to_json(facts),
            nlohmann::json::parse(R"({"format":"PNG","width":3,"height":4,"storedWidth":4,"storedHeight":3,
    "bits":16,"photometric":"MONOCHROME2","channels":1,"frames":3,"frame":2,"orientation":6,"window":{"center":2048.0,"width":4096.0},
    "windows":[{"center":2048.0,"width":4096.0,"title":"12 bits"},{"center":32768.0,"width":65536.0,"title":"All"}],
    "lowest":0.0,"highest":65535.0,"minimum":0.0,"maximum":4000.0,
    "stated":[{"title":"Body part","value":"CHEST"}],"identifying":["Patient's Name"],
    "notes":["A sentence."]})",
                                  nullptr, false));
}

}  // namespace
}  // namespace unseen
