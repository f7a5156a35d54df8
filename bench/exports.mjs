/**
 * Whether records leave as a file as they are read: the first byte, the speed and the memory of a million rows of CSV from a running
 * tracker, and whether the file is whole. `npm run bench:exports`; EXPORTS_ROWS sets another number, EXPORTS_FORMAT another format.
 */
import { spawn } from 'node:child_process';
import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { chmod, mkdtemp, readFile, realpath, rm } from 'node:fs/promises';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { layGround } from './ground.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const rows = Number(process.env.EXPORTS_ROWS ?? 1_000_000);
const format = process.env.EXPORTS_FORMAT ?? 'csv';
const { startEmbeddedPostgres } = await import('../dist/src/platform/database/embedded/embedded-postgres.js');
const { migrate } = await import('../dist/src/platform/database/migrate.js');
const { migrations } = await import('../dist/migrations/index.js');

const directory = await mkdtemp(join(tmpdir(), 'tracker-exports-'));
// As root, Postgres runs as somebody else, who has to get through.
await chmod(directory, 0o711);
const postgres = await startEmbeddedPostgres({ directory });
let child;
try {
  await migrate(postgres.ownerUrl, migrations);
  const adminUrl = Object.assign(new URL(postgres.adminUrl), { pathname: new URL(postgres.ownerUrl).pathname }).href;
  const { taskForceId } = await layGround(adminUrl, rows, { isQuick: true });
  const token = await supervisorOf(adminUrl, taskForceId);
  const port = await server();
  // What is compiled and connected once is no part of what a row costs.
  await exported(port, token, { from: '2018-03-01', until: '2018-03-02', measure: 'complaints_documented' });
  const { firstByte, seconds, bytes, isWhole, counted, growth } = await exported(port, token, {
    from: '2018-01-01',
    until: '2026-01-01',
    measure: 'complaints_documented',
  });
  const found = [
    { what: 'first byte, ms', figure: Math.round(firstByte), 'at most': 1000 },
    { what: 'rows a second', figure: Math.round(counted / seconds), 'at least': 40_000 },
    { what: 'memory, MB more', figure: Math.round(growth / 1e6), 'at most': 100 },
  ];
  process.stdout.write(
    `${counted} rows, ${bytes} bytes of ${format} in ${seconds.toFixed(1)} s, ${isWhole ? 'whole' : 'NOT WHOLE'}; ` +
      `${cpus().length} cores, Node ${process.version}\n`,
  );
  console.table(found);
  const isMissed = found.some(
    (row) => row.figure > (row['at most'] ?? Infinity) || row.figure < (row['at least'] ?? 0),
  );
  if (isMissed || !isWhole || counted !== rows) process.exitCode = 1;
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

/** A supervisor at the seat of the task force, with a session that has stepped up. */
async function supervisorOf(adminUrl, taskForceId) {
  const [accountId, token] = [randomUUID(), randomBytes(32).toString('base64url')];
  const db = new pg.Client({ connectionString: adminUrl });
  await db.connect();
  await db.query('BEGIN');
  await db.query(`SELECT audit.name_change('bench.laid', NULL, NULL, NULL)`);
  await db.query(
    `INSERT INTO app.accounts (id, email, name, role, task_force_id, version) VALUES ($1, $2, 'Bench', 'supervisor', $3, 1)`,
    [accountId, `${accountId}@example.gov`, taskForceId],
  );
  await db.query(
    `INSERT INTO auth.sessions (hash, id, account_id, role, task_force_id, idle, expires_at, stepped_up_at)
     VALUES (sha256(sha256($1::text::bytea)), $2, $3, 'supervisor', $4, '1 day', now() + interval '1 day', now())`,
    [token, randomUUID(), accountId, taskForceId],
  );
  await db.query('COMMIT');
  await db.end();
  return token;
}

/** One export, read to its end: when it began, how long it took, and how much larger the tracker was at its largest. */
async function exported(port, token, query) {
  const before = await memory();
  let most = before;
  const watch = setInterval(async () => {
    most = Math.max(most, await memory());
  }, 50);
  const began = performance.now();
  const response = await fetch(`http://127.0.0.1:${port}/api/v1/exports/records`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify({ format, handling: 'unit_only', purpose: 'A bench.', query }),
  });
  if (response.status !== 200)
    throw new Error(`The export was answered with ${response.status}: ${await response.text()}`);
  let firstByte;
  const file = createHash('sha256');
  let bytes = 0;
  for await (const part of response.body) {
    firstByte ??= performance.now() - began;
    bytes += part.length;
    file.update(part);
  }
  const seconds = (performance.now() - began) / 1000;
  clearInterval(watch);
  const receipt = await receiptOf(port, token);
  const isWhole = receipt.state === 'complete' && receipt.bytes === bytes && receipt.sha256 === file.digest('hex');
  return { firstByte, seconds, bytes, isWhole, counted: receipt.rows, growth: most - before };
}

/** What the tracker says of the latest export. */
async function receiptOf(port, token) {
  const response = await fetch(`http://127.0.0.1:${port}/api/v1/exports?limit=1`, {
    headers: { authorization: `Bearer ${token}` },
  });
  return (await response.json()).items[0];
}

/** The resident memory of the tracker, in bytes. */
async function memory() {
  const status = await readFile(`/proc/${child.pid}/status`, 'utf8');
  return Number(/VmRSS:\s+(\d+)/.exec(status)?.[1]) * 1024;
}
