// The decoders of compressed medical pixels: files of their packages, each a hashed asset that is fetched when a film needs it.
import { createRequire } from 'node:module';
import type { Plugin } from 'vite';
import { measure } from './measure.ts';

const { resolve } = createRequire(import.meta.url);

/** Name of a decoder in the worker → its WebAssembly. */
export const codecFiles = {
  jpeg: resolve('@cornerstonejs/codec-libjpeg-turbo-8bit/decodewasm'),
  'jpeg-ls': resolve('@cornerstonejs/codec-charls/decodewasm'),
  'jpeg-2000': resolve('@cornerstonejs/codec-openjpeg/decodewasm'),
  htj2k: resolve('@cornerstonejs/codec-openjph/wasm'),
} as const;

/** `virtual:unseen/codecs`, in the decoder's worker: address, size and hash of each. */
export function codecs(): Plugin {
  const id = 'virtual:unseen/codecs';
  return {
    name: 'unseen:codecs',
    apply: 'build',
    resolveId: (source) => (source === id ? `\0${id}` : undefined),
    load(source) {
      if (source !== `\0${id}`) {
        return undefined;
      }
      const files = Object.entries(codecFiles);
      const rows = files.map(([name, file], i) => {
        const { bytes, sha256 } = measure(file);
        return `  '${name}': { url: url${i}, bytes: ${bytes}, sha256: '${sha256}' },`;
      });
      return [
        ...files.map(([, file], i) => `import url${i} from ${JSON.stringify(`${file}?url`)};`),
        `export const codecs = {\n${rows.join('\n')}\n};`,
      ].join('\n');
    },
  };
}
