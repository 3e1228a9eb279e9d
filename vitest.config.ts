import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    projects: [
      { extends: true, test: { name: 'unit', include: ['test/{core,contract,app,adapters,api,cli,architecture,contracts,packaging,samples,fuzz}/**/*.test.ts'] } },
      { extends: true, test: { name: 'ui', environment: 'jsdom', include: ['test/ui/**/*.test.{ts,tsx}'] } },
      { extends: true, test: { name: 'integration', include: ['test/{integration,e2e}/**/*.test.ts'], testTimeout: 120_000, hookTimeout: 180_000, fileParallelism: false } },
    ],
  },
});
