/** Data of both servers: one database, one task force with complaints, an investigator with a session. */
import { createHash, randomBytes, randomUUID } from 'node:crypto';
import pg from 'pg';

const sha256 = (bytes) => createHash('sha256').update(bytes).digest();

/** Creates the rows as a superuser, without row security. Returns the ids and the session token of the load. */
export async function layGround(adminUrl, complaints) {
  const db = new pg.Client({ connectionString: adminUrl });
  await db.connect();
  try {
    return await rowsFor(db, complaints);
  } finally {
    await db.end();
  }
}

/** Creates investigators with a session, each in a task force of its own or all in one. Returns their seats. */
export async function laySeats(db, count, { inOneTaskForce = false } = {}) {
  const seats = [];
  await db.query('BEGIN');
  await db.query(`SELECT audit.begin_change('bench.laid', NULL, NULL, NULL)`);
  let taskForceId;
  for (let n = 0; n < count; n += 1) {
    if (n === 0 || !inOneTaskForce) taskForceId = await taskForce(db);
    seats.push({ taskForceId, ...(await agencyWithReader(db, taskForceId, `State Patrol ${n}`)) });
  }
  await db.query('COMMIT');
  return seats;
}

/** Creates a task force whose code is free, such as `NE-AB`. */
async function taskForce(db) {
  const id = randomUUID();
  await db.query(
    `INSERT INTO app.task_forces (id, code, name, state, coverage, zone, verified, version)
     SELECT $1, code, code, 'NE', 'statewide', 'America/Chicago', false, 1
       FROM (SELECT 'NE-' || chr(65 + (n / 26)::int) || chr(65 + (n % 26)::int) AS code
               FROM (SELECT count(*) AS n FROM app.task_forces) laid) free`,
    [id],
  );
  return id;
}

async function rowsFor(db, complaints) {
  await db.query('BEGIN');
  await db.query(`SELECT audit.begin_change('bench.laid', NULL, NULL, NULL)`);
  const taskForceId = await taskForce(db);
  const { agencyId, accountId, token } = await agencyWithReader(db, taskForceId, 'State Patrol');
  await db.query(
    `INSERT INTO app.complaints (id, task_force_id, agency_id, source, type, mode, received_at, jurisdiction_state, narrative,
                                 state, intake_digest, logged_at, version)
     SELECT gen_random_uuid(), $1, $2, 'public_complaint', 'enticement', 'reactive',
            timestamptz '2018-03-01T12:00Z' + n * interval '1 minute', 'NE', repeat('What was reported. ', 15), 'received',
            '\\x00', now(), 1
       FROM generate_series(1, $3::int) n`,
    [taskForceId, agencyId, complaints],
  );
  const caseId = await fullCase(db, { taskForceId, agencyId, accountId });
  await db.query('COMMIT');
  await db.query('CREATE SCHEMA bare');
  await db.query('CREATE TABLE bare.complaints (LIKE app.complaints INCLUDING ALL)');
  await db.query('INSERT INTO bare.complaints SELECT * FROM app.complaints');
  await db.query('ANALYZE');
  const { rows } = await db.query('SELECT id FROM app.complaints ORDER BY random() LIMIT 1000');
  return { taskForceId, agencyId, token, ids: rows.map(({ id }) => id), caseId };
}

async function agencyWithReader(db, taskForceId, name) {
  const [agencyId, accountId, sessionId] = [randomUUID(), randomUUID(), randomUUID()];
  const token = randomBytes(32).toString('base64url');
  await db.query(
    `INSERT INTO app.agencies (id, task_force_id, name, kind, level, state, version) VALUES ($1, $2, $3, 'state_police', 'state', 'NE', 1)`,
    [agencyId, taskForceId, name],
  );
  await db.query(
    `INSERT INTO app.accounts (id, email, name, role, task_force_id, agency_id, version)
     VALUES ($1, $4, 'Bench', 'investigator', $2, $3, 1)`,
    [accountId, taskForceId, agencyId, `${agencyId}@example.gov`],
  );
  await db.query(
    `INSERT INTO auth.sessions (hash, id, account_id, role, task_force_id, agency_id, idle, expires_at)
     VALUES ($1, $2, $3, 'investigator', $4, $5, '1 day', now() + interval '1 day')`,
    [sha256(sha256(token)), sessionId, accountId, taskForceId, agencyId],
  );
  return { agencyId, accountId, token };
}

/** One complaint with 200 events, 20 suspects and 10 children; an arrest of every suspect. */
async function fullCase(db, { taskForceId, agencyId, accountId }) {
  const { rows } = await db.query('SELECT id FROM app.complaints WHERE agency_id = $1 LIMIT 1', [agencyId]);
  const of = [taskForceId, rows[0].id, agencyId];
  await db.query(
    `INSERT INTO app.suspects (id, task_force_id, complaint_id, agency_id, given_name, family_name, born_on, offender_class, juvenile,
                               identified_on, version)
     SELECT gen_random_uuid(), $1, $2, $3, 'Alex', 'Sample ' || n, '1979-11-02', 'unknown', false, '2018-03-01', 1
       FROM generate_series(1, 20) n`,
    of,
  );
  await db.query(
    `INSERT INTO app.arrests (id, task_force_id, complaint_id, suspect_id, agency_id, arrested_on, kind, version)
     SELECT gen_random_uuid(), $1, $2, s.id, $3, '2018-03-02', 'on_view', 1 FROM app.suspects s WHERE s.complaint_id = $2`,
    of,
  );
  await db.query(
    `INSERT INTO app.victims_identified (id, task_force_id, complaint_id, agency_id, pseudonym, abuse_timing, production_victim,
                                         safeguarding_status, identified_on, version)
     SELECT gen_random_uuid(), $1, $2, $3, 'MV' || n, 'recent', false, 'located', '2018-03-01', 1 FROM generate_series(1, 10) n`,
    of,
  );
  await db.query(
    `INSERT INTO app.notes (id, task_force_id, complaint_id, text, written_by, written_at)
     SELECT gen_random_uuid(), $1, $2, 'Called the school.', $3, timestamptz '2018-03-02T12:00Z' + n * interval '1 minute'
       FROM generate_series(1, 149) n`,
    [taskForceId, rows[0].id, accountId],
  );
  return rows[0].id;
}
