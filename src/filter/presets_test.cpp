// Every preset names what the registry has, within its bounds.
#include "filter/presets.h"

#include <algorithm>
#include <set>

#include <gtest/gtest.h>

#include "filter/operation.h"

namespace unseen::filter {
namespace {

TEST(Presets, NameOperationsAndParametersWithinBounds) {
  for (const Preset& preset : presets()) {
    for (const PresetStep& step : preset.chain) {
      const Operation* operation = find(step.op);
      ASSERT_NE(operation, nullptr) << preset.id << ": " << step.op;
      for (const auto& [id, value] : step.values) {
        const auto& all = operation->parameters;
        const auto at =
            std::find_if(all.begin(), all.end(), [&id = id](const Parameter& p) { return p.id == id; });
        ASSERT_NE(at, all.end()) << preset.id << ": " << id;
        EXPECT_GE(value, at->min) << preset.id;
        EXPECT_LE(value, at->max) << preset.id;
      }
    }
  }
}

TEST(Presets, HaveEachTheirIdTitleAndSource) {
  std::set<std::string> ids;
  for (const Preset& preset : presets()) {
    EXPECT_TRUE(ids.insert(preset.id).second) << preset.id;
    EXPECT_EQ(preset.id.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789-"), std::string::npos);
    EXPECT_EQ(preset.title.rfind(preset.figure + ": ", 0), 0U) << preset.title;
    EXPECT_FALSE(preset.source.empty());
  }
  EXPECT_TRUE(ids.count("figure-1-low-pass-10"));
  EXPECT_TRUE(ids.count("patches-keep-middle"));
}

}  // namespace
}  // namespace unseen::filter
