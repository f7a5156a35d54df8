import { fileURLToPath } from 'node:url';
import { defineConfig } from '@playwright/test';
import { chromiumLaunch } from './chromium.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));
const port = Number(process.env.CONSOLE_PORT ?? 3987);

/** Tests of the console in a real browser, against the demo with a database of its own. */
export default defineConfig({
  testDir: '.',
  testMatch: '*.spec.mjs',
  outputDir: '../../test-results/console',
  workers: 1,
  // Far longer than any test takes: a slow machine is not a fault of the console.
  timeout: 240_000,
  expect: { timeout: 60_000 },
  reporter: [['list'], ['json', { outputFile: process.env.CONSOLE_REPORT ?? '../../test-results/console.json' }]],
  use: {
    baseURL: `http://localhost:${port}`,
    launchOptions: await chromiumLaunch(),
    locale: 'en-US',
    timezoneId: 'America/Chicago',
    contextOptions: { reducedMotion: 'reduce' },
    viewport: { width: 1280, height: 900 },
    screenshot: 'only-on-failure',
    // A trace doubles the time of a test with many clicks.
    trace: process.env.CONSOLE_TRACE === undefined ? 'off' : 'retain-on-failure',
  },
  webServer: {
    command: 'rm -rf test-results/console-data && node scripts/start.mjs --demo',
    cwd: root,
    url: `http://localhost:${port}/health/ready`,
    timeout: 300_000,
    // The tracker stops its Postgres before it ends.
    gracefulShutdown: { signal: 'SIGTERM', timeout: 30_000 },
    reuseExistingServer: process.env.CONSOLE_PORT !== undefined,
    env: { PORT: String(port), DATA_DIRECTORY: `${root}test-results/console-data`, LOG_LEVEL: 'warn' },
  },
});
