/**
 * Cost of the trail: POST /complaints with and without the triggers of the trail and its chain, in turn. It also
 * measures the verification. Exits with 1 if the trail costs more than a fifth of a request, or below 150,000 verified
 * entries a second.
 */
import { spawn } from 'node:child_process';
import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { chmod, mkdir, mkdtemp, readFile, realpath, rm, writeFile } from 'node:fs/promises';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { casesFor } from './requests.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const rounds = Number(process.env.BENCH_ROUNDS ?? 7);
const seconds = Number(process.env.BENCH_SECONDS ?? 4);
const connections = 20;
const taskForces = 61;
const maxCost = 0.2;
const minVerified = 150_000;
const { startEmbeddedPostgres } = await import('../dist/src/platform/embedded-postgres/embedded-postgres.js');
const { migrate } = await import('../dist/src/platform/database/migrate.js');
const { verifyDatabase } = await import('../dist/src/audit/chain/verify-database.js');
const { migrations } = await import('../dist/migrations/index.js');

const directory = await mkdtemp(join(tmpdir(), 'tracker-bench-'));
// Under root, Postgres runs as another user, who needs access to the folder.
await chmod(directory, 0o711);
const postgres = await startEmbeddedPostgres({ directory });
const adminUrl = Object.assign(new URL(postgres.adminUrl), { pathname: new URL(postgres.ownerUrl).pathname }).href;
const db = new pg.Client({ connectionString: adminUrl });
let tracker;
try {
  await migrate(postgres.ownerUrl, migrations);
  await db.connect();
  const requests = (await layGround()).flatMap((seat) => {
    const { requests: posts } = casesFor({ ...seat, ids: [] }).find(({ name }) => name === 'POST /complaints');
    return posts.map((request) => ({ ...request, path: `/api/v1${request.path}` }));
  });
  tracker = await server();
  const rows = [];
  for (let round = 0; round <= rounds; round += 1) {
    const measured = {};
    for (const trail of round % 2 === 0 ? ['on', 'off'] : ['off', 'on']) {
      await turn(trail);
      measured[trail] = await load({ port: tracker.port, requests, connections, seconds });
    }
    // The first round is a warm-up and is not counted.
    if (round > 0) rows.push(measured);
  }
  await report(rows);
  await reportVerification();
} finally {
  if (tracker) {
    tracker.child.kill('SIGTERM');
    await once(tracker.child, 'exit');
  }
  await db.end();
  await postgres.stop();
  await rm(await realpath(join(directory, 'postgres')), { recursive: true, force: true });
  await rm(directory, { recursive: true, force: true });
}

async function layGround() {
  const sha256 = (bytes) => createHash('sha256').update(bytes).digest();
  const seats = [];
  await db.query('BEGIN');
  await db.query(`SELECT audit.begin_change('bench.laid', NULL, NULL, NULL)`);
  for (let n = 0; n < taskForces; n += 1) {
    const [taskForceId, agencyId, accountId, token] = [
      ...Array.from({ length: 3 }, randomUUID),
      randomBytes(32).toString('base64url'),
    ];
    const code = `NE-${String.fromCharCode(65 + Math.floor(n / 26), 65 + (n % 26))}`;
    await db.query(
      `INSERT INTO app.task_forces (id, code, name, state, coverage, zone, verified, version)
       VALUES ($1, $2, $2, 'NE', 'statewide', 'America/Chicago', false, 1)`,
      [taskForceId, code],
    );
    await db.query(
      `INSERT INTO app.agencies (id, task_force_id, name, kind, level, state, version) VALUES ($1, $2, 'State Patrol', 'state_police', 'state', 'NE', 1)`,
      [agencyId, taskForceId],
    );
    await db.query(
      `INSERT INTO app.accounts (id, email, name, role, task_force_id, agency_id, version) VALUES ($1, $2, 'Bench', 'investigator', $3, $4, 1)`,
      [accountId, `bench-${n}@example.gov`, taskForceId, agencyId],
    );
    await db.query(
      `INSERT INTO auth.sessions (hash, id, account_id, role, task_force_id, agency_id, idle, expires_at)
       VALUES ($1, $2, $3, 'investigator', $4, $5, '1 day', now() + interval '1 day')`,
      [sha256(sha256(token)), randomUUID(), accountId, taskForceId, agencyId],
    );
    seats.push({ agencyId, token });
  }
  await db.query('COMMIT');
  return seats;
}

/** Without its triggers nothing of a complaint enters the trail, so nothing is linked either. */
async function turn(trail) {
  await db.query(
    trail === 'on'
      ? 'ALTER TABLE app.complaints ENABLE TRIGGER complaints_entered'
      : 'ALTER TABLE app.complaints DISABLE TRIGGER complaints_entered',
  );
  await db.query('CHECKPOINT');
}

async function server() {
  const environment = {
    DATABASE_URL: postgres.appUrl,
    DATABASE_AUTH_URL: postgres.authUrl,
    DATABASE_OWNER_URL: '',
    PORT: '0',
  };
  const child = spawn(process.execPath, ['dist/src/main.js'], {
    cwd: root,
    env: { ...process.env, ...environment },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  for await (const line of createInterface({ input: child.stdout })) {
    const port = /localhost:(\d+)/.exec(line)?.[1];
    if (port !== undefined) return { child, port: Number(port) };
  }
  throw new Error('The tracker did not start');
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
  const perSecond = (trail) => Math.round(median(rows.map((row) => row[trail].perSecond)));
  const cost = median(rows.map(({ on, off }) => 1 - on.perSecond / off.perSecond));
  const { rows: chained } = await db.query(
    'SELECT count(*)::int AS links, count(DISTINCT chain)::int AS chains, max(position)::int AS longest FROM audit.links',
  );
  process.stdout.write(
    `${rounds} rounds of ${seconds} s each way, ${connections} connections, ${taskForces} task forces, ${cpus().length} cores, Node ${process.version}\n`,
  );
  console.table([
    {
      route: 'POST /complaints',
      'with the trail': perSecond('on'),
      without: perSecond('off'),
      'cost %': Number((cost * 100).toFixed(1)),
      'at most %': maxCost * 100,
      'p99 ms with': median(rows.map(({ on }) => on.p99)),
      'p99 ms without': median(rows.map(({ off }) => off.p99)),
      ...chained[0],
    },
  ]);
  await figure('audit cost', {
    withTrail: perSecond('on'),
    without: perSecond('off'),
    costPercent: Number((cost * 100).toFixed(1)),
  });
  if (cost > maxCost) process.exitCode = 1;
}

async function reportVerification() {
  const [forging, relinking] = await Promise.all(
    ['forge-trail', 'relink-trail'].map((name) => readFile(join(root, `test/audit/${name}.sql`), 'utf8')),
  );
  const from = new Date(Date.now() - 20 * 86_400_000);
  await db.query('SET session_replication_role = replica');
  await db.query('TRUNCATE audit.entries');
  await db.query(`SELECT audit.prepare_month(date_trunc('month', $1::timestamptz AT TIME ZONE 'UTC')::date)`, [from]);
  await db.query(forging, [minVerified, from, '10 seconds']);
  await db.query(relinking);
  await db.query('VACUUM ANALYZE audit.entries, audit.links');
  const passes = [];
  for (let pass = 0; pass < 5; pass += 1)
    passes.push(await verifyDatabase(postgres.auditorUrl, { keys: new Map(), signatures: null }));
  const [best] = passes.toSorted((one, other) => one.seconds - other.seconds);
  if (best.faults.count > 0) throw new Error(best.faults.listed.join('\n'));
  const entriesPerSecond = Math.round(best.entries / best.seconds);
  console.table([
    {
      command: 'audit:verify',
      entries: best.entries,
      links: best.links,
      seconds: Number(best.seconds.toFixed(2)),
      'entries/s': entriesPerSecond,
      'at least': minVerified,
    },
  ]);
  await figure('audit:verify', {
    entries: best.entries,
    links: best.links,
    seconds: Number(best.seconds.toFixed(2)),
    entriesPerSecond,
  });
  if (entriesPerSecond < minVerified) process.exitCode = 1;
}

async function figure(name, values) {
  const folder = join(root, 'test-results/figures/bench.trail');
  await mkdir(folder, { recursive: true });
  await writeFile(
    join(folder, `${name.replaceAll(/[^A-Za-z0-9]+/g, '-')}.jsonl`),
    `${JSON.stringify({ name, ...values })}\n`,
  );
}
