/**
 * Cost of the ledger per write: the same INSERT by the serving role, in turn with every trigger of the table and without the ledger's.
 * It rolls back all but the single complaints and their trail.
 */
import { randomUUID } from 'node:crypto';
import { median } from './numbers.mjs';
import { inSession, prepared, timed } from './serving.mjs';

const perBlock = 200;
const uncounted = 20;
const statementRows = 50_000;
const trailBlocks = 10;

const columns = `id, task_force_id, agency_id, source, type, mode, received_at, incident_at, jurisdiction_state, jurisdiction_county,
  jurisdiction_city, narrative, state, intake_digest, logged_at, state_since`;
const one = `
  INSERT INTO app.complaints (${columns}, version)
  VALUES ($1, $2, $3, 'public_complaint', 'enticement', 'reactive', now(), now() - interval '5 hours', 'NE', 'County', 'Town',
          $4, 'received', $5, now(), now(), 1)`;
const many = `
  INSERT INTO app.complaints (${columns}, version)
  SELECT overlay(md5($1 || n) PLACING lpad(to_hex((extract(epoch FROM now()) * 1000)::bigint), 12, '0') FROM 1)::uuid, $2,
         ($3::uuid[])[1 + n % cardinality($3::uuid[])], 'ncmec_cybertip', ($4::text[])[1 + n % 7],
         (ARRAY['proactive', 'reactive'])[1 + n % 2], at, at - interval '5 hours', 'NE', 'County', 'Town', $5, 'received', '\\x00',
         now(), now(), 1
    FROM (SELECT n, timestamptz '2026-03-01T12:00Z' - $6::interval * n / $7::integer AS at FROM generate_series(1, $7::integer) n) spread`;
const types = [
  'csam_possession',
  'csam_distribution',
  'csam_manufacture',
  'enticement',
  'traveler',
  'obscenity_directed_to_minors',
  'child_sex_trafficking',
];
const digest = Buffer.alloc(32);
const narrative = 'What was reported. '.repeat(15);

async function ledgerTriggers(db) {
  const { rows } = await db.query(
    `SELECT tgname FROM pg_trigger WHERE tgrelid = 'app.complaints'::regclass AND NOT tgisinternal AND tgname LIKE 'counted\\_%'`,
  );
  return rows.map(({ tgname }) => tgname);
}

/**
 * Returns, by kind of INSERT, the milliseconds with the ledger's triggers and without, a pair a round; null where there
 * is no ledger.
 */
export async function ledgerCost({ admin, serving, readers, taskForceId }, { singly, together }) {
  const triggers = await ledgerTriggers(admin);
  if (triggers.length === 0) return null;
  const { rows } = await admin.query('SELECT id FROM app.agencies WHERE task_force_id = $1 ORDER BY id', [taskForceId]);
  const seat = { serving, reader: readers.taskForce, taskForceId, agencies: rows.map(({ id }) => id) };
  const writes = [
    { rounds: singly, write: () => singles(seat) },
    { rounds: together, write: () => statement(seat, '50,000 of a month', '1 month') },
    { rounds: together, write: () => statement(seat, '50,000 of twenty years', '20 years') },
    // The trail takes most of the time of those: this is what the ledger adds where there is next to nothing else.
    { rounds: together, write: () => past(admin, () => statement(seat, '50,000 of a month, no trail', '1 month')) },
  ];
  const taken = {};
  for (const { rounds, write } of writes) {
    // The first round is a warm-up and is not counted.
    for (let round = -1; round < rounds; round += 1) {
      const both = await inBothTurns(admin, triggers, write, round % 2 === 0);
      if (round < 0) continue;
      for (const kind of Object.keys(both.with)) {
        (taken[kind] ??= []).push({ with: both.with[kind], without: both.without[kind] });
      }
    }
  }
  await turn(admin, triggers, 'with');
  return taken;
}

async function inBothTurns(admin, triggers, write, isFirstWith) {
  const both = {};
  for (const ledger of isFirstWith ? ['with', 'without'] : ['without', 'with']) {
    await turn(admin, triggers, ledger);
    both[ledger] = await write();
  }
  return both;
}

async function past(admin, write) {
  await admin.query('ALTER TABLE app.complaints DISABLE TRIGGER complaints_entered');
  try {
    return await write();
  } finally {
    await admin.query('ALTER TABLE app.complaints ENABLE TRIGGER complaints_entered');
  }
}

/** Returns the disk space of the trail per logged complaint, with its link in the chain. */
export async function trailBytes({ admin, serving, readers, taskForceId }) {
  const { rows } = await admin.query('SELECT id FROM app.agencies WHERE task_force_id = $1 LIMIT 1', [taskForceId]);
  const seat = { serving, reader: readers.taskForce, taskForceId, agencies: [rows[0].id] };
  const before = await trailSize(admin);
  for (let block = 0; block < trailBlocks; block += 1) await singles(seat);
  return ((await trailSize(admin)) - before) / (trailBlocks * (perBlock + uncounted));
}

async function trailSize(admin) {
  const { rows } = await admin.query(`
    SELECT sum(pg_total_relation_size(t.relid))::float8 AS bytes
      FROM (SELECT relid FROM pg_partition_tree('audit.entries') UNION ALL SELECT 'audit.links'::regclass) t`);
  return rows[0].bytes;
}

/** Without its triggers a statement is not counted. Rows that wait for the fold, and dead rows of rolled back statements, are removed before each turn. */
async function turn(admin, triggers, ledger) {
  for (const trigger of triggers) {
    await admin.query(
      ledger === 'with'
        ? `ALTER TABLE app.complaints ENABLE TRIGGER ${trigger}`
        : `ALTER TABLE app.complaints DISABLE TRIGGER ${trigger}`,
    );
  }
  await admin.query('SELECT oversight.fold_tally(1000000)');
  await admin.query('VACUUM app.complaints, audit.entries, tally.deltas');
  await admin.query('CHECKPOINT');
}

/** One complaint a transaction, as intake writes it: the median of the statement alone and of the whole transaction. */
async function singles({ serving, reader, taskForceId, agencies }) {
  const [statements, transactions] = [[], []];
  for (let n = -uncounted; n < perBlock; n += 1) {
    const values = [randomUUID(), taskForceId, agencies[(n + uncounted) % agencies.length], narrative, digest];
    const began = performance.now();
    const took = await inSession(serving, reader, { change: 'bench.received' }, () =>
      timed(serving, prepared('one', one, values)),
    );
    if (n < 0) continue;
    statements.push(took);
    transactions.push(performance.now() - began);
  }
  return { 'one complaint': median(statements), 'one complaint, its transaction': median(transactions) };
}

async function statement({ serving, reader, taskForceId, agencies }, kind, spread) {
  const values = [randomUUID(), taskForceId, agencies, types, narrative, spread, statementRows];
  const took = await inSession(serving, reader, { change: 'bench.imported', isKept: false }, () =>
    timed(serving, { text: many, values }),
  );
  return { [kind]: took };
}
