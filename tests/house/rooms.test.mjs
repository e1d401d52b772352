// Rooms know only what they may: read in the sources, besides what the compiler enforces.
import assert from 'node:assert/strict';
import test from 'node:test';
import { files, places, text } from './files.mjs';

const code = /^(src|contract)\/.*\.(cpp|h|def)$/;

test('no room but src/wasm knows Emscripten', () => {
  const outside = places(/^(src\/(?!wasm\/)|contract\/).*\.(cpp|h)$/, /emscripten(\/|\.h)|__EMSCRIPTEN__|EMSCRIPTEN_KEEPALIVE/);
  assert.deepEqual(outside, []);
});

test('the wire inside src/wasm is plain C++, so that it is tested natively', () => {
  assert.deepEqual(places(/^src\/wasm\/wire\/.*\.(cpp|h)$/, /#include <emscripten|__EMSCRIPTEN__/), []);
});

test('no room but src/ui includes a header of Dear ImGui', () => {
  assert.deepEqual(places(/^(src\/(?!ui\/)|contract\/).*\.(cpp|h)$/, /#include\s*[<"](imgui|backends\/imgui|imstb)/), []);
});

test('no include climbs out of its folder', () => {
  assert.deepEqual(places(code, /#include\s*[<"]\.\.?\//), []);
});

test('own headers are named with their room', () => {
  const rooms = new Set(files.filter((name) => /^src\/[^/]+\//.test(name)).map((name) => name.split('/')[1]));
  const bare = places(/^(src\/(?!cli\/|wasm\/[^/]+$)|contract\/)(?!.*_fuzz\.cpp).*\.(cpp|h)$/, /#include "/).filter((place) => {
    const named = /#include "([^"]+)"/.exec(place)?.[1] ?? '';
    const [room, ...rest] = named.split('/');
    return rest.length === 0 && !rooms.has(room) && !/imgui|stb_/.test(named);
  });
  assert.deepEqual(bare, []);
});

test('the laboratory has no clock, no randomness and no input or output', () => {
  const forbidden =
    /#include <(chrono|ctime|time\.h|random|iostream|fstream|cstdio|filesystem|thread)>|\b(rand|srand|printf|getenv)\s*\(/;
  assert.deepEqual(places(/^src\/lab\/(?!.*(_test\.cpp|testing\.h)$).*\.(cpp|h)$/, forbidden), []);
});

test('views keep no state: no static and no member variable that changes', () => {
  assert.deepEqual(places(/^src\/ui\/views\/.*\.cpp$/, /^\s*static (?!const|constexpr)[^()]*(=|;)/), []);
});

test('experiments know neither runtime, worker nor clock', () => {
  assert.deepEqual(places(/^src\/experiment\/.*\.(cpp|h)$/, /onnx|#include <(chrono|thread|future)>/i), []);
});

test('the engine’s rooms never reach for the laboratory or the canvas, nor these for the engine', () => {
  assert.deepEqual(places(/^src\/(image|filter|phantom|model|stats|experiment)\/.*\.(cpp|h)$/, /#include "(lab|ui|wasm)\//), []);
  assert.deepEqual(places(/^src\/(lab|ui)\/.*\.(cpp|h)$/, /#include "(image|filter|phantom|model|stats|experiment|wasm)\//), []);
});

test('the list of formats and the folder of formats say the same', () => {
  const listed = [...text('src/image/formats.def').matchAll(/^[A-Z_]+\((\w+)/gm)].map((m) => m[1]);
  assert.ok(listed.length > 0, 'src/image/formats.def lists nothing');
  const there = files
    .map((name) => /^src\/image\/format\/(\w+)\.cpp$/.exec(name)?.[1])
    .filter((name) => name && !/_(test|fuzz)$/.test(name));
  assert.deepEqual([...listed].sort(), there.sort());
});

test('the list of operations and the folder of operations say the same', () => {
  const listed = [...text('src/filter/operations.def').matchAll(/^X\((\w+)\)$/gm)].map((m) => m[1]);
  assert.ok(listed.length > 0, 'src/filter/operations.def lists nothing');
  const there = files
    .filter((name) => /^src\/filter\/\w+\/\w+\.cpp$/.test(name) && !/_(test|fuzz)\.cpp$/.test(name))
    .flatMap((name) => [...text(name).matchAll(/^Operation (\w+)\(\) \{$/gm)].map((m) => [m[1], name]));
  assert.deepEqual([...listed].sort(), there.map(([operation]) => operation).sort());
  for (const [operation, name] of there) assert.ok(name.endsWith(`/${operation}.cpp`), `${operation} is in ${name}`);
});

test('the common C++ only: nothing that one of the three compilers lacks', () => {
  assert.deepEqual(places(code, /std::(bit_cast|format|views|jthread|expected|print)\b|#include <(format|expected|print)>/), []);
});

// src/cli catches what the command-line parser throws.
test('no exception of ours', () => {
  assert.deepEqual(places(/^(src\/(?!cli\/)|contract\/)(?!.*_(test|fuzz)\.cpp).*\.(cpp|h)$/, /(^|\s)(throw\s|catch\s*\()/), []);
});
