import { defineConfig } from 'vitest/config';

/** The package has a `browser` field alone, which Vitest does not follow outside a browser. */
const dockerClient = { '@docker/extension-api-client': `${import.meta.dirname}/node_modules/@docker/extension-api-client/dist/index.js` };

export default defineConfig({
  test: {
    projects: [
      { extends: true, test: { name: 'unit', include: ['test/{core,contract,app,adapters,analysis,sandboxed,api,cli,architecture,contracts,packaging,samples,fuzz}/**/*.test.ts'] } },
      { extends: true, resolve: { alias: dockerClient }, test: { name: 'ui', environment: 'jsdom', include: ['test/ui/**/*.test.{ts,tsx}'] } },
      { extends: true, test: { name: 'integration', include: ['test/{integration,e2e}/**/*.test.ts'], testTimeout: 120_000, hookTimeout: 180_000, fileParallelism: false, maxConcurrency: 3 } },
    ],
  },
});
