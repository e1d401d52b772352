// What the site is made of besides its own sources: the two wasm modules, the runtime, the fonts and the models, with size and
// SHA-256 of each. The page gets totals and hashes from here, never from a length header (which counts compressed bytes).
import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Plugin } from 'vite';
import { measure } from './measure.ts';

export const root = path.resolve(import.meta.dirname, '../..');
const runtime = path.join(root, 'node_modules/onnxruntime-web/dist');

export { measure };

export const modelFolders = () =>
  existsSync(path.join(root, 'models'))
    ? readdirSync(path.join(root, 'models'), { withFileTypes: true })
        .filter((entry) => entry.isDirectory() && existsSync(path.join(root, 'models', entry.name, 'card.json')))
        .map((entry) => entry.name)
        .sort()
    : [];

/** Id in the page → file; each becomes a hashed asset of its own. */
const assets = {
  engineGlue: path.join(root, 'build/wasm/engine.mjs'),
  engineWasm: path.join(root, 'build/wasm/engine.wasm'),
  canvasGlue: path.join(root, 'build/wasm/canvas.mjs'),
  canvasWasm: path.join(root, 'build/wasm/canvas.wasm'),
  runtimeGlue: path.join(runtime, 'ort-wasm-simd-threaded.mjs'),
  runtimeWasm: path.join(runtime, 'ort-wasm-simd-threaded.wasm'),
  graphicsGlue: path.join(runtime, 'ort-wasm-simd-threaded.jspi.mjs'),
  graphicsWasm: path.join(runtime, 'ort-wasm-simd-threaded.jspi.wasm'),
  gate: path.join(root, 'models/gate/gate.json'),
  findings: path.join(root, 'assets/findings/findings.json'),
  fontRegular: path.join(root, 'build/fonts/canvas-regular.otf'),
  fontSemibold: path.join(root, 'build/fonts/canvas-semibold.otf'),
};

interface Row {
  readonly model: string;
  readonly images: number;
  readonly corruptions: Readonly<Record<string, object>>;
}

/** What shuffled pixels do to each model over its held-out films, of models/matrix.json. */
function shuffled(): object {
  const rows = JSON.parse(readFileSync(path.join(root, 'models/matrix.json'), 'utf8')) as Row[];
  return Object.fromEntries(
    rows.map(({ model, images, corruptions }) => [
      model,
      { images, untouched: corruptions.none, shuffled: corruptions['pixels shuffled'] },
    ]),
  );
}

/** `virtual:unseen/inputs`: address, size and hash of each asset, every shipped model's card, and what shuffled pixels do to it. */
export function inputs(): Plugin {
  const id = 'virtual:unseen/inputs';
  const missing = () => Object.values(assets).filter((file) => !existsSync(file));
  return {
    name: 'unseen:inputs',
    apply: 'build',
    buildStart() {
      const absent = missing();
      if (absent.length > 0) {
        this.error(`not built yet: ${absent.map((file) => path.relative(root, file)).join(', ')} (npm run build makes them)`);
      }
    },
    resolveId: (source) => (source === id ? `\0${id}` : undefined),
    load(source) {
      if (source !== `\0${id}`) {
        return undefined;
      }
      const names = Object.keys(assets) as (keyof typeof assets)[];
      const imports = names.map((name) => `import ${name} from ${JSON.stringify(`${assets[name]}?url`)};`);
      const rows = names.map((name) => {
        const { bytes, sha256 } = measure(assets[name]);
        return `  ${name}: { url: absolute(${name}), bytes: ${bytes}, sha256: '${sha256}' },`;
      });
      const models = modelFolders().map((folder) => {
        const text = readFileSync(path.join(root, 'models', folder, 'card.json'), 'utf8');
        return `  { folder: absolute('./models/${folder}/'), text: ${JSON.stringify(text)} },`;
      });
      return [
        ...imports,
        'const absolute = (url) => new URL(url, document.baseURI).href;',
        `export const assets = {\n${rows.join('\n')}\n};`,
        `export const models = [\n${models.join('\n')}\n];`,
        `export const shuffled = ${JSON.stringify(shuffled())};`,
      ].join('\n');
    },
  };
}

/** The commit the site was built from; empty outside a checkout. */
export function commit(): string {
  try {
    return execFileSync('git', ['rev-parse', '--short=12', 'HEAD'], {
      cwd: root,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    }).trim();
  } catch {
    return '';
  }
}

export function version(): string {
  return (JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as { version: string }).version;
}
