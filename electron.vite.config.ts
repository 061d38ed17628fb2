import path from 'node:path';
import { defineConfig } from 'electron-vite';
import { rendererConfig } from './vite.renderer.config.ts';

const source = (file: string): string => path.join(import.meta.dirname, 'src', file);

/** Main and core are modules; the preload is one CommonJS file, since a sandboxed preload can't be a module. */
export default defineConfig({
  main: {
    build: {
      outDir: 'out/main',
      rollupOptions: {
        input: {
          index: source('main/index.ts'),
          'core-process': source('main/core-process.ts'),
          worker: source('core/workers/worker.ts'),
          'past-worker': source('contract/past/worker.ts'),
        },
        // Flat: the code finds its neighbours beside itself and package.json two folders up, as in src/.
        output: { format: 'es', entryFileNames: '[name].js', chunkFileNames: '[name]-[hash].js' },
      },
    },
  },
  preload: {
    build: {
      outDir: 'out/preload',
      rollupOptions: {
        input: { index: source('preload/index.ts') },
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: rendererConfig,
});
