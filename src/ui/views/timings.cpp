#include <fmt/core.h>

#include "ui/views/views.h"

namespace unseen::ui {
namespace {

std::string milliseconds(double ms) {
  return ms < 10 ? fmt::format("{:.1f} ms", ms) : fmt::format("{:.0f} ms", ms);
}

}  // namespace

void timings_view(Ui& ui, const lab::State& state) {
  Table table;
  table.id = "timings/table";
  table.label = "How long it took";
  table.columns = {"Step", "Time"};
  table.text = "Nothing was scored yet.";
  if (state.result) {
    const lab::Timings& t = state.result->timings;
    auto& rows = table.rows;
    rows.emplace_back("Decode", milliseconds(t.decode));
    rows.emplace_back("Preprocess", milliseconds(t.preprocess));
    rows.emplace_back("Inference", milliseconds(t.inference));
    if (t.first_inference) rows.emplace_back("First inference", milliseconds(*t.first_inference));
    rows.emplace_back("Total", milliseconds(t.total));
    if (t.threads)
      rows.emplace_back("Threads", t.threads_reason ? fmt::format("{}: {}", *t.threads, *t.threads_reason)
                                                    : fmt::format("{}", *t.threads));
    table.text = fmt::format("{} in all, on this machine", milliseconds(t.total));
  }
  ui.table(table);
}

}  // namespace unseen::ui
