let session;
let feeds;

globalThis.onmessage = async ({ data: message }) => {
  if (message !== 'run') {
    const ort = await import('/bench/ort/ort.wasm.min.mjs');
    ort.env.wasm.wasmPaths = '/bench/ort/';
    ort.env.wasm.numThreads = message.threads;
    session = await ort.InferenceSession.create(message.model, { externalData: message.external ?? [] });
    feeds = { [session.inputNames[0]]: new ort.Tensor('float32', message.data, message.dims) };
    globalThis.postMessage('ready');
    return;
  }
  const began = performance.now();
  const { logits } = await session.run(feeds);
  globalThis.postMessage({ took: performance.now() - began, logits: Array.from(logits.data) });
};
