#pragma once
// The canvas module without Emscripten: JSON requests in, replies out. The lab is the state; the stage draws
// it; the mirror says it. Without a graphics context the lab works and the mirror is the interface.

#include "canvas/stage.h"
#include "lab/lab.h"
#include "wire/reply.h"

namespace unseen {

class CanvasSession {
 public:
  explicit CanvasSession(Screen& screen) : stage_(screen) {}

  /// Answers one request of contract/fixtures/canvas. Every reply carries `dirty` (a frame is wanted),
  /// `revision` (the state's) and `mirror` (the mirror's); `state`, `wanted`, `fresh`, `canUndo` and
  /// `canRedo` when the state changed since they were last told, or when they were asked for. A refusal
  /// changes nothing.
  Reply answer(const nlohmann::json& request, std::span<const std::byte> payload);

 private:
  using Fields = Result<nlohmann::json>;
  using Bytes = std::span<const std::byte>;
  struct Request;
  static const Request requests[];

  Fields start(lab::Reader& in, const nlohmann::json& request, Bytes payload);
  Fields theme(lab::Reader& in, const nlohmann::json& request, Bytes payload);
  Fields motion(lab::Reader& in, const nlohmann::json& request, Bytes payload);
  Fields context(lab::Reader& in, const nlohmann::json& request, Bytes payload);
  Fields slots(lab::Reader& in, const nlohmann::json& request, Bytes payload);
  Fields texture(lab::Reader& in, const nlohmann::json& request, Bytes payload);
  Fields frame(lab::Reader& in, const nlohmann::json& request, Bytes payload);
  Fields input(lab::Reader& in, const nlohmann::json& request, Bytes payload);
  Fields focus(lab::Reader& in, const nlohmann::json& request, Bytes payload);
  Fields command(lab::Reader& in, const nlohmann::json& request, Bytes payload);
  Fields set(lab::Reader& in, const nlohmann::json& request, Bytes payload);
  Fields restore(lab::Reader& in, const nlohmann::json& request, Bytes payload);
  Fields state(lab::Reader& in, const nlohmann::json& request, Bytes payload);
  Fields undo(lab::Reader& in, const nlohmann::json& request, Bytes payload);
  Fields redo(lab::Reader& in, const nlohmann::json& request, Bytes payload);
  Fields reset(lab::Reader& in, const nlohmann::json& request, Bytes payload);
  Fields permalink(lab::Reader& in, const nlohmann::json& request, Bytes payload);
  Fields read_link(lab::Reader& in, const nlohmann::json& request, Bytes payload);
  Fields mirror(lab::Reader& in, const nlohmann::json& request, Bytes payload);
  Fields act(lab::Reader& in, const nlohmann::json& request, Bytes payload);

  Result<void> apply(const std::vector<ui::Emitted>& emitted);
  void tell_state(nlohmann::json& fields);
  void look_into_mirror();

  Stage stage_;
  lab::Lab lab_;
  bool started_ = false;
  std::uint64_t told_ = 0, drawn_ = 0;  // revisions
  std::string acting_;                  // the twin that is being dragged
  std::uint64_t act_gesture_ = 0;
  nlohmann::json mirror_;
  std::uint64_t mirrored_ = 0, mirror_revision_ = 0;
};

}  // namespace unseen
