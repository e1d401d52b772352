// Where the decoders of compressed medical pixels lie in their packages.

/** Name of a decoder in the worker → its WebAssembly; each becomes a hashed asset of its own. */
export const codecFiles = {
  jpeg: '@cornerstonejs/codec-libjpeg-turbo-8bit/decodewasm',
  'jpeg-ls': '@cornerstonejs/codec-charls/decodewasm',
  'jpeg-2000': '@cornerstonejs/codec-openjpeg/decodewasm',
  htj2k: '@cornerstonejs/codec-openjph/wasm',
} as const;
