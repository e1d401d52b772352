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

/** Milliseconds from each movement of the first step's slider to the score of what it then says. */
export async function sliding(times) {
  globalThis.unseen.set({ window: null, chain: [{ op: 'low-pass', radius: 20 }] });
  await globalThis.unseen.predict();
  const range = document.querySelector('#chain-steps input[type="range"]');
  const took = [];
  for (let i = 0; i < times + 5; i++) {
    range.valueAsNumber = Number(range.min) + (Number(range.max) - Number(range.min)) * (0.2 + (0.6 * i) / (times + 5));
    const began = performance.now();
    range.dispatchEvent(new Event('input', { bubbles: true }));
    const answer = await globalThis.unseen.predict();
    if (!answer.logits) throw new Error(answer.message);
    if (i >= 5) took.push(performance.now() - began);
  }
  globalThis.unseen.set({ chain: [] });
  return took;
}
