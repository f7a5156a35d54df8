/**
 * Data for the reports: complaints over twenty years, 61 task forces and 4,500 agencies, with their records in the
 * published proportions. The same number makes the same data.
 */
import pg from 'pg';
import { batch, kinds, naming, records } from './records.mjs';
import { seatEveryone, takeLots } from './seats.mjs';

const hands = 2;
const batchSize = 50_000 * hands;
const maxChecked = 100_000;
const tables = Object.keys(records);

/** Creates the record as a superuser, without row security. Returns its readers and the duration of each part. */
export async function layReports(adminUrl, complaints, say) {
  const db = new pg.Client({ connectionString: adminUrl });
  await db.connect();
  const parts = {};
  const timed = async (name, work) => {
    const began = performance.now();
    const result = await work();
    parts[name] = Math.round((performance.now() - began) / 100) / 10;
    say(`${complaints} complaints: ${name} ${parts[name]} s`);
    return result;
  };
  try {
    const { units, ...seats } = await timed('seats', () => seatEveryone(db));
    await setForLoading(db);
    await timed('records', () => layRecords(db, { adminUrl, units, complaints }));
    if (complaints <= maxChecked) await timed('references', () => refuseOrphans(db));
    await timed('vacuum', () => db.query('VACUUM (FREEZE, ANALYZE)'));
    if (await hasLedger(db)) await timed('ledger', () => countAll(db));
    await settle(db);
    return { ...seats, seconds: parts };
  } finally {
    await db.end();
  }
}

async function hasLedger(db) {
  const { rows } = await db.query(`SELECT to_regprocedure('tally.rebuild()') IS NOT NULL AS has`);
  return rows[0].has;
}

async function countAll(db) {
  await db.query(`SET work_mem = '256MB'`);
  await db.query('SELECT tally.rebuild()');
  await db.query('VACUUM (FREEZE, ANALYZE) tally.counts');
}

/** Turns durability off: data lost in a power failure is loaded again. */
async function setForLoading(db) {
  for (const [name, value] of Object.entries({
    fsync: 'off',
    full_page_writes: 'off',
    synchronous_commit: 'off',
    autovacuum: 'off',
    max_wal_size: '4GB',
    checkpoint_timeout: '1h',
  })) {
    await db.query(`ALTER SYSTEM SET ${name} = '${value}'`);
  }
  await db.query('SELECT pg_reload_conf()');
  await db.query(`SET maintenance_work_mem = '512MB'`);
}

async function layRecords(db, { adminUrl, units, complaints }) {
  const { rows: slow } = await db.query(
    `SELECT i.indexrelid::regclass::text AS name, pg_get_indexdef(i.indexrelid) AS definition
       FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid JOIN pg_am m ON m.oid = c.relam
      WHERE i.indrelid = ANY (SELECT ('app.' || t)::regclass FROM unnest($1::text[]) t) AND m.amname <> 'btree'`,
    [tables],
  );
  for (const { name } of slow) await db.query(`DROP INDEX ${name}`);
  await Promise.all(Array.from({ length: hands }, (_, hand) => layPart({ adminUrl, units, complaints, hand })));
  for (const { definition } of slow) await db.query(definition);
}

/** Lays the records batch by batch, in the order of time, without triggers and references. */
async function layPart({ adminUrl, units, complaints, hand }) {
  const db = new pg.Client({ connectionString: adminUrl });
  await db.connect();
  try {
    await takeLots(db, units, hand, hands);
    await db.query(`SET session_replication_role = replica; SET work_mem = '64MB'`);
    await db.query(naming);
    for (let from = 1; from <= complaints; from += batchSize) {
      await db.query('BEGIN');
      await db.query('TRUNCATE batch');
      await db.query(batch, [from, Math.min(from + batchSize - 1, complaints), complaints, ...kinds]);
      for (const record of Object.values(records)) await db.query(record);
      await db.query('COMMIT');
    }
  } finally {
    await db.end();
  }
}

/** Fails where a row refers to one that is not there, which nothing has checked before. */
async function refuseOrphans(db) {
  const { rows: references } = await db.query(
    `SELECT r.conname AS name,
            format('SELECT count(*)::int AS orphans FROM %s one WHERE num_nulls(%s) = 0 AND NOT EXISTS (SELECT FROM %s other WHERE (%s) = (%s))',
                   r.conrelid::regclass, own.columns, r.confrelid::regclass, there.columns, own.columns) AS query
       FROM pg_constraint r
      CROSS JOIN LATERAL (SELECT string_agg(format('one.%I', a.attname), ', ' ORDER BY k.place) AS columns
                            FROM unnest(r.conkey) WITH ORDINALITY k (number, place)
                            JOIN pg_attribute a ON a.attrelid = r.conrelid AND a.attnum = k.number) own
      CROSS JOIN LATERAL (SELECT string_agg(format('other.%I', a.attname), ', ' ORDER BY k.place) AS columns
                            FROM unnest(r.confkey) WITH ORDINALITY k (number, place)
                            JOIN pg_attribute a ON a.attrelid = r.confrelid AND a.attnum = k.number) there
      WHERE r.contype = 'f' AND r.conrelid = ANY (SELECT ('app.' || t)::regclass FROM unnest($1::text[]) t)`,
    [tables],
  );
  for (const { name, query } of references) {
    const { rows } = await db.query(query);
    if (rows[0].orphans > 0) throw new Error(`${rows[0].orphans} rows refer to nothing: ${name}`);
  }
}

async function settle(db) {
  await db.query('ALTER SYSTEM RESET ALL');
  await db.query('SELECT pg_reload_conf()');
  await db.query('CHECKPOINT');
}
