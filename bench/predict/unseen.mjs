// The page's own way: each turn another window, so that nothing remembered can answer. Gives the time of the whole question and of
// the run of the network within it.
export async function prepare() {
  let turn = 0;
  return async () => {
    turn = (turn + 1) % 2;
    globalThis.unseen.set({ window: turn ? { center: 128.25, width: 256 } : null });
    const began = performance.now();
    const answer = await globalThis.unseen.predict();
    if (!answer.logits) throw new Error(answer.message);
    return { total: performance.now() - began, inference: answer.timings.inference };
  };
}
