/**
 * CPU of the primary for reports with and without a standby that answers them, over the demo's record: 80 % less with it.
 * Run nothing else meanwhile. `npm run bench:replica`; REPLICA_ROUNDS sets how often each report is read.
 */
import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { Passwords } from '../dist/src/organization/accounts/passwords.js';
import { loadDemo } from '../dist/src/demo/load-demo.js';
import { Config } from '../dist/src/platform/config/config.js';
import { Secrets } from '../dist/src/platform/secrets/secrets.js';
import { noCpuTime, readParent, Stopwatch } from './cpu-time.mjs';
import { onPlace } from './place.mjs';
import { startStandby } from './standby.mjs';

const rounds = Number(process.env.REPLICA_ROUNDS ?? 25);
const minReduction = 0.8;
const period = 'from=2018-01-01&until=2027-01-01';
const reports = [
  `/reports/totals?${period}&by=taskForce,month`,
  `/reports/timeliness?${period}&by=taskForce`,
  '/reports/backlog?by=taskForce',
  `/reports/unworked?${period}`,
  `/charts/over-time?${period}&measure=complaints_documented`,
  `/charts/by-task-force?${period}&measure=complaints_documented`,
  '/performance-reports',
];

await onPlace(async (place) => {
  const db = await place.connect();
  const { rows } = await db.query('SELECT pg_backend_pid() AS pid');
  const primary = await readParent(rows[0].pid);
  if (primary === null) {
    process.stdout.write(`${noCpuTime}\n`);
    return;
  }
  const passwords = new Passwords(Config.parse({}), Secrets.random());
  const accountsFile = join(place.directory, 'accounts.json');
  await loadDemo({ ownerUrl: place.postgres.ownerUrl, accountsFile, passwords, now: new Date(), say: () => undefined });
  const token = await signIn(db);
  const standby = await startStandby(place.postgres.adminUrl, await freePort());
  place.endsWith(() => standby.stop());

  // Work that the load has left, such as that of the ledger, counts against the standby.
  const replica = Object.assign(new URL(place.postgres.appUrl), { port: new URL(standby.adminUrl).port });
  const withStandby = await measure(place, primary, standby.pid, token, { DATABASE_REPLICA_URL: replica.href });
  const without = await measure(place, primary, standby.pid, token, {});
  const reduction = 1 - withStandby['primary, ms'] / without['primary, ms'];
  console.table({ 'without a standby': without, 'with a standby': withStandby });
  process.stdout.write(
    `${rounds * reports.length} reports: ${(reduction * 100).toFixed(1)} % less CPU of the primary. At least ${minReduction * 100} %.\n`,
  );
  if (reduction < minReduction) process.exitCode = 1;
});

/** Returns the CPU time of both servers for a report, after a first round that plans each statement. */
async function measure(place, primary, standby, token, environment) {
  const port = await place.startTracker(environment);
  await readAll(port, token);
  const watches = [await Stopwatch.start(primary), await Stopwatch.start(standby)];
  for (let round = 0; round < rounds; round += 1) await readAll(port, token);
  const [ofPrimary, ofStandby] = await Promise.all(watches.map((watch) => watch.stop()));
  await place.stopTracker();
  const perReport = (amount) => Number((amount / (rounds * reports.length)).toFixed(2));
  return {
    'primary, ms': perReport(ofPrimary.postgres),
    'standby, ms': perReport(ofStandby.postgres),
    'answer, ms': perReport(ofPrimary.seconds * 1000),
  };
}

async function readAll(port, token) {
  for (const path of reports) {
    const url = `http://127.0.0.1:${port}/api/v1${path}`;
    const response = await fetch(url, { headers: { authorization: `Bearer ${token}` } });
    const text = await response.text();
    if (response.status !== 200) throw new Error(`${path} answered ${response.status}: ${text}`);
  }
}

/** Creates a supervisor of the national seat with a session, and returns its token. */
async function signIn(db) {
  const accountId = randomUUID();
  const token = randomBytes(32).toString('base64url');
  const sha256 = (bytes) => createHash('sha256').update(bytes).digest();
  await db.query('BEGIN');
  await db.query(`SELECT audit.begin_change('bench.laid', NULL, NULL, NULL)`);
  await db.query(
    `INSERT INTO app.accounts (id, email, name, role, version) VALUES ($1, $2, 'Bench', 'supervisor', 1)`,
    [accountId, `${accountId}@example.gov`],
  );
  await db.query(
    `INSERT INTO auth.sessions (hash, id, account_id, role, idle, expires_at)
     VALUES ($1, $2, $3, 'supervisor', '1 day', now() + interval '1 day')`,
    [sha256(sha256(token)), randomUUID(), accountId],
  );
  await db.query('COMMIT');
  return token;
}

async function freePort() {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address();
  server.close();
  await once(server, 'close');
  return port;
}
