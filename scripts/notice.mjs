// dist/THIRD-PARTY.txt: what others made that ships with the site, with its licence. Whether a C++ library ships is read from
// what the compilers opened for the two wasm modules, so an entry neither outlives its use nor is forgotten.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { mit, packaged } from './licences.mjs';
import { ask, at, main, Stop, say } from './run.mjs';

const read = (file) => readFileSync(file, 'utf8').trim();
const debian = (name) => read(`/usr/share/doc/${name}/copyright`);

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
    if (packaged[name]) return { ...packaged[name], title: `${packaged[name].title} (${name} ${facts.version})` };
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
