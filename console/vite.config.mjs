import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

const uswds = fileURLToPath(new URL('../node_modules/@uswds/uswds', import.meta.url));
const apiAddress = process.env.CONSOLE_API ?? 'http://localhost:3000';

/**
 * Builds the console for a strict content security policy: no inline script or style, and no data: URL. `vite` alone
 * serves it for development, and passes API requests to a running tracker.
 */
export default defineConfig({
  root: fileURLToPath(new URL('.', import.meta.url)),
  base: '/app/',
  configFile: false,
  cacheDir: '../node_modules/.cache/vite',
  plugins: [react()],
  resolve: { alias: { '~uswds': join(uswds, 'dist') } },
  css: {
    preprocessorOptions: { scss: { loadPaths: [join(uswds, 'packages')], quietDeps: true } },
  },
  build: {
    outDir: '../dist/console',
    emptyOutDir: true,
    target: 'es2022',
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    rolldownOptions: { checks: { pluginTimings: false } },
  },
  server: {
    port: 5173,
    // The tracker compares Origin with Host, so both are its own.
    proxy: { '/api': { target: apiAddress, changeOrigin: true, headers: { origin: apiAddress } } },
  },
});
