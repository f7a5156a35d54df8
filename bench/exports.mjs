/**
 * Measures the first byte, the speed and the memory of an export of a million rows of CSV, and whether the file is
 * whole. `npm run bench:exports`; EXPORTS_ROWS sets another number, EXPORTS_FORMAT another format.
 */
import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { cpus } from 'node:os';
import { layGround } from './ground.mjs';
import { Place } from './place.mjs';

const rows = Number(process.env.EXPORTS_ROWS ?? 1_000_000);
const format = process.env.EXPORTS_FORMAT ?? 'csv';

const place = await Place.open();
try {
  const { taskForceId } = await layGround(place.adminUrl, rows, { isQuick: true });
  const token = await supervisorOf(taskForceId);
  const port = await place.startTracker();
  // Compilation and connection happen once and are no cost of a row.
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
  await place.close();
}

async function supervisorOf(taskForceId) {
  const [accountId, token] = [randomUUID(), randomBytes(32).toString('base64url')];
  const db = await place.connect();
  await db.query('BEGIN');
  await db.query(`SELECT audit.begin_change('bench.laid', NULL, NULL, NULL)`);
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
  return token;
}

/** Reads one export to its end. Returns its start, its duration and the peak growth of the tracker. */
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

async function receiptOf(port, token) {
  const response = await fetch(`http://127.0.0.1:${port}/api/v1/exports?limit=1`, {
    headers: { authorization: `Bearer ${token}` },
  });
  return (await response.json()).items[0];
}

async function memory() {
  const status = await readFile(`/proc/${place.tracker.pid}/status`, 'utf8');
  return Number(/VmRSS:\s+(\d+)/.exec(status)?.[1]) * 1024;
}
