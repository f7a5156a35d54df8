/**
 * Cost of timeliness and backlog at 775,000 complaints of 61 task forces over twenty years, as the nation, a task force
 * and an agency. It counts the rows of app.complaints that were read. `npm run bench:timeliness`; TIMELINESS_COMPLAINTS
 * sets the number.
 */
import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { cpus } from 'node:os';
import { Place } from './place.mjs';

const complaints = Number(process.env.TIMELINESS_COMPLAINTS ?? 775_000);
const taskForces = 61;
const agencies = 40;
const openOfHundred = 2;
const asked = 9;

const place = await Place.open();
let db;
try {
  db = await place.connect();
  const seats = await layGround();
  const port = await place.startTracker();
  const clocks = await one('SELECT count(*)::int AS n FROM timing.timings');
  const open = await one('SELECT count(*)::int AS n FROM app.complaints WHERE disposition IS NULL');
  // Flushes the statistics of the load before the first query.
  await db.query('SELECT pg_stat_force_next_flush()');
  const rows = [];
  const ever = 'from=2006-01-01&until=2026-12-31';
  const year = 'from=2024-01-01&until=2025-01-01';
  for (const [seat, path, most] of [
    ['national', `/reports/timeliness?${ever}`, 1500],
    ['national', `/reports/timeliness?${ever}&by=priority`, 1500],
    ['national', `/reports/timeliness?${ever}&by=taskForce`, 1500],
    ['national', `/reports/timeliness?${year}&by=source,month`, 1500],
    ['task force', `/reports/timeliness?${ever}`, 100],
    ['task force', `/reports/timeliness?${year}&by=agency`, 100],
    ['task force', `/reports/timeliness?${ever}&by=agency`, 250],
    ['task force', `/reports/timeliness?${year}&by=priority,month`, 100],
    ['task force', `/reports/timeliness/complaints?${year}&measure=assignment&pastTarget=true`, 100],
    ['agency', `/reports/timeliness?${ever}`, 100],
    ['national', '/reports/backlog?by=taskForce', 1500],
    ['task force', '/reports/backlog?by=agency', 100],
    ['task force', '/reports/backlog/complaints?age=181-and-more', 100],
    ['agency', '/reports/backlog', 100],
  ]) {
    rows.push(await measured(port, seat, seats[seat], path, most));
  }
  process.stdout.write(
    `${complaints} complaints, ${clocks} clocks stopped, ${open} open, ${cpus().length} cores, Node ${process.version}\n`,
  );
  console.table(rows);
  if (rows.some((row) => row['median, ms'] > row['at most'] || row['complaints read in turn'] > 0))
    process.exitCode = 1;
} finally {
  await place.close();
}

async function layGround() {
  // A million entries of the trail are not what is measured, nor is one clock after the other.
  await db.query(`SET session_replication_role = replica`);
  await db.query(
    `INSERT INTO app.task_forces (id, code, name, state, coverage, zone, verified, version)
     SELECT gen_random_uuid(), chr(65 + n / 26) || chr(65 + n % 26), 'Task force ' || n, 'NE', 'statewide', 'America/Chicago',
            true, 1 FROM generate_series(1, $1::int) n`,
    [taskForces],
  );
  await db.query(
    `INSERT INTO app.agencies (id, task_force_id, name, kind, level, state, version)
     SELECT gen_random_uuid(), f.id, 'Agency ' || n, 'local_police', 'local', 'NE', 1
       FROM app.task_forces f CROSS JOIN generate_series(1, $1::int) n`,
    [agencies],
  );
  const agency = await row(`SELECT id, task_force_id AS "taskForceId" FROM app.agencies LIMIT 1`);
  const tokens = {
    national: await signedIn(null, null),
    'task force': await signedIn(agency.taskForceId, null),
    agency: await signedIn(agency.taskForceId, agency.id),
  };
  const { account } = await row('SELECT id AS account FROM app.accounts LIMIT 1');
  await db.query(
    `INSERT INTO app.complaints (id, task_force_id, agency_id, reference, source, type, mode, received_at, received_on,
                                 jurisdiction_state, narrative, priority, state, state_since, disposition, due_at, preserved_until,
                                 intake_digest, logged_at, version)
     SELECT gen_random_uuid(), a.task_force_id, a.id, 'N-' || n,
            (ARRAY['ncmec_cybertip', 'ncmec_cybertip', 'ncmec_cybertip', 'public_complaint', 'other_agency'])[1 + n % 5],
            'enticement', 'reactive', r.at, r.at::date, 'NE', repeat('What was reported. ', 15),
            CASE WHEN c.is_closed OR n % 2 = 0 THEN 1 + n % 4 END,
            CASE WHEN c.is_closed THEN 'closed' WHEN n % 2 = 0 THEN 'triaged' ELSE 'received' END, r.at,
            CASE WHEN c.is_closed THEN 'insufficient_information' END, NULL, (r.at + interval '1 year')::date, '\\x00', r.at, 3
       FROM generate_series(1, $1::int) n
      CROSS JOIN LATERAL (SELECT timestamptz '2026-03-01' - n * interval '20 years' / $1::int AS at) r
      CROSS JOIN LATERAL (SELECT n > $1::int / 100 * $2::int AS is_closed) c
       JOIN (SELECT id, task_force_id, row_number() OVER (ORDER BY md5(id::text)) AS place FROM app.agencies) a
         ON a.place = 1 + (n::bigint * 7919) % (SELECT count(*) FROM app.agencies)`,
    [complaints, openOfHundred],
  );
  // Realistic durations: most are short, and some very long.
  const after = (hours) => `c.received_at + interval '${hours} hours' * exp(3 * random())`;
  const decided = `FROM app.complaints c`;
  await db.query(
    `INSERT INTO app.triages (id, task_force_id, complaint_id, type, mode, priority, rationale, triaged_by, triaged_at)
     SELECT gen_random_uuid(), c.task_force_id, c.id, 'enticement', 'reactive', c.priority, 'Why', $1, ${after(1)} ${decided}
      WHERE c.priority IS NOT NULL`,
    [account],
  );
  await db.query(
    `INSERT INTO app.assignments (id, task_force_id, complaint_id, agency_id, cycle, assigned_by, assigned_at)
     SELECT gen_random_uuid(), c.task_force_id, c.id, c.agency_id, 1, $1, ${after(30)} ${decided} WHERE c.state = 'closed'`,
    [account],
  );
  await db.query(
    `INSERT INTO app.dispositions (id, task_force_id, complaint_id, code, narrative, disposed_by, disposed_at)
     SELECT gen_random_uuid(), c.task_force_id, c.id, 'insufficient_information', 'Why', $1, ${after(700)} ${decided}
      WHERE c.state = 'closed'`,
    [account],
  );
  await db.query('RESET session_replication_role');
  await db.query('ANALYZE');
  const began = performance.now();
  await db.query(
    `INSERT INTO timing.timings (record_id, measure, cycle, complaint_id, task_force_id, agency_id, priority, source, stopped_on,
                                wall_seconds, working_seconds)
     SELECT o.* FROM app.task_forces f
      CROSS JOIN LATERAL oversight.timings_of(ARRAY(SELECT c.id FROM app.complaints c WHERE c.task_force_id = f.id)) o
      ORDER BY o.stopped_on`,
  );
  process.stdout.write(`The clocks were set in ${Math.round((performance.now() - began) / 1000)} s\n`);
  await db.query('VACUUM ANALYZE');
  return tokens;
}

async function signedIn(taskForceId, agencyId) {
  const accountId = randomUUID();
  const token = randomBytes(32).toString('base64url');
  const sha256 = (bytes) => createHash('sha256').update(bytes).digest();
  await db.query(
    `INSERT INTO app.accounts (id, email, name, role, task_force_id, agency_id, version)
     VALUES ($1, $4, 'Bench', 'supervisor', $2, $3, 1)`,
    [accountId, taskForceId, agencyId, `${accountId}@example.gov`],
  );
  await db.query(
    `INSERT INTO auth.sessions (hash, id, account_id, role, task_force_id, agency_id, idle, expires_at)
     VALUES ($1, $2, $3, 'supervisor', $4, $5, '1 day', now() + interval '1 day')`,
    [sha256(sha256(token)), randomUUID(), accountId, taskForceId, agencyId],
  );
  return token;
}

async function row(statement) {
  const { rows } = await db.query(statement);
  return rows[0];
}

async function one(statement) {
  return (await row(statement)).n;
}

/** Returns the number of rows of app.complaints that sequential scans have read. */
function readInTurn() {
  return one(
    `SELECT coalesce(sum(seq_tup_read), 0)::bigint AS n FROM pg_stat_user_tables WHERE schemaname = 'app' AND relname = 'complaints'`,
  );
}

async function measured(port, seat, token, path, most) {
  const times = [];
  const before = Number(await readInTurn());
  for (let round = 0; round < asked; round += 1) {
    const began = performance.now();
    const response = await fetch(`http://127.0.0.1:${port}/api/v1${path}`, {
      headers: { authorization: `Bearer ${token}` },
    });
    const text = await response.text();
    if (response.status !== 200) throw new Error(`${path} answered ${response.status}: ${text}`);
    times.push(performance.now() - began);
  }
  // A backend reports its statistics only after some idle time.
  await new Promise((done) => setTimeout(done, 1500));
  const sorted = times.toSorted((a, b) => a - b);
  return {
    seat,
    path,
    'median, ms': Number(sorted[Math.floor(asked / 2)].toFixed(1)),
    'slowest, ms': Number(sorted.at(-1).toFixed(1)),
    'at most': most,
    'complaints read in turn': Number(await readInTurn()) - before,
  };
}
