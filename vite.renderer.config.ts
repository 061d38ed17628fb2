import path from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig, type UserConfig } from 'vite';

const root = import.meta.dirname;

/**
 * The pages, the same for every shell. The nonce is a placeholder that the shell replaces in each page it
 * serves; vite writes it on its scripts and styles and into <meta property="csp-nonce">, where the page
 * finds it for the styles that the component library makes.
 */
export const rendererConfig: UserConfig = {
  root: path.join(root, 'src/renderer'),
  base: '/',
  html: { cspNonce: '__HOLDFAST_NONCE__' },
  plugins: [react()],
  build: {
    outDir: path.join(root, 'out/renderer'),
    emptyOutDir: true,
    target: 'es2024',
    // Fonts and images stay files of their own: the policy allows no fonts from data addresses.
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 4000,
    rollupOptions: { input: path.join(root, 'src/renderer/index.html') },
  },
  worker: { format: 'es' },
};

export default defineConfig(rendererConfig);
