// The decoders as the site ships them, started from the installed packages.
import { readFileSync } from 'node:fs';
import { codecFiles } from '../../tooling/codecs';
import { decoders, type WasmCodec } from '../codecs/registry';

export const installed = () => decoders((name: WasmCodec) => WebAssembly.compile(readFileSync(codecFiles[name])));
