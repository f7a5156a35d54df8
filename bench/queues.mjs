/**
 * Measures every queue and its count, the reviews that are due, and `/attention`, at a million complaints of one task
 * force beside 60 small ones. The seats are the task force, an agency with half of them, and one with a hundred. `npm run bench:queues`;
 * QUEUES_COMPLAINTS sets another number.
 */
import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { cpus } from 'node:os';
import { Place } from './place.mjs';
import { createTaskForceRows } from './task-force-rows.mjs';

const complaints = Number(process.env.QUEUES_COMPLAINTS ?? 1_000_000);
const rounds = Number(process.env.QUEUES_ROUNDS ?? 60);
const maxMs = 100;
const queues = ['to_triage', 'to_assign', 'mine', 'overdue', 'past_target', 'expiring', 'on_hold', 'to_close', 'all'];

const place = await Place.open();
let db;
try {
  db = await place.connect();
  const seats = await createRows();
  const port = await place.startTracker();
  const results = [];
  for (const [seat, token] of Object.entries(seats)) {
    for (const queue of queues) results.push(await measure(port, seat, token, `/complaints?queue=${queue}`));
    results.push(await measure(port, seat, token, '/complaints?queue=all&state=received,in_triage,on_hold'));
    results.push(await measure(port, seat, token, '/complaints?queue=to_triage&source=ncmec_cybertip'));
    results.push(await measure(port, seat, token, '/queues'));
    results.push(await measure(port, seat, token, '/attention'));
    if (seat === 'investigator') continue;
    results.push(await measure(port, seat, token, '/complaints?queue=on_hold&reviewBy=2026-01-01'));
    results.push(await measure(port, seat, token, '/retention/due?marked=false'));
  }
  process.stdout.write(`${complaints} complaints, ${cpus().length} cores, Node ${process.version}\n`);
  console.table(results);
  if (results.some((row) => Math.max(row['first page, p95 ms'], row['tenth page, p95 ms'] ?? 0) > maxMs))
    process.exitCode = 1;
} finally {
  await place.close();
}

async function createRows() {
  const taskForceId = randomUUID();
  await db.query('SET session_replication_role = replica');
  await db.query(
    `INSERT INTO app.task_forces (id, code, name, state, coverage, zone, verified, version)
     VALUES ($1, 'NE', 'Nebraska', 'NE', 'statewide', 'America/Chicago', true, 1)`,
    [taskForceId],
  );
  await createOtherTaskForces();
  const accounts = await createTaskForceRows(db, { taskForceId, complaints });
  const tokens = {};
  // Accounts that were created without triggers have no sign-in, which a trigger would require.
  await db.query('SET session_replication_role = replica');
  for (const [seat, account] of Object.entries(accounts)) tokens[seat] = await createSession(taskForceId, account);
  await db.query('RESET session_replication_role');
  return tokens;
}

/**
 * Creates 60 task forces with 100 closed complaints each. Postgres plans for the average task force, which is far
 * smaller than the measured one.
 */
async function createOtherTaskForces() {
  await db.query(
    `WITH others AS (
       INSERT INTO app.task_forces (id, code, name, state, coverage, zone, verified, version)
       SELECT gen_random_uuid(), 'KS-' || chr(65 + n / 26) || chr(65 + n % 26), 'Task force ' || n, 'KS', 'regional', 'America/Chicago', true, 1
         FROM generate_series(0, 59) n
       RETURNING id, code)
     INSERT INTO app.complaints (id, task_force_id, agency_id, reference, source, type, mode, received_at, received_on, jurisdiction_state,
                                 narrative, priority, state, state_since, disposition, cycle, intake_digest, logged_at, version)
     SELECT gen_random_uuid(), t.id, gen_random_uuid(), t.code || '-' || lpad(n::text, 7, '0'), 'public_complaint', 'enticement', 'reactive',
            r.at, r.at::date, 'KS', 'What was reported.', 4, 'closed', r.at, 'insufficient_information', 1, '\\x01', r.at, 3
       FROM others t CROSS JOIN generate_series(1, 100) n CROSS JOIN LATERAL (SELECT now() - n * interval '30 days' AS at) r`,
  );
}

async function createSession(taskForceId, { id, role, agencyId }) {
  const token = randomBytes(32).toString('base64url');
  const sha256 = (bytes) => createHash('sha256').update(bytes).digest();
  await db.query(
    `INSERT INTO auth.sessions (hash, id, account_id, role, task_force_id, agency_id, idle, expires_at)
     VALUES ($1, $2, $3, $6, $4, $5, '1 day', now() + interval '1 day')`,
    [sha256(sha256(token)), randomUUID(), id, taskForceId, agencyId, role],
  );
  return token;
}

async function request(port, token, path) {
  const began = performance.now();
  const response = await fetch(`http://127.0.0.1:${port}/api/v1${path}`, {
    headers: { authorization: `Bearer ${token}` },
  });
  const body = await response.json();
  if (response.status !== 200) throw new Error(`${path} answered ${response.status}: ${JSON.stringify(body)}`);
  return { ms: performance.now() - began, body };
}

/** Returns the 95th percentile of the first page, which has the count, and of the tenth. */
async function measure(port, seat, token, path) {
  const first = await request(port, token, path);
  let cursor = first.body.nextCursor ?? null;
  for (let page = 2; page < 10 && cursor !== null; page += 1) {
    cursor = (await request(port, token, `${path}&cursor=${cursor}`)).body.nextCursor;
  }
  const times = { first: [], tenth: [] };
  for (let round = 0; round < rounds; round += 1) {
    times.first.push((await request(port, token, path)).ms);
    if (cursor !== null) times.tenth.push((await request(port, token, `${path}&cursor=${cursor}`)).ms);
  }
  const p95 = (numbers) => Number(numbers.toSorted((a, b) => a - b)[Math.ceil(numbers.length * 0.95) - 1]?.toFixed(1));
  const { count = null, isComplete = null } = first.body;
  return {
    seat,
    path,
    count: count === null ? '' : `${count}${isComplete ? '' : '+'}`,
    'first page, p95 ms': p95(times.first),
    'tenth page, p95 ms': cursor === null ? null : p95(times.tenth),
    'at most': maxMs,
  };
}
