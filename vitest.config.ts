import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['src/**/*.test.ts', 'scripts/**/*.test.ts', 'e2e/cli/**/*.test.ts'],
    globalSetup: ['src/platform/server/testing/global-setup.ts'],
    // One more than the two cores that are counted on: files wait for programs that start, and for the disk.
    maxWorkers: 3,
    testTimeout: 60_000,
    hookTimeout: 120_000,
  },
});
