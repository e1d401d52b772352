// ONNX Runtime Web by itself, in a module worker as the page has one: the same files, model and tensor, and nothing else.
// `external`: weights that lie beside the model, as ONNX Runtime takes them.
export async function prepare(given) {
  const worker = new Worker('/bench/bench/predict/bare-worker.mjs', { type: 'module' });
  const ask = (message) =>
    new Promise((done, fail) => {
      worker.onmessage = ({ data: answer }) => done(answer);
      worker.onerror = (event) => fail(new Error(event.message));
      worker.postMessage(message);
    });
  await ask(given);
  return { run: () => ask('run'), end: () => worker.terminate() };
}
