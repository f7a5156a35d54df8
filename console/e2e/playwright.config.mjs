import { defineConfig } from '@playwright/test';
import { chromiumLaunch } from './chromium.mjs';
import { trackers } from './places.mjs';

/** Tests of the console in a real browser. Each worker has a demo with a database of its own. */
export default defineConfig({
  testDir: '.',
  testMatch: '*.spec.mjs',
  outputDir: '../../test-results/console',
  workers: trackers,
  // Far longer than any test takes: a slow machine is not a fault of the console.
  timeout: 240_000,
  expect: { timeout: 60_000 },
  reporter: [['list'], ['json', { outputFile: process.env.CONSOLE_REPORT ?? '../../test-results/console.json' }]],
  use: {
    launchOptions: await chromiumLaunch(),
    locale: 'en-US',
    timezoneId: 'America/Chicago',
    contextOptions: { reducedMotion: 'reduce' },
    viewport: { width: 1280, height: 900 },
    screenshot: 'only-on-failure',
    // A trace doubles the time of a test with many clicks.
    trace: process.env.CONSOLE_TRACE === undefined ? 'off' : 'retain-on-failure',
  },
  ...(process.env.CONSOLE_PORT === undefined && {
    webServer: {
      command: 'node trackers.mjs',
      wait: { stdout: /ready/ },
      timeout: 600_000,
      // A tracker stops its Postgres before it ends.
      gracefulShutdown: { signal: 'SIGTERM', timeout: 30_000 },
    },
  }),
});
