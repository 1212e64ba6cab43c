import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['src/**/*.test.ts', 'scripts/**/*.test.ts', 'e2e/cli/**/*.test.ts'],
    globalSetup: ['src/platform/server/testing/global-setup.ts'],
    maxWorkers: 2,
    // The program keeps nothing of one database for another: files share a worker, which reads the program once.
    isolate: false,
    testTimeout: 60_000,
    hookTimeout: 120_000,
  },
});
