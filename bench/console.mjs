/**
 * Time until the first paint of the console's home, queue and complaint on the demo, at most 300 ms, 95 times of 100;
 * and until their content is painted. The browser has the files of the console already. Run nothing else meanwhile.
 * `npm run bench:console`. With CONSOLE_COMPLAINTS=775000 the task force has that many complaints more, and the first
 * paint takes at most 400 ms.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { chromiumLaunch } from '../console/e2e/chromium.mjs';
import { createTaskForceRows } from './task-force-rows.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const loads = Number(process.env.BENCH_LOADS ?? 60);
const complaints = Number(process.env.CONSOLE_COMPLAINTS ?? 0);
const maxMs = complaints > 0 ? 400 : 300;
const port = 3986;
const supervisor = 'supervisor.task-force@example.org';
const base = `http://localhost:${port}`;
const { chromium } = createRequire(join(root, 'console/e2e/package.json'))('@playwright/test');

const data = await mkdtemp(join(tmpdir(), 'tracker-console-'));
const tracker = spawn(process.execPath, ['scripts/start.mjs', '--demo'], {
  cwd: root,
  env: { ...process.env, PORT: String(port), DATA_DIRECTORY: data, LOG_LEVEL: 'warn' },
  stdio: ['ignore', 'ignore', 'inherit'],
});
const exited = once(tracker, 'exit');
let browser;
try {
  await waitUntilReady();
  if (complaints > 0) await createRows();
  browser = await chromium.launch(await chromiumLaunch());
  const context = await browser.newContext({ baseURL: base, viewport: { width: 1280, height: 900 }, locale: 'en-US' });
  const page = await context.newPage();
  await signIn(page);
  await page.goto('/app/queue?queue=to_assign');
  const complaint = await page.locator('a.line-link').first().getAttribute('href');
  const rows = [];
  for (const [screen, path, content] of [
    ['home', '/app/', '.tile'],
    ['queue', '/app/queue?queue=to_assign', 'tbody tr'],
    ['complaint', complaint, '.case .events li'],
  ]) {
    rows.push({ screen, ...(await measure(page, path, content)) });
  }
  console.table(rows);
  const isLate = rows.some((row) => row['first paint p95 ms'] > maxMs);
  if (isLate) process.exitCode = 1;
  else await writeFigures(rows);
} finally {
  await browser?.close();
  tracker.kill('SIGTERM');
  await exited;
  await rm(data, { recursive: true, force: true });
}

/** Waits until the tracker answers. Throws if it has ended. */
async function waitUntilReady() {
  for (;;) {
    if (tracker.exitCode !== null) throw new Error('The tracker did not start.');
    const answer = await fetch(`${base}/health/ready`).catch(() => null);
    if (answer?.ok) return;
    await delay(200);
  }
}

async function createRows() {
  const { runningServerUrl } = await import('../dist/src/platform/embedded-postgres/running-server-url.js');
  const db = new pg.Client({ connectionString: await runningServerUrl(data, 'superuser') });
  await db.connect();
  const { rows } = await db.query('SELECT task_force_id FROM app.accounts WHERE email = $1', [supervisor]);
  await createTaskForceRows(db, { taskForceId: rows[0].task_force_id, complaints });
  await db.end();
}

async function signIn(page) {
  const accounts = JSON.parse(await readFile(join(data, 'demo-accounts.json'), 'utf8'));
  const { email, password } = accounts.find((account) => account.email === supervisor);
  await page.goto('/app/');
  await page.getByRole('button', { name: 'I have read this and agree' }).click();
  await page.getByLabel('Email').fill(email);
  await page.getByLabel('Password').fill(password);
  await page.getByLabel('Password').press('Enter');
  await page.getByText('Good to see you').waitFor();
}

/** Loads a page again and again. The first five loads fill caches and do not count. */
async function measure(page, path, content) {
  const paints = [];
  const contents = [];
  for (let load = -5; load < loads; load += 1) {
    await page.goto('about:blank');
    await page.goto(`${base}${path}`, { waitUntil: 'commit' });
    const [paint, shown] = await page.evaluate(async (selector) => {
      const frame = () => new Promise((resolve) => window.requestAnimationFrame(resolve));
      while (!document.querySelector(selector)) await frame();
      // The frame that holds the content is painted when the next one begins.
      await frame();
      const at = performance.now();
      return [performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? at, at];
    }, content);
    if (load < 0) continue;
    paints.push(paint);
    contents.push(shown);
  }
  return {
    'first paint p50 ms': percentile(paints, 50),
    'first paint p95 ms': percentile(paints, 95),
    'content p50 ms': percentile(contents, 50),
    'content p95 ms': percentile(contents, 95),
  };
}

function percentile(values, share) {
  const sorted = values.toSorted((one, other) => one - other);
  return Math.round(sorted[Math.ceil((share / 100) * sorted.length) - 1]);
}

async function writeFigures(rows) {
  const folder = join(root, 'test-results/figures/bench.console');
  await mkdir(folder, { recursive: true });
  const [name, file, facts] =
    complaints > 0
      ? ['first paint of the console over many complaints', 'console-complaints.jsonl', { complaints }]
      : ['first paint of the console', 'console.jsonl', {}];
  const lines = rows.map((row) => JSON.stringify({ name, ...facts, ...row }));
  await writeFile(join(folder, file), `${lines.join('\n')}\n`);
}
