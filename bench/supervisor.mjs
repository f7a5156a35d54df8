import { randomBytes, randomUUID } from 'node:crypto';

/** Creates a task force with an agency and a supervisor of it. Returns the token of a session. */
export async function createSupervisor(db) {
  const [taskForceId, agencyId, accountId] = [randomUUID(), randomUUID(), randomUUID()];
  const token = randomBytes(32).toString('base64url');
  await db.query('BEGIN');
  await db.query(`SELECT audit.begin_change('bench.laid', NULL, NULL, NULL)`);
  await db.query(
    `INSERT INTO app.task_forces (id, code, name, state, coverage, zone, verified, version)
     VALUES ($1, 'NE', 'Nebraska', 'NE', 'statewide', 'America/Chicago', false, 1)`,
    [taskForceId],
  );
  await db.query(
    `INSERT INTO app.agencies (id, task_force_id, name, kind, level, state, version) VALUES ($1, $2, 'State Patrol', 'state_police', 'state', 'NE', 1)`,
    [agencyId, taskForceId],
  );
  await db.query(
    `INSERT INTO app.accounts (id, email, name, role, task_force_id, agency_id, version)
     VALUES ($1, $4, 'Bench', 'supervisor', $2, $3, 1)`,
    [accountId, taskForceId, agencyId, `${accountId}@example.gov`],
  );
  await db.query(
    `INSERT INTO auth.sessions (hash, id, account_id, role, task_force_id, agency_id, idle, expires_at)
     VALUES (sha256(sha256($1::text::bytea)), $2, $3, 'supervisor', $4, $5, '1 day', now() + interval '1 day')`,
    [token, randomUUID(), accountId, taskForceId, agencyId],
  );
  await db.query('COMMIT');
  return token;
}
