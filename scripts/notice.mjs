// dist/THIRD-PARTY.txt: what others made that ships with the site, with its licence. Whether a C++ library ships is read from
// what the compilers opened for the two wasm modules, so an entry neither outlives its use nor is forgotten.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { ask, at, main, Stop, say } from './run.mjs';

const read = (file) => readFileSync(file, 'utf8').trim();
const debian = (name) => read(`/usr/share/doc/${name}/copyright`);

const mit = (copyright) => `${copyright}

Permission is hereby granted, free of charge, to any person obtaining a copy of this software and associated documentation files
(the "Software"), to deal in the Software without restriction, including without limitation the rights to use, copy, modify,
merge, publish, distribute, sublicense, and/or sell copies of the Software, and to permit persons to whom the Software is
furnished to do so, subject to the following conditions:

The above copyright notice and this permission notice shall be included in all copies or substantial portions of the Software.

THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR IMPLIED, INCLUDING BUT NOT LIMITED TO THE WARRANTIES OF
MERCHANTABILITY, FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE AUTHORS OR COPYRIGHT HOLDERS BE
LIABLE FOR ANY CLAIM, DAMAGES OR OTHER LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR OTHERWISE, ARISING FROM, OUT OF OR IN
CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN THE SOFTWARE.`;

/** Libraries that are linked into the wasm modules: `opened` is a path that the compiler opened when the library is used. */
const compiled = [
  { opened: 'deps/imgui/imgui.h', title: 'Dear ImGui 1.90.1', text: () => read(at('build/deps/imgui/LICENSE.txt')) },
  { opened: 'deps/stb/stb_', title: 'stb (20241109)', text: () => read(at('build/deps/stb/LICENSE')) },
  { opened: '/nlohmann/', title: 'JSON for Modern C++', text: () => debian('nlohmann-json3-dev') },
  { opened: '/tl/expected', title: 'tl::expected', text: () => debian('libexpected-dev') },
  { opened: '/fmt/', title: 'fmt', text: () => debian('libfmt-dev') },
  { opened: '/Eigen/', title: 'Eigen', text: () => debian('libeigen3-dev') },
  { opened: '/hwy/', title: 'Highway', text: () => debian('libhwy-dev') },
];

/** Parts of every module that emscripten builds. */
const runtime = [
  {
    title: "Emscripten's runtime and start code",
    text: () => mit('Copyright (c) 2010-2022 Emscripten authors, see its AUTHORS file.'),
  },
  { title: 'musl (C library)', text: () => read('/usr/share/emscripten/system/lib/libc/musl/COPYRIGHT') },
  {
    title: 'libc++, libc++abi, compiler-rt (LLVM)',
    text: () => 'Apache License 2.0 with LLVM Exceptions: https://llvm.org/LICENSE.txt',
  },
];

/** npm packages whose files are bundled; each version is the installed one. */
function bundled() {
  const { dependencies } = JSON.parse(read(at('package.json')));
  return Object.keys(dependencies).map((name) => {
    const facts = JSON.parse(read(at('node_modules', name, 'package.json')));
    const file = ['LICENSE', 'LICENSE.txt', 'LICENSE.md'].map((f) => at('node_modules', name, f)).find(existsSync);
    if (name === 'onnxruntime-web') {
      const others = `https://github.com/microsoft/onnxruntime/blob/v${facts.version}/ThirdPartyNotices.txt`;
      return {
        title: `ONNX Runtime Web ${facts.version}`,
        text: () => `${mit('Copyright (c) Microsoft Corporation')}\n\nWhat it contains of others: ${others}`,
      };
    }
    if (!file)
      throw new Stop(`${name} ships with the site but its package holds no licence: say in scripts/notice.mjs what it is.`);
    return { title: `${name} ${facts.version}`, text: () => read(file) };
  });
}

/** Every file the compilers opened for the wasm modules. */
export function opened() {
  const listed = ask('ninja', ['-C', at('build/wasm'), '-t', 'deps']);
  if (listed === undefined) throw new Stop('build/wasm is not built yet: npm run build');
  return listed
    .split('\n')
    .filter((line) => line.startsWith('    '))
    .map((line) => line.trim());
}

export function notice() {
  const files = opened();
  const parts = [
    ...bundled(),
    ...compiled.filter((part) => files.some((file) => file.includes(part.opened))),
    ...runtime,
    { title: 'Inter (typeface), cut down to what is used', text: () => debian('fonts-inter') },
  ];
  const line = '='.repeat(100);
  const intro = 'Unseen is under the Apache License 2.0. It ships with the work of others, listed here with their licences.';
  return `${[intro, ...parts.map((part) => `${line}\n${part.title}\n${line}\n\n${part.text()}`)].join('\n\n')}\n`;
}

export function writeNotice(file = at('build/THIRD-PARTY.txt')) {
  mkdirSync(at('build'), { recursive: true });
  const text = notice();
  if (!existsSync(file) || read(file) !== text.trim()) writeFileSync(file, text);
  return file;
}

await main(import.meta.url, () => {
  say(writeNotice());
});
