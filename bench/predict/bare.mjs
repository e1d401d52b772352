// ONNX Runtime Web by itself, in a module worker as the page has one: the same files, model and tensor, and nothing else.
export async function prepare({ ort, model, dims, data, threads }) {
  const worker = new Worker('/bench/bench/predict/bare-worker.mjs', { type: 'module' });
  const ask = (message) =>
    new Promise((done, fail) => {
      worker.onmessage = ({ data: answer }) => done(answer);
      worker.onerror = (event) => fail(new Error(event.message));
      worker.postMessage(message);
    });
  await ask({ ort, model, dims, data, threads });
  return { run: () => ask('run'), end: () => worker.terminate() };
}
