/**
 * Whether the thousandth page of a list costs what the first does: a million complaints of one agency, read by its investigator, whole and
 * filtered. `npm run bench:lists`; LISTS_COMPLAINTS sets another number.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdtemp, realpath, rm } from 'node:fs/promises';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { layGround } from './ground.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const complaints = Number(process.env.LISTS_COMPLAINTS ?? 1_000_000);
const page = 50;
const deep = Math.min(1000, Math.floor(complaints / page / 2));
const asked = 600;
const { startEmbeddedPostgres } = await import('../dist/src/platform/database/embedded/embedded-postgres.js');
const { migrate } = await import('../dist/src/platform/database/migrate.js');
const { migrations } = await import('../dist/migrations/index.js');

const directory = await mkdtemp(join(tmpdir(), 'tracker-lists-'));
// As root, Postgres runs as somebody else, who has to get through.
await chmod(directory, 0o711);
const postgres = await startEmbeddedPostgres({ directory });
let child;
try {
  await migrate(postgres.ownerUrl, migrations);
  const adminUrl = Object.assign(new URL(postgres.adminUrl), { pathname: new URL(postgres.ownerUrl).pathname }).href;
  const { token } = await layGround(adminUrl, complaints, { isQuick: true });
  const port = await server();
  const authorization = `Bearer ${token}`;
  const rows = [];
  for (const path of ['/complaints', '/complaints?state=received', '/complaints?type=enticement']) {
    rows.push(await compared(port, path, authorization));
  }
  process.stdout.write(`${complaints} complaints, ${cpus().length} cores, Node ${process.version}\n`);
  console.table(rows);
  if (rows.some((row) => row.ratio > 1.1)) process.exitCode = 1;
} finally {
  child?.kill('SIGTERM');
  if (child) await once(child, 'exit');
  await postgres.stop();
  await rm(await realpath(join(directory, 'postgres')), { recursive: true, force: true });
  await rm(directory, { recursive: true, force: true });
}

async function server() {
  const env = {
    ...process.env,
    DATABASE_OWNER_URL: '',
    DATABASE_URL: postgres.appUrl,
    DATABASE_DOOR_URL: postgres.doorUrl,
  };
  child = spawn(process.execPath, ['dist/src/main.js'], {
    cwd: root,
    env: { ...env, PORT: '0', REQUESTS_PER_MINUTE: '1000000' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  for await (const line of createInterface({ input: child.stdout })) {
    const port = /localhost:(\d+)/.exec(line)?.[1];
    if (port !== undefined) return Number(port);
  }
  throw new Error('The tracker did not start');
}

/** Walks to the deep page, then asks for it and for the first in turn, so that a drift of the machine's speed falls on both. */
async function compared(port, path, authorization) {
  const joined = path.includes('?') ? '&' : '?';
  const get = async (cursor) => {
    const url = `http://127.0.0.1:${port}/api/v1${path}${cursor === null ? '' : `${joined}cursor=${cursor}`}`;
    const began = performance.now();
    const response = await fetch(url, { headers: { authorization } });
    const body = await response.json();
    if (response.status !== 200) throw new Error(`${path} answered ${response.status}`);
    return { ms: performance.now() - began, next: body.nextCursor };
  };
  let cursor = null;
  for (let number = 1; number < deep; number += 1) cursor = (await get(cursor)).next;
  const times = { first: [], deep: [] };
  for (let round = 0; round < asked; round += 1) {
    const inTurn = round % 2 === 0 ? ['first', 'deep'] : ['deep', 'first'];
    for (const which of inTurn) times[which].push((await get(which === 'first' ? null : cursor)).ms);
  }
  const median = (numbers) => numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)];
  const [first, last] = [median(times.first), median(times.deep)];
  return {
    list: path,
    'page 1, ms': Number(first.toFixed(2)),
    [`page ${deep}, ms`]: Number(last.toFixed(2)),
    ratio: Number((last / first).toFixed(3)),
    'at most': 1.1,
  };
}
