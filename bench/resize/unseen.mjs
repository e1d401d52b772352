// Our engine module by itself in this page: windowed film to the model's tensor.
export async function startEngine(glue, wasm) {
  const { default: factory } = await import(glue);
  const code = await WebAssembly.compileStreaming(fetch(wasm));
  const engine = await factory({
    instantiateWasm(imports, done) {
      WebAssembly.instantiate(code, imports).then(done);
      return {};
    },
  });
  const put = (bytes) => {
    const at = engine._unseen_reserve(bytes.length);
    engine.HEAPU8.set(bytes, at);
    return at;
  };
  /** Asks the module; gives the answer and the milliseconds the module itself took. */
  return (question, payload = new Uint8Array(0)) => {
    const text = new TextEncoder().encode(JSON.stringify(question));
    const [json, bytes] = [put(text), payload.length ? put(payload) : 0];
    const began = performance.now();
    const at = engine._unseen_request(json, text.length, bytes, payload.length);
    const took = performance.now() - began;
    const [j, jl, p, pl] = new Uint32Array(engine.HEAPU8.buffer, at, 4);
    const answer = JSON.parse(new TextDecoder().decode(engine.HEAPU8.subarray(j, j + jl)));
    if (!answer.ok) throw new Error(answer.message);
    return { answer, payload: engine.HEAPU8.slice(p, p + pl), took };
  };
}

export async function prepare({ ask, card }) {
  ask({ kind: 'card', text: JSON.stringify(card) });
  return () => {
    const { payload } = ask({ kind: 'tensor', model: card.id, window: null, chain: [] });
    return new Float32Array(payload.buffer);
  };
}
