import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

/** The panel. Relative addresses, because Docker Desktop loads it from `file://`. */
export default defineConfig({
  root: `${import.meta.dirname}/ui`,
  base: './',
  plugins: [react()],
  build: { outDir: `${import.meta.dirname}/dist/ui`, emptyOutDir: true, target: 'es2022', reportCompressedSize: true, modulePreload: { polyfill: false } },
});
