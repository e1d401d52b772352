// The page's sources: who holds pixels, and what never happens to them.
import assert from 'node:assert/strict';
import test from 'node:test';
import { places } from './files.mjs';

const sources = /^web\/(?!.*\.test\.ts).*\.ts$/;

test('nothing is read back from a canvas', () => {
  assert.deepEqual(places(sources, /\b(getImageData|toDataURL|toBlob|readPixels|convertToBlob)\s*\(/), []);
});

test('only the engine worker starts the engine module, and only the bridge keeps a file', () => {
  const starts = places(sources, /kind: 'pixels'|_unseen_request/).map((place) => place.split(':')[0]);
  assert.deepEqual(
    [...new Set(starts)].filter((name) => !/^web\/(engine-worker|wire)\//.test(name)),
    [],
  );
  const keeps = places(sources, /(#\w*(opened|file|bytes)\w*\b[^;]*ArrayBuffer|#opened: )/i).map((place) => place.split(':')[0]);
  assert.deepEqual(
    [...new Set(keeps)].filter((name) => !/^web\/(engine-worker\/|page\/bridge\.ts)/.test(name)),
    [],
  );
});

test('no console line: what goes wrong is said on the page, without names', () => {
  assert.deepEqual(places(sources, /\bconsole\.\w+\(/), []);
});

test('text becomes text nodes only', () => {
  assert.deepEqual(places(sources, /\b(innerHTML|outerHTML|insertAdjacentHTML|document\.write)\b/), []);
});

test('no time of day and no random number decides anything in the workers', () => {
  assert.deepEqual(
    places(/^web\/((engine|runtime|decoder)-worker|medical)\/(?!.*\.test\.ts).*\.ts$/, /Math\.random|Date\.now|new Date/),
    [],
  );
});
