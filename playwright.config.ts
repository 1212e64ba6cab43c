import { defineConfig } from '@playwright/test';

/** Browser tests: each file starts the whole program on a port and a data folder of its own, most on a copy of one demo. */
export default defineConfig({
  testDir: 'e2e',
  globalSetup: './e2e/support/ready-demo.ts',
  testMatch: '**/*.spec.ts',
  timeout: 240_000,
  expect: { timeout: 30_000 },
  workers: 2,
  retries: 0,
  reporter: [['list'], ['json', { outputFile: '.cache/results/playwright.json' }]],
  outputDir: 'test-results',
  use: {
    trace: 'off',
    locale: 'vi-VN',
    timezoneId: 'Asia/Ho_Chi_Minh',
    launchOptions: {
      executablePath: process.env.TIENGMO_CHROMIUM ?? '/usr/bin/chromium',
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
        // Two pages fill two processors: helpers of the garbage collector would only take turns with them.
        '--js-flags=--single-threaded',
      ],
    },
  },
});
