// The chain by its widgets, by what follows when a twin is used, and under the pointer.
#include <map>
#include <string>

#include <gtest/gtest.h>

#include "lab/lab.h"
#include "lab/testing.h"
#include "ui/recorder.h"
#include "ui/toucher.h"
#include "ui/views/views.h"

namespace unseen::ui {
namespace {

using lab::Step;
using nlohmann::json;

const Rect slot{0, 0, 320, 2000};

Step low_pass(double radius) { return {"low-pass", {{"radius", radius}}}; }

lab::Lab lab_with(std::vector<Step> chain, const std::map<std::string, std::string>& groups = {}) {
  json read = testing::read_json(testing::fixtures("state/catalogue.json"));
  for (json& operation : read["operations"]) {
    const auto group = groups.find(operation["id"].get<std::string>());
    operation["group"] = group == groups.end() ? "" : group->second;
  }
  lab::Lab lab(*lab::read_catalogue(read));
  EXPECT_TRUE(lab.apply(lab::CardLoaded{
      {}, {"pair", "A pair", {{"view", "View", "softmax", 0.5, {{"AP", "AP"}, {"PA", "PA"}}}}}}));
  lab::Film film;
  film.id = 1;
  film.width = film.height = 500;
  film.bits = 8;
  film.window = {128, 256};
  film.highest = 255;
  EXPECT_TRUE(lab.apply(lab::ImageOpened{{}, film}));
  EXPECT_TRUE(lab.apply(lab::SetModel{{}, lab::ModelChoice{"pair", {}}}));
  EXPECT_TRUE(lab.apply(lab::SetChain{{}, std::move(chain)}));
  return lab;
}

json widgets(const lab::Lab& lab, const char* view) {
  Recorder recorder;
  show(recorder, lab.state(), lab.catalogue(), view);
  return recorder.widgets();
}

json widget(const lab::Lab& lab, const char* view, const std::string& id) {
  for (const json& each : widgets(lab, view))
    if (each["id"] == id) return each;
  return nullptr;
}

// Uses a twin; what it emits is applied.
const lab::State& after(lab::Lab& lab, const char* view, const std::string& id, const json& value) {
  const Act act{id, value};
  Recorder recorder(&act, 5);
  show(recorder, lab.state(), lab.catalogue(), view);
  EXPECT_TRUE(recorder.met()) << id;
  EXPECT_FALSE(recorder.refusal()) << id;
  for (const Emitted& one : recorder.take()) EXPECT_TRUE(lab.apply(one.command, one.gesture));
  return lab.state();
}

std::optional<Refusal> refused(const lab::Lab& lab, const char* view, const std::string& id,
                               const json& value) {
  const Act act{id, value};
  Recorder recorder(&act);
  show(recorder, lab.state(), lab.catalogue(), view);
  EXPECT_TRUE(recorder.take().empty()) << id;
  return recorder.refusal();
}

// A pointer's events, one after another; what they emit is applied.
class Hand {
 public:
  Hand(lab::Lab& lab, const char* view) : lab_(lab), view_(view) {}
  void touch(Touch type, double x, double y) {
    if (type == Touch::down) ++grip_.gesture;
    Event event;
    event.type = type;
    event.x = x;
    event.y = y;
    Toucher toucher(slot, event, grip_);
    show(toucher, lab_.state(), lab_.catalogue(), view_);
    for (const Emitted& one : toucher.take()) ASSERT_TRUE(lab_.apply(one.command, one.gesture));
  }
  void drag(double x0, double y0, double x1, double y1) {
    touch(Touch::down, x0, y0);
    for (int i = 1; i <= 10; ++i) touch(Touch::move, x0 + (x1 - x0) * i / 10, y0 + (y1 - y0) * i / 10);
    touch(Touch::up, x1, y1);
  }
  void press(double x, double y) { drag(x, y, x, y); }

 private:
  lab::Lab& lab_;
  const char* view_;
  Grip grip_;
};

// Where the drawn widgets stand: tops of each in turn.
constexpr double look_bottom = size::choice + size::gap;
double line_y(std::size_t place, std::size_t sliders_before) {
  return look_bottom + static_cast<double>(place) * (size::line_head + size::gap) +
         static_cast<double>(sliders_before) * (size::slider + size::gap) + size::line_head / 2;
}

TEST(ChainView, NamesEveryStepItsSettingsAndItsStanding) {
  Step aside{"notch", {{"inner", 5}, {"outer", 10}}};
  aside.bypass = true;
  const lab::Lab lab = lab_with({low_pass(10), aside});
  const json head = widget(lab, "chain", "chain/0");
  EXPECT_EQ(head["role"], "line");
  EXPECT_EQ(head["label"], "1. Low-pass");
  EXPECT_EQ(head["text"], "Step 1 of 2: low-pass");
  EXPECT_EQ(head["items"][0], json({{"id", "bypass"}, {"title", "Bypass"}, {"on", false}}));
  EXPECT_EQ(widget(lab, "chain", "chain/1")["text"], "Step 2 of 2: notch, bypassed");
  const json radius = widget(lab, "chain", "chain/0/radius");
  EXPECT_EQ(radius["text"], "Radius 10 pixel, from 0 to 112");
  EXPECT_EQ(radius["value"], 10);
  EXPECT_EQ(widget(lab, "chain", "chain/order")["lines"], json({"1. Low-pass", "2. Notch"}));
}

TEST(ChainView, TwinsSetBypassSoloResetAndRemove) {
  lab::Lab lab = lab_with({low_pass(10), Step{"invert", {}}});
  EXPECT_EQ(after(lab, "chain", "chain/0/radius", 7).chain[0], low_pass(7));
  EXPECT_TRUE(after(lab, "chain", "chain/0", "bypass").chain[0].bypass);
  EXPECT_FALSE(after(lab, "chain", "chain/0", "bypass").chain[0].bypass);
  EXPECT_TRUE(after(lab, "chain", "chain/1", "solo").chain[1].solo);
  EXPECT_EQ(widget(lab, "chain", "chain/0")["text"], "Step 1 of 2: low-pass, silent while another is solo");
  EXPECT_EQ(after(lab, "chain", "chain/0", "reset").chain[0], low_pass(20));
  EXPECT_EQ(after(lab, "chain", "chain/order", {{"from", 0}, {"to", 1}}).chain[0].op, "invert");
  EXPECT_EQ(after(lab, "chain", "chain/0", "remove").chain.size(), 1U);
  after(lab, "chain", "chain/0/radius", 7);
  EXPECT_EQ(after(lab, "chain", "chain/reset", nullptr).chain[0], low_pass(20));
  EXPECT_TRUE(after(lab, "chain", "chain/clear", nullptr).chain.empty());
  EXPECT_EQ(after(lab, "chain", "chain/look", "spectrum").look, lab::Look::spectrum);
}

TEST(ChainView, AddsAStepOfAGroupAndGoesThroughTheGroup) {
  lab::Lab lab =
      lab_with({}, {{"low-pass", "frequency"}, {"notch", "frequency"}, {"gaussian-noise", "noise"}});
  const json adding = widget(lab, "chain", "chain/add/0");
  EXPECT_EQ(adding["label"], "Add a step");
  ASSERT_EQ(adding["items"].size(), 2U);
  EXPECT_EQ(adding["items"][0]["title"], "Noise");
  EXPECT_EQ(adding["items"][1]["title"], "Frequency");
  EXPECT_EQ(after(lab, "chain", "chain/add/0", "frequency").chain, std::vector{low_pass(20)});
  EXPECT_EQ(lab.undoes(), "add low-pass");
  after(lab, "chain", "chain/0", "bypass");
  const Step& other = after(lab, "chain", "chain/0/operation", "notch").chain[0];
  EXPECT_EQ(other.op, "notch");
  EXPECT_TRUE(other.bypass);
  after(lab, "chain", "chain/add/0", "noise");
  EXPECT_EQ(widget(lab, "chain", "chain/1/operation"), nullptr);  // the only one of its group
  EXPECT_EQ(refused(lab, "chain", "chain/add/0", "sorcery")->code, Code::bad_request);
  // Under the pointer: the first of the small buttons.
  Hand hand(lab, "chain");
  hand.press(4, look_bottom + size::line_head - size::item / 2);
  EXPECT_EQ(lab.state().chain.back().op, "gaussian-noise");
  EXPECT_EQ(lab.state().chain.size(), 3U);
}

TEST(ChainView, ATwinWithABadValueIsRefusedAndChangesNothing) {
  const lab::Lab lab = lab_with({low_pass(10), Step{"invert", {}}});
  EXPECT_EQ(refused(lab, "chain", "chain/0/radius", 900)->code, Code::out_of_range);
  EXPECT_EQ(refused(lab, "chain", "chain/0", "explode")->code, Code::bad_request);
  EXPECT_EQ(refused(lab, "chain", "chain/order", {{"from", 0}, {"to", 2}})->code, Code::out_of_range);
  EXPECT_EQ(refused(lab, "chain", "chain/look", "thermal")->code, Code::bad_request);
}

TEST(ChainView, UnderThePointerALineIsDraggedBelowTheNext) {
  lab::Lab lab = lab_with({low_pass(10), Step{"invert", {}}, low_pass(30)});
  Hand hand(lab, "chain");
  hand.drag(5, line_y(0, 0), 5, line_y(1, 1) + 10);
  EXPECT_EQ(lab.state().chain[0].op, "invert");
  EXPECT_EQ(lab.undoes(), "order of the chain");
  hand.drag(5, line_y(0, 0), 5, 1900);
  EXPECT_EQ(lab.state().chain[2].op, "invert");
  hand.drag(5, line_y(2, 2), 5, 1);
  EXPECT_EQ(lab.state().chain[0].op, "invert");
  hand.drag(5, line_y(0, 0), 5, line_y(0, 0) - 3);
  EXPECT_EQ(lab.state().chain[0].op, "invert");
}

TEST(ChainView, UnderThePointerItemsAndSlidersAreUsed) {
  lab::Lab lab = lab_with({low_pass(10)});
  Hand hand(lab, "chain");
  Line line;
  line.movable = true;
  line.items = {{"bypass", "Bypass"}, {"solo", "Solo"}, {"reset", "Reset"}, {"remove", "Remove"}};
  const auto boxes = line_items({0, line_y(0, 0) - size::line_head / 2, slot.width, size::line_head}, line);
  hand.press(boxes[1].x + 4, boxes[1].y + 4);
  EXPECT_TRUE(lab.state().chain[0].solo);
  const double track = line_y(0, 0) + size::line_head / 2 + size::gap + size::slider - size::thumb - 3;
  const double thumb = size::thumb + (slot.width - 2 * size::thumb) * 10 / 112;
  hand.drag(thumb, track, slot.width / 2, track);
  EXPECT_EQ(lab.state().chain[0].values.at("radius"), 56);
  EXPECT_EQ(lab.undoes(), "low-pass radius");
  ASSERT_TRUE(lab.undo());
  EXPECT_EQ(lab.state().chain[0].values.at("radius"), 10);  // the whole drag was one step
  hand.press(boxes[3].x + 4, boxes[3].y + 4);
  EXPECT_TRUE(lab.state().chain.empty());
  hand.press(choice_box({0, 0, slot.width, size::choice}).right() - 5, 10);
  EXPECT_EQ(lab.state().look, lab::Look::difference);
}

TEST(FilmView, TheBrushPaintsOneStrokeADragAndOneStepOfTheHistory) {
  lab::Lab lab = lab_with({Step{"brush-mask", {}}});
  EXPECT_EQ(widget(lab, "film", "film/brush"), nullptr);
  ASSERT_TRUE(lab.apply(lab::SetBrush{{}, lab::Brush{0, 0.1}}));
  Hand hand(lab, "film");
  hand.drag(160, 1000, 260, 1000);  // the film is 320 wide, in the middle of the slot
  ASSERT_EQ(lab.state().chain[0].strokes.size(), 1U);
  const auto& points = lab.state().chain[0].strokes[0].points;
  EXPECT_EQ(points.front(), (std::pair{0.5, 0.5}));
  EXPECT_GT(points.size(), 5U);
  EXPECT_EQ(lab.state().view, lab::View{});
  EXPECT_EQ(lab.undoes(), "paint paint out");
  ASSERT_TRUE(lab.undo());
  EXPECT_TRUE(lab.state().chain[0].strokes.empty());
}

TEST(FilmView, WithoutAPointerARoundPatchIsPainted) {
  lab::Lab lab = lab_with({Step{"brush-mask", {}}});
  ASSERT_TRUE(lab.apply(lab::SetBrush{{}, lab::Brush{0, 0.1}}));
  const auto& state = after(lab, "film", "film/brush", {{"x", 0.25}, {"y", 0.75}});
  EXPECT_EQ(state.chain[0].strokes[0].points[0], (std::pair{0.25, 0.75}));
  EXPECT_EQ(refused(lab, "film", "film/brush", {{"x", 2}, {"y", 0.5}})->code, Code::out_of_range);
}

TEST(WindowView, TheHistogramsHandlesSetTheWindow) {
  lab::Lab lab = lab_with({});
  ASSERT_TRUE(lab.apply(lab::HistogramRead{{}, 1, {0, 256, std::vector<double>(128, 1)}}));
  EXPECT_EQ(widget(lab, "window", "window/levels")["high"], 256);
  Hand hand(lab, "window");
  hand.drag(318, 40, 160, 40);
  EXPECT_NEAR(lab.state().window->width, 130, 2);
  EXPECT_NEAR(lab.state().window->center, 65, 1);
  hand.drag(1, 40, 300, 40);  // never past the other
  EXPECT_NEAR(lab.state().window->width, 1, 1e-9);
  EXPECT_EQ(after(lab, "window", "window/levels", {{"low", 50}, {"high", 150}}).window,
            (lab::Window{100, 100}));
}

TEST(ScoreView, SaysTheChangeFromTheUntouchedFilmAndDrawsATrail) {
  lab::Lab lab = lab_with({});
  const auto score = [&](double value) {
    lab::Scored result;
    result.wanted = *lab::wanted(lab.state());
    result.labels = {{"AP", "AP", "view"}, {"PA", "PA", "view"}};
    result.logits = result.scores = {value, 1 - value};
    EXPECT_TRUE(lab.apply(lab::ResultArrived{{}, result}));
  };
  score(0.9);
  EXPECT_EQ(widget(lab, "score:view", "score/view")["rows"][0]["before"], nullptr);
  EXPECT_EQ(widget(lab, "score:view", "score/view/trail"), nullptr);
  after(lab, "chain", "chain/look", "film");
  ASSERT_TRUE(lab.apply(lab::SetChain{{}, {low_pass(10)}}));
  ASSERT_TRUE(lab.apply(lab::SetChain{{}, {low_pass(4)}}));
  score(0.35);
  const json bars = widget(lab, "score:view", "score/view");
  EXPECT_EQ(bars["rows"][0]["text"], "0.35 (−0.55)");
  EXPECT_EQ(bars["rows"][0]["before"], 0.9);
  EXPECT_EQ(bars["note"], "The chain changes what the network sees");
  EXPECT_EQ(bars["text"],
            "Score for AP: 0.35 (−0.55); PA: 0.65 (+0.55); in brackets the change from the untouched film; "
            "chance 0.50.");
  const json trail = widget(lab, "score:view", "score/view/trail");
  EXPECT_EQ(trail["values"], json({0.9, 0.35}));
  EXPECT_EQ(trail["note"], "low-pass radius 4");
}

}  // namespace
}  // namespace unseen::ui
