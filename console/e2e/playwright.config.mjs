import { availableParallelism } from 'node:os';
import { defineConfig } from '@playwright/test';
import { chromiumLaunch } from './chromium.mjs';
import { findFreePorts, portsSetting } from './locations.mjs';

/** Whether a tracker runs already, on that port. */
const isStarted = process.env.CONSOLE_PORT !== undefined;
/** Whether all tests run. A second demo would only delay a few. */
const isWhole = process.argv.slice(2).every((argument) => argument === 'test');
const workers = isWhole && !isStarted ? Math.min(2, availableParallelism()) : 1;
if (!isStarted) process.env[portsSetting] ??= (await findFreePorts(workers)).join(',');

/** Tests of the console in a real browser. Each worker has a demo with a database of its own. */
export default defineConfig({
  testDir: '.',
  testMatch: '*.spec.mjs',
  outputDir: '../../test-results/console',
  workers,
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
  ...(!isStarted && {
    webServer: {
      command: `node trackers.mjs ${workers}`,
      wait: { stdout: /ready/ },
      timeout: 600_000,
      // A tracker stops its Postgres before it ends.
      gracefulShutdown: { signal: 'SIGTERM', timeout: 30_000 },
    },
  }),
});
