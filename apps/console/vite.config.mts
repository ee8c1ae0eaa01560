import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { compressAssets } from './build/compress-assets.mts';
import { weighFirstLoad } from './build/weigh-first-load.mts';

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));
/** Where `npm run console:dev` sends /api: the gateway of a stack that runs. */
const gateway = process.env['GATEWAY_URL'] ?? 'http://127.0.0.1:4000';

export default defineConfig({
  root: here('.'),
  plugins: [react(), compressAssets(), weighFirstLoad()],
  server: {
    host: '127.0.0.1',
    port: 4173,
    // The gateway takes changes from its own pages only, which these are while they are written.
    proxy: { '/api': { target: gateway, changeOrigin: true, headers: { origin: gateway } } },
  },
  build: {
    outDir: here('../../dist/apps/console'),
    emptyOutDir: true,
    // Nothing inline: the policy of the page lets no data: script or style in.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    chunkSizeWarningLimit: 1000,
  },
});
