import pg from 'pg';

/** Connects as the serving role does: a statement is planned once a connection. */
export async function serveAs(appUrl) {
  const db = new pg.Client({ connectionString: appUrl, options: '-c plan_cache_mode=force_generic_plan' });
  await db.connect();
  return db;
}

/** A transaction of somebody's, under a name where it changes something; what the work answers. */
export async function inSession(db, { session }, { change, isKept = true }, work) {
  await db.query('BEGIN');
  const { rows } = await db.query(
    prepared('begin', 'SELECT account_id FROM auth.begin_request($1, $2, $3, $4)', [
      session,
      !change,
      'bench',
      '127.0.0.1',
    ]),
  );
  if (rows.length === 0) throw new Error('The session is nobody’s');
  if (change)
    await db.query(prepared('name', 'SELECT audit.begin_change($1, $2, $3, $4)', [change, null, null, 'bench']));
  const result = await work();
  await db.query(isKept ? 'COMMIT' : 'ROLLBACK');
  return result;
}

export function prepared(name, text, values) {
  return { name, text, values };
}

export async function timed(db, statement) {
  const began = performance.now();
  await db.query(statement);
  return performance.now() - began;
}
