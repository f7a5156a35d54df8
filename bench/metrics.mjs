/**
 * Time of a scrape of the metrics over the demo's record, once each route has been requested: under 50 ms, also when the
 * scrape queries the database. Run nothing else meanwhile. `npm run bench:metrics`.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { median } from './reports/numbers.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const port = 3987;
const metricsPort = 3988;
/** Time for which the tracker keeps a result of the database, and a little more. */
const keptMs = 5200;
const maxMs = 50;

const data = await mkdtemp(join(tmpdir(), 'tracker-metrics-'));
const tracker = spawn(process.execPath, ['scripts/start.mjs', '--demo'], {
  cwd: root,
  env: {
    ...process.env,
    ...{ PORT: String(port), METRICS_PORT: String(metricsPort), DATA_DIRECTORY: data, LOG_LEVEL: 'warn' },
  },
  stdio: ['ignore', 'ignore', 'inherit'],
});
const exited = once(tracker, 'exit');
try {
  await waitUntilReady();
  const routes = await requestEachRoute();
  const queried = await scrapes(10, keptMs);
  const kept = await scrapes(50, 0);
  const text = await (await fetch(`http://127.0.0.1:${metricsPort}/metrics`)).text();
  const series = text.split('\n').filter((line) => line !== '' && !line.startsWith('#')).length;
  console.log(
    `A scrape has ${series} series of ${routes} requested routes, and ${Math.round(text.length / 1024)} KiB. ` +
      `With its query: median ${format(median(queried))} ms, longest ${format(Math.max(...queried))} ms. ` +
      `Without: median ${format(median(kept))} ms. At most ${maxMs} ms.`,
  );
  if (median(queried) >= maxMs) process.exitCode = 1;
} finally {
  tracker.kill('SIGTERM');
  await exited;
  await rm(data, { recursive: true, force: true });
}

async function waitUntilReady() {
  for (;;) {
    const answer = await fetch(`http://127.0.0.1:${port}/health/ready`).catch(() => null);
    if (answer?.ok) return;
    if (tracker.exitCode !== null) throw new Error('The demo did not start.');
    await delay(250);
  }
}

/** Sends a request to each operation of the API. Without a session it is refused, and counted under its route. */
async function requestEachRoute() {
  const { paths } = JSON.parse(await readFile(join(root, 'docs/openapi.json'), 'utf8'));
  let routes = 0;
  for (const [path, operations] of Object.entries(paths)) {
    const url = `http://127.0.0.1:${port}${path.replaceAll(/\{\w+\}/g, '00000000-0000-7000-8000-000000000000')}`;
    for (const method of ['get', 'post', 'put', 'delete'].filter((one) => one in operations)) {
      await (await fetch(url, { method: method.toUpperCase() })).arrayBuffer();
      routes += 1;
    }
  }
  return routes;
}

async function scrapes(count, pauseMs) {
  const taken = [];
  for (let scrape = 0; scrape < count; scrape += 1) {
    await delay(pauseMs);
    const began = performance.now();
    await (await fetch(`http://127.0.0.1:${metricsPort}/metrics`)).text();
    taken.push(performance.now() - began);
  }
  return taken;
}

function format(ms) {
  return ms.toFixed(1);
}
