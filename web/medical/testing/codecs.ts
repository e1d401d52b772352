// The decoders as the site ships them, started from the installed packages.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { decoders, type WasmCodec } from '../codecs/registry';
import { codecFiles } from '../../tooling/codecs';

const require = createRequire(import.meta.url);

export const installed = () =>
  decoders((name: WasmCodec) => WebAssembly.compile(readFileSync(require.resolve(codecFiles[name]))));
