/**
 * Measures the tracker against a bare server doing the same SQL. They take turns, so that a drift of the machine's
 * speed affects both. Prints a table, and keeps the raw rows in bench/results/.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdir, mkdtemp, realpath, rm, writeFile } from 'node:fs/promises';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { layGround } from './ground.mjs';
import { casesFor } from './requests.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const rounds = Number(process.env.BENCH_ROUNDS ?? 5);
const seconds = Number(process.env.BENCH_SECONDS ?? 4);
const connections = 20;
const { startEmbeddedPostgres } = await import('../dist/src/platform/embedded-postgres/embedded-postgres.js');
const { migrate } = await import('../dist/src/platform/database/migrate.js');
const { migrations } = await import('../dist/migrations/index.js');

const directory = await mkdtemp(join(tmpdir(), 'tracker-bench-'));
// Under root, Postgres runs as another user, who needs access to the folder.
await chmod(directory, 0o711);
const postgres = await startEmbeddedPostgres({ directory });
const children = [];
try {
  await migrate(postgres.ownerUrl, migrations);
  const adminUrl = Object.assign(new URL(postgres.adminUrl), { pathname: new URL(postgres.ownerUrl).pathname }).href;
  const ground = await layGround(adminUrl, 25_000);
  const tracker = await server(['dist/src/main.js'], {
    DATABASE_URL: postgres.appUrl,
    DATABASE_AUTH_URL: postgres.authUrl,
    PORT: '0',
    REQUESTS_PER_MINUTE: '1000000',
  });
  const bare = await server(['bench/bare-server.mjs', adminUrl, ground.taskForceId], {});
  const rows = [];
  for (const { name, floor, goal, requests } of casesFor(ground)) {
    const ours = requests.map((request) => ({ ...request, path: `/api/v1${request.path}` }));
    for (let round = 0; round <= rounds; round += 1) {
      const a = await load({ port: tracker, requests: ours, connections, seconds });
      const b = await load({ port: bare, requests, connections, seconds });
      // The first round is a warm-up and is not counted.
      if (round > 0) rows.push({ name, floor, goal, round, tracker: a, bare: b, ratio: a.perSecond / b.perSecond });
    }
  }
  await report(rows);
} finally {
  for (const child of children) child.kill('SIGTERM');
  await Promise.all(children.map((child) => child.exitCode ?? once(child, 'exit')));
  await postgres.stop();
  await rm(await realpath(join(directory, 'postgres')), { recursive: true, force: true });
  await rm(directory, { recursive: true, force: true });
}

async function server(command, environment) {
  const env = { ...process.env, DATABASE_OWNER_URL: '', ...environment };
  const child = spawn(process.execPath, command, { cwd: root, env, stdio: ['ignore', 'pipe', 'inherit'] });
  children.push(child);
  for await (const line of createInterface({ input: child.stdout })) {
    const port = /localhost:(\d+)/.exec(line)?.[1] ?? /^(\d+)$/.exec(line)?.[1];
    if (port !== undefined) return Number(port);
  }
  throw new Error(`${command[0]} did not start`);
}

async function load(what) {
  const child = spawn(process.execPath, ['bench/load.mjs'], { cwd: root, stdio: ['pipe', 'pipe', 'inherit'] });
  child.stdin.end(JSON.stringify(what));
  let out = '';
  child.stdout.on('data', (chunk) => (out += chunk));
  await once(child, 'exit');
  const outcome = JSON.parse(out);
  if (outcome.failed > 0) throw new Error(`${outcome.failed} requests failed`);
  return outcome;
}

async function report(rows) {
  const median = (numbers) => numbers.toSorted((x, y) => x - y)[Math.floor(numbers.length / 2)];
  const lines = Object.entries(Object.groupBy ? Object.groupBy(rows, ({ name }) => name) : grouped(rows)).map(
    ([name, of]) => ({
      route: name,
      'tracker req/s': Math.round(median(of.map(({ tracker }) => tracker.perSecond))),
      'bare req/s': Math.round(median(of.map(({ bare }) => bare.perSecond))),
      ratio: Number(median(of.map(({ ratio }) => ratio)).toFixed(2)),
      'at least': of[0].floor,
      goal: of[0].goal,
      'p50 ms': median(of.map(({ tracker }) => tracker.p50)),
      'p99 ms': median(of.map(({ tracker }) => tracker.p99)),
    }),
  );
  process.stdout.write(
    `${rounds} rounds of ${seconds} s, ${connections} connections, ${cpus().length} cores, Node ${process.version}\n`,
  );
  console.table(lines);
  await mkdir(join(root, 'bench/results'), { recursive: true });
  await writeFile(
    join(root, `bench/results/${new Date().toISOString().replaceAll(':', '-')}.json`),
    JSON.stringify(rows, null, 2),
  );
  if (lines.some((line) => line.ratio < line['at least'])) process.exitCode = 1;
}

function grouped(rows) {
  const groups = {};
  for (const row of rows) (groups[row.name] ??= []).push(row);
  return groups;
}
