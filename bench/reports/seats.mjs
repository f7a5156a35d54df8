/** Data that precedes the complaints: task forces of the program, their agencies, and the accounts. */
import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { apportion } from '../../dist/src/demo/apportion.js';
import { deriveId } from '../../dist/src/demo/ids.js';
import { taskForceList } from '../../dist/src/demo/record/task-forces.js';

const agenciesOfAll = 4_500;
const minAgencies = 15;
/** Complaints are dealt out to the agencies by lot. */
const lots = 65_536;
const began = '2006-03-01';
const unitsTable = `
  CREATE TEMP TABLE units AS
  SELECT * FROM jsonb_to_recordset($1) u (id uuid, "accountId" uuid, "taskForceId" uuid, name text, kind text, state text,
                                          membership text, lots integer)`;

/** Each agency with its task force and with how many of the lots are its own: the lead has the most, and most have few. */
function unitsOfAll() {
  const weights = taskForceList.map(({ weight }) => weight);
  const counts = apportion(agenciesOfAll, weights, minAgencies);
  const units = taskForceList.flatMap((taskForce, place) => {
    const shares = Array.from({ length: counts[place] }, (_, rank) => 1 / (rank + 1));
    const whole = shares.reduce((sum, share) => sum + share, 0);
    return shares.map((share, rank) => ({
      id: deriveId('bench-agency', taskForce.code, rank),
      accountId: deriveId('bench-account', taskForce.code, rank),
      taskForceId: deriveId('bench-task-force', taskForce.code),
      name: rank === 0 ? taskForce.lead : `Agency ${rank} of ${taskForce.place}`,
      kind: rank === 0 ? taskForce.leadKind : 'local_police',
      state: taskForce.state,
      membership: rank === 0 ? 'lead' : 'affiliate',
      weight: Math.max(1, Math.round((1_000_000 * taskForce.weight * share) / whole)),
    }));
  });
  const dealt = apportion(
    lots,
    units.map(({ weight }) => weight),
    1,
  );
  return units.map((unit, place) => ({ ...unit, lots: dealt[place] }));
}

/** Task forces, agencies with their memberships, an investigator in each, and the readers with a session each. */
export async function seatEveryone(db) {
  const units = unitsOfAll();
  const taskForces = taskForceList.map((one) => ({ ...one, id: deriveId('bench-task-force', one.code) }));
  await db.query('BEGIN');
  await db.query(`SELECT audit.begin_change('bench.laid', NULL, NULL, NULL)`);
  await db.query(
    `INSERT INTO app.task_forces (id, code, name, state, coverage, zone, verified, version)
     SELECT t.id, t.code, t.place || ' ICAC Task Force', t.state, t.coverage, t.zone, false, 1
       FROM jsonb_to_recordset($1) t (id uuid, code text, place text, state text, coverage text, zone text)`,
    [JSON.stringify(taskForces)],
  );
  await db.query(unitsTable, [JSON.stringify(units)]);
  await db.query(`
    INSERT INTO app.agencies (id, task_force_id, name, kind, level, state, version)
    SELECT id, "taskForceId", name, kind, 'local', state, 1 FROM units`);
  await db.query(
    `INSERT INTO app.agency_memberships (id, task_force_id, agency_id, kind, began_on, mou_signed_on, version)
     SELECT gen_random_uuid(), "taskForceId", id, membership, $1, $1, 1 FROM units`,
    [began],
  );
  await db.query(`
    INSERT INTO app.accounts (id, email, name, role, task_force_id, agency_id, version)
    SELECT "accountId", id || '@example.gov', 'Bench', 'investigator', "taskForceId", id, 1 FROM units`);
  const largest = units.toSorted((one, other) => other.lots - one.lots)[0];
  const readers = {
    nation: await supervisor(db, null),
    taskForce: await supervisor(db, largest.taskForceId),
    approver: await supervisor(db, largest.taskForceId),
  };
  await db.query('COMMIT');
  return { units, taskForceId: largest.taskForceId, readers };
}

/** Makes a table of this connection's own: the part that this hand of several lays. */
export async function takeLots(db, units, hand, hands) {
  await db.query('DROP TABLE IF EXISTS units');
  await db.query(unitsTable, [JSON.stringify(units)]);
  await db.query(
    `CREATE TEMP TABLE lots AS
     SELECT d.lot, d.agency_id, d.account_id, t.id AS task_force_id, t.code, t.state, t.zone,
            format('numbers.%I', t.id)::regclass AS complaint_numbers,
            format('numbers.%I', t.id || '-I')::regclass AS investigation_numbers
       FROM (SELECT row_number() OVER (ORDER BY u."accountId", l)::integer - 1 AS lot, u.id AS agency_id,
                    u."accountId" AS account_id, u."taskForceId"
               FROM units u CROSS JOIN generate_series(1, u.lots) l) d
       JOIN (SELECT *, row_number() OVER (ORDER BY code) AS place FROM app.task_forces) t ON t.id = d."taskForceId"
      WHERE t.place % $2::integer = $1::integer`,
    [hand, hands],
  );
  await db.query('ANALYZE lots');
}

async function supervisor(db, taskForceId) {
  const sha256 = (bytes) => createHash('sha256').update(bytes).digest();
  const [accountId, token] = [randomUUID(), randomBytes(32).toString('base64url')];
  await db.query(
    `INSERT INTO app.accounts (id, email, name, role, task_force_id, approved_at, version)
     VALUES ($1, $2, 'Reader', 'supervisor', $3, now(), 1)`,
    [accountId, `${accountId}@example.gov`, taskForceId],
  );
  await db.query(
    `INSERT INTO auth.sessions (hash, id, account_id, role, task_force_id, idle, expires_at)
     VALUES ($1, $2, $3, 'supervisor', $4, '2 days', now() + interval '2 days')`,
    [sha256(sha256(token)), randomUUID(), accountId, taskForceId],
  );
  return { accountId, token, session: sha256(token) };
}
