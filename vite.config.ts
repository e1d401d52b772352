// How dist/ is made: `npx vite build`, after both wasm modules and the fonts exist (npm run build sees to that).
import { defaultClientConditions, defineConfig } from 'vite';
import { headersFile, policy } from './scripts/headers.mjs';
import { codecs } from './web/tooling/codecs.ts';
import { commit, inputs, version } from './web/tooling/inputs.ts';
import { outputs, policyInPage } from './web/tooling/outputs.ts';
import { samples } from './web/tooling/samples.ts';
import { skeletons } from './web/tooling/skeletons.ts';

/** The runtime's glue and wasm stay files of their own, so that page and worker name the same checked bytes. */
const conditions = ['onnxruntime-web-use-extern-wasm', ...defaultClientConditions];

export default defineConfig({
  root: 'web',
  base: './',
  publicDir: '../assets/public',
  define: { __VERSION__: JSON.stringify(version()), __COMMIT__: JSON.stringify(commit()) },
  resolve: { conditions },
  plugins: [inputs(), samples(), skeletons(), policyInPage(policy), outputs(headersFile)],
  worker: {
    format: 'es',
    plugins: () => [codecs()],
    rollupOptions: {
      output: {
        entryFileNames: '[name].[hash].js',
        chunkFileNames: '[name].[hash].js',
        assetFileNames: '[name].[hash][extname]',
      },
    },
  },
  build: {
    outDir: '../dist',
    emptyOutDir: true,
    target: 'es2022',
    // Where light-dark() is the browser's own: a replacement would not follow the film's own dark scheme.
    cssTarget: ['chrome123', 'firefox120', 'safari17.5'],
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    rollupOptions: {
      output: {
        entryFileNames: '[name].[hash].js',
        chunkFileNames: '[name].[hash].js',
        assetFileNames: '[name].[hash][extname]',
      },
    },
  },
  test: { include: ['web/**/*.test.ts'], root: import.meta.dirname },
} as Parameters<typeof defineConfig>[0]);
