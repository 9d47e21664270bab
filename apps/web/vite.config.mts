import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';

/** Static files for the API to serve. Nothing is inlined: the content security policy admits only files of this origin. */
export default defineConfig({
  publicDir: false,
  // The server writes the number of each answer in its place.
  html: { cspNonce: '__CSP_NONCE__' },
  resolve: { alias: { '@app': fileURLToPath(new URL('../../libs', import.meta.url)) } },
  oxc: { jsx: { runtime: 'automatic' } },
  build: {
    outDir: '../../dist/apps/web/public',
    emptyOutDir: true,
    target: 'es2022',
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    chunkSizeWarningLimit: 1500,
    rolldownOptions: {
      // Ant Design marks its files 'use client', which means nothing here and would fill the log.
      checks: { moduleLevelDirective: false },
      output: {
        codeSplitting: {
          groups: [
            { name: 'react', test: /node_modules[\\/](react|react-dom|react-router|react-router-dom|scheduler)[\\/]/ },
            { name: 'charts', test: /node_modules[\\/](echarts|zrender)[\\/]/ },
          ],
        },
      },
    },
  },
  server: { port: 5173, proxy: { '/api': process.env.MINGJIAN_API ?? 'http://127.0.0.1:3000' } },
});
