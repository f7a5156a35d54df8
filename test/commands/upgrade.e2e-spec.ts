import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type pg from 'pg';
import { migrations } from '../../migrations/index.js';
import { verifyDatabase } from '../../src/audit/chain/verify-database.js';
import type { ComplaintView } from '../../src/casework/complaints/complaint.view.js';
import { digestOfRelease, migrate } from '../../src/platform/database/migrate.js';
import { digestOfSchema } from '../../src/platform/database/served-schema.js';
import { verifyTally } from '../../src/reporting/reports/ledger/tally.js';
import { specDatabase } from '../support/databases.js';
import { createFixtures } from '../support/fixtures.js';
import { Given } from '../support/given.js';
import { rowTypeChanges, watchRowTypes, type RowTypeChange } from '../support/row-type-watch.js';
import {
  connected,
  presentMigrations,
  readSnapshot,
  restore,
  rowsOf,
  secretsOf,
  snapshotVersions,
  writeSnapshot,
  type Snapshot,
} from './snapshot.js';
import { secrets, startTracker, type Tracker } from '../support/tracker.js';

type Row = Readonly<Record<string, unknown>>;

/**
 * Versions that were tagged, and a commit that was installed without a tag, each with the tables and columns that a later migration changed or
 * removed on purpose, and the reason.
 */
const changes: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  '0.2.0': {
    'timing.timings.measure': 'The clock first_reading is named first_view.',
    'app.complaints.submitted_on': 'The time at which NCMEC received the report replaces the day of its submission.',
    'app.complaints.preserved_until': 'A report from before 7 May 2024 was preserved for 90 days.',
    'tally.deltas.facets': 'A CyberTip is counted by the class that NCMEC gave it.',
    'app.tip_versions.differs': 'The difference submittedOn is named reportedToNcmecAt.',
  },
  '0.2.0-4cfa8b9c': {},
};

/** Digests of the schemas of these versions. An entry of `app.compatible_schemas` is one of them. */
const schemas: Readonly<Record<string, string>> = {
  '0.2.0': '0e60b8db6707b65567d5e98cb7e76509e4d29d7f62a6364980ae5f0df6f8d4a5',
  '0.2.0-4cfa8b9c': 'dc6673d8501dc04c6e1c03b09f0d6081dc48af7f1786b8af9d84f17922896ec1',
};

/** Tables without a row in the snapshots: of acts by people and of work in progress, which the fixtures leave out. */
const emptyTables: readonly string[] = [
  'app.event_conflict_checks',
  'app.event_conflicts',
  'app.idempotency_keys',
  'app.operation_members',
  'app.publications',
  'app.purged_counts',
  'app.screenings',
  'app.victim_inquiries',
  'audit.archive_signatures',
  'audit.archives',
  'audit.signatures',
  'auth.account_acts',
  'auth.challenges',
  'auth.devices',
  'auth.identity_links',
  'auth.identity_requests',
  'auth.invitations',
  'auth.key_checks',
  'auth.lookup_days',
  'auth.lookup_values',
  'auth.passkeys',
  'auth.recovery_codes',
  'auth.totps',
  'search.common_values',
  'search.commonness_runs',
  'staging.import_faults',
  'staging.import_rows',
  'vault.requests',
];

/** Version whose snapshot to write: `SNAPSHOT=0.3.0 npm test -- test/commands/upgrade`, on the commit that gets the tag. */
const written = process.env['SNAPSHOT'];

if (written !== undefined)
  it('writes the snapshot of a version', async () => {
    const tracker = await startTracker();
    try {
      const given = new Given(tracker);
      await createFixtures(given, await given.agency());
      await given.complaint({ state: 'closed' });
      await writeSnapshot(written, tracker.database, secrets);
    } finally {
      await tracker.close();
    }
  });

it('has a snapshot and the digest of the schema of each version', async () => {
  expect(await snapshotVersions()).toEqual(Object.keys(changes));
  expect(Object.keys(schemas)).toEqual(Object.keys(changes));
});

describe.each(Object.keys(changes))('a database of version %s', (version) => {
  let snapshot: Snapshot;
  let tracker: Tracker;
  let before: Readonly<Record<string, string>>;
  let after: Readonly<Record<string, string>>;
  let refusable: readonly RowTypeChange[];
  let schema: string;

  beforeAll(async () => {
    snapshot = await readSnapshot(version);
    const database = await specDatabase('empty');
    await restore(snapshot, database);
    before = await connected(database.adminUrl, rowsOf);
    schema = digestOfSchema(await connected(database.adminUrl, namesOfSchema));
    await connected(database.adminUrl, watchRowTypes);
    await migrate(database.ownerUrl, migrations);
    refusable = await connected(database.adminUrl, rowTypeChanges);
    // Read before the tracker starts, which folds counts in the background.
    after = await connected(database.adminUrl, rowsOf);
    tracker = await startTracker({ database, secrets: secretsOf(snapshot) });
  });
  afterAll(() => tracker.close());

  it('has a row in every table but those listed', () => {
    const empty = Object.entries(snapshot.rows).flatMap(([table, text]) => (text === '[]' ? [table] : []));

    expect(before).toEqual(snapshot.rows);
    expect(empty.filter((table) => !emptyTables.includes(table))).toEqual([]);
  });

  it('has the schema by whose digest a compatible release names it', () => {
    expect(schema).toBe(schemas[version]);
  });

  it('has migrations that were not edited since', async () => {
    expect((await presentMigrations()).slice(0, snapshot.migrations.length)).toEqual(snapshot.migrations);
  });

  it('is upgraded beside its functions without a change that a later minor version of Postgres rejects', () => {
    expect(refusable).toEqual([]);
  });

  it('is upgraded with every row and value', () => {
    const changed = changes[version] ?? {};

    for (const [table, text] of Object.entries(before)) {
      if (table in changed) continue;
      const now = parse(after[table] ?? '[]');
      const isKept = (column: string): boolean => !(`${table}.${column}` in changed);
      const columns = Object.keys(parse(text)[0] ?? {}).filter(isKept);
      const found = new Set(now.map((row) => valuesOf(row, columns)));
      expect({ table, lost: parse(text).filter((row) => !found.has(valuesOf(row, columns))) }).toEqual({
        table,
        lost: [],
      });
    }
  });

  it('has each clock under its present name', () => {
    const clocksOf = (tables: typeof before): string[] =>
      parse(tables['timing.timings'] ?? '[]')
        .map(({ measure }) => String(measure))
        .sort();
    const names = clocksOf(before).map((name) => (name === 'first_reading' ? 'first_view' : name));

    expect(names).toContain('first_view');
    expect(clocksOf(after)).toEqual(names.sort());
  });

  it('has the schema of the present version', async () => {
    expect(await connected(tracker.database.adminUrl, namesOfSchema)).toContain(await digestOfRelease());
  });

  it('declares no other schemas compatible than those of these versions', async () => {
    const compatible = await tracker.sql<{ digest: string }>('SELECT app.compatible_schemas() AS digest');

    expect(compatible.filter(({ digest }) => !Object.values(schemas).includes(digest))).toEqual([]);
  });

  it('has a trail and totals that verify', async () => {
    const { auditorUrl, ownerUrl } = tracker.database;

    const findings = await verifyDatabase(auditorUrl, { keys: new Map(), signatures: null });

    expect(findings.entries).toBeGreaterThan(100);
    expect(findings.faults.listed).toEqual([]);
    expect(await verifyTally(ownerUrl)).toEqual([]);
  });

  it('has chains in which batches follow the links of then, and that verify', async () => {
    const [complaint] = await tracker.sql<{ taskForceId: string }>(
      'SELECT task_force_id AS "taskForceId" FROM app.complaints LIMIT 1',
    );
    const chain = complaint?.taskForceId ?? '';
    await new Given(tracker).account({ seat: 'task_force', taskForceId: chain });
    await tracker.linkTrail();

    const findings = await verifyDatabase(tracker.database.auditorUrl, { keys: new Map(), signatures: null });
    const hasBatches = snapshot.migrations.some(({ file }) => file.includes('link-after-commit'));
    const versions = await tracker.sql<{ isBatch: boolean }>(
      'SELECT transactions IS NOT NULL AS "isBatch" FROM audit.links WHERE chain = $1 ORDER BY position',
      [chain],
    );

    expect(findings).toMatchObject({ unlinked: 0, faults: { listed: [] } });
    expect(versions.at(0)).toEqual({ isBatch: hasBatches });
    expect(versions.at(-1)).toEqual({ isBatch: true });
    expect(versions).toEqual(versions.toSorted((one, other) => Number(one.isBatch) - Number(other.isBatch)));
  });

  it('is served: a case of then is read, and its encrypted tip is opened', async () => {
    const given = new Given(tracker);
    const [complaint] = await tracker.sql<{ id: string; taskForceId: string }>(
      `SELECT complaint_id AS id, task_force_id AS "taskForceId" FROM app.tip_versions LIMIT 1`,
    );
    const taskForceId = complaint?.taskForceId ?? '';
    const client = tracker.as(await given.account({ seat: 'task_force', taskForceId, role: 'supervisor' }));

    const read = await client.get<ComplaintView>(`/complaints/${complaint?.id ?? ''}`);
    const [version] = await tracker.sql<{ id: string }>('SELECT id FROM app.tip_versions WHERE complaint_id = $1', [
      complaint?.id,
    ]);
    const opened = await client.post(`/tip-versions/${version?.id ?? ''}/open`, {
      purpose: 'safeguarding',
      reason: 'Reads the report after an upgrade.',
    });

    expect(read).toMatchObject({ status: 200, body: { id: complaint?.id } });
    expect(opened).toMatchObject({ status: 200 });
    expect(opened.text.length).toBeGreaterThan(100);
  });
});

async function namesOfSchema(db: pg.Client): Promise<string[]> {
  const { rows } = await db.query<{ name: string }>('SELECT app.ran_migrations() AS name');
  return rows.map(({ name }) => name);
}

function parse(text: string): Row[] {
  return JSON.parse(text) as Row[];
}

function valuesOf(row: Row, columns: readonly string[]): string {
  return JSON.stringify(columns.map((column) => row[column]));
}
