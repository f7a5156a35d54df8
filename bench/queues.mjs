/**
 * Measures every queue and its count, the reviews that are due, and `/attention`, at a million complaints of one task
 * force. The seats are the task force, an agency with half of them, and one with a hundred. `npm run bench:queues`;
 * QUEUES_COMPLAINTS sets another number.
 */
import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { cpus } from 'node:os';
import { Place } from './place.mjs';

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
  // The triggers would write a million entries of the trail, which take longer than the measurement.
  await db.query('SET session_replication_role = replica');
  const taskForceId = randomUUID();
  await db.query(
    `INSERT INTO app.task_forces (id, code, name, state, coverage, zone, verified, version)
     VALUES ($1, 'NE', 'Nebraska', 'NE', 'statewide', 'America/Chicago', true, 1)`,
    [taskForceId],
  );
  const { rows: agencies } = await db.query(
    `INSERT INTO app.agencies (id, task_force_id, name, kind, level, state, version)
     SELECT gen_random_uuid(), $1, 'Agency ' || n, 'local_police', 'local', 'NE', 1 FROM generate_series(1, 40) n RETURNING id`,
    [taskForceId],
  );
  const [large, small, ...others] = agencies.map(({ id }) => id);
  const investigator = await createSession(taskForceId, large, 'investigator');
  const tokens = {
    'task force': (await createSession(taskForceId, null, 'supervisor')).token,
    'agency with half': (await createSession(taskForceId, large, 'supervisor')).token,
    'agency with 100': (await createSession(taskForceId, small, 'supervisor')).token,
    investigator: investigator.token,
  };
  const began = performance.now();
  await db.query(
    `INSERT INTO app.complaints (id, task_force_id, agency_id, working_agency_id, investigator_id, reference, source, type, mode, received_at,
                                 received_on, jurisdiction_state, narrative, priority, state, state_before, state_since, disposition, cycle,
                                 due_at, preserved_until, intake_digest, logged_at, version)
     SELECT gen_random_uuid(), $1, o.id, CASE WHEN s.is_assigned THEN CASE WHEN n % 3 = 0 THEN $3::uuid ELSE o.id END END,
            CASE WHEN s.is_assigned AND n % 50 = 0 THEN $5::uuid END, 'NE-' || lpad(n::text, 7, '0'),
            CASE WHEN n % 5 < 3 THEN 'ncmec_cybertip' ELSE 'public_complaint' END, 'enticement', 'reactive', r.at, r.at::date, 'NE',
            repeat('What was reported. ', 15), CASE WHEN s.is_triaged THEN 1 + n % 4 END, s.state, s.before, r.at + interval '2 days',
            CASE WHEN s.state = 'closed' THEN 'insufficient_information' END, CASE WHEN s.state = 'reopened' THEN 2 ELSE 1 END,
            CASE WHEN s.is_assigned THEN r.at + interval '30 days' END,
            CASE WHEN n % 5 < 3 THEN (r.at + interval '1 year')::date END, '\\x00', r.at, 3
       FROM generate_series(1, $2::int) n
      CROSS JOIN LATERAL (SELECT now() - n * interval '10 years' / $2::int AS at) r
      CROSS JOIN LATERAL (SELECT CASE WHEN n % 1000 >= 150 THEN 'closed' WHEN n % 1000 < 40 THEN 'received' WHEN n % 1000 < 45 THEN 'in_triage'
                                      WHEN n % 1000 < 50 THEN 'reopened' WHEN n % 1000 < 80 THEN 'triaged' WHEN n % 1000 < 120 THEN 'assigned'
                                      WHEN n % 1000 < 140 THEN 'under_investigation' ELSE 'on_hold' END AS state,
                                 CASE WHEN n % 1000 BETWEEN 140 AND 149 THEN (ARRAY['received', 'triaged', 'assigned'])[1 + n % 3] END AS before,
                                 n % 1000 >= 45 AND (n % 1000 < 140 OR n % 3 > 0 OR n % 1000 >= 150) AS is_triaged,
                                 n % 1000 >= 80 AND (n % 1000 < 140 OR n % 3 = 2 OR n % 1000 >= 150) AS is_assigned) s
      CROSS JOIN LATERAL (SELECT CASE WHEN n % greatest(1, $2::int / 100 - 1) = 45 THEN $4::uuid WHEN n % 7 < 3 THEN $3::uuid
                                      ELSE ($6::uuid[])[1 + n % 38] END AS id) o`,
    [taskForceId, complaints, large, small, investigator.accountId, others],
  );
  await db.query(
    `INSERT INTO app.complaint_holds (id, task_force_id, complaint_id, reason, review_on, held_by, held_at)
     SELECT gen_random_uuid(), c.task_force_id, c.id, 'Devices', '2099-01-01', $1, c.state_since FROM app.complaints c WHERE c.state = 'on_hold'`,
    [investigator.accountId],
  );
  await db.query(
    `INSERT INTO app.complaint_moves (id, task_force_id, complaint_id, cycle, from_state, to_state, action, moved_by, moved_at)
     SELECT gen_random_uuid(), c.task_force_id, c.id, 2, 'closed', 'reopened', 'complaint.reopened', $1, c.state_since
       FROM app.complaints c WHERE c.state = 'reopened'`,
    [investigator.accountId],
  );
  await db.query(
    `INSERT INTO app.closure_proposals (id, task_force_id, complaint_id, code, narrative, proposed_by, proposed_at)
     SELECT gen_random_uuid(), c.task_force_id, c.id, 'insufficient_information', 'Why', $1, c.state_since + interval '10 days'
       FROM app.complaints c WHERE c.state = 'under_investigation' AND right(c.reference, 1) < '2'`,
    [investigator.accountId],
  );
  await db.query(
    `INSERT INTO app.tasks (id, task_force_id, complaint_id, title, owner_id, due_on, state, set_by, set_at, version)
     SELECT gen_random_uuid(), c.task_force_id, c.id, 'Call', $1, '2026-01-01', 'open', $1, c.received_at, 1
       FROM app.complaints c CROSS JOIN generate_series(1, 3) WHERE c.state IN ('assigned', 'under_investigation')`,
    [investigator.accountId],
  );
  // A quarter of the closed complaints is due for review, and one in a thousand is on legal hold.
  await db.query(
    `INSERT INTO app.retentions (id, task_force_id, complaint_id, class, closed_on, review_on, version)
     SELECT gen_random_uuid(), c.task_force_id, c.id, 'closed_without_arrest', c.state_since::date, (c.state_since + interval '7.5 years')::date, 1
       FROM app.complaints c WHERE c.state = 'closed'`,
  );
  await db.query(
    `INSERT INTO app.legal_holds (id, task_force_id, complaint_id, authority, reason, review_on, placed_by, placed_at, version)
     SELECT gen_random_uuid(), c.task_force_id, c.id, 'District Court', 'An appeal', '2099-01-01', $1, c.state_since, 1
       FROM app.complaints c WHERE c.state = 'closed' AND right(c.reference, 3) = '999'`,
    [investigator.accountId],
  );
  await db.query('RESET session_replication_role');
  await db.query('VACUUM ANALYZE');
  process.stdout.write(`Rows created in ${Math.round((performance.now() - began) / 1000)} s\n`);
  return tokens;
}

async function createSession(taskForceId, agencyId, role) {
  const accountId = randomUUID();
  const token = randomBytes(32).toString('base64url');
  const sha256 = (bytes) => createHash('sha256').update(bytes).digest();
  await db.query(
    `INSERT INTO app.accounts (id, email, name, role, task_force_id, agency_id, version) VALUES ($1, $4, 'Bench', $5, $2, $3, 1)`,
    [accountId, taskForceId, agencyId, `${accountId}@example.gov`, role],
  );
  await db.query(
    `INSERT INTO auth.sessions (hash, id, account_id, role, task_force_id, agency_id, idle, expires_at)
     VALUES ($1, $2, $3, $6, $4, $5, '1 day', now() + interval '1 day')`,
    [sha256(sha256(token)), randomUUID(), accountId, taskForceId, agencyId, role],
  );
  return { token, accountId };
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
