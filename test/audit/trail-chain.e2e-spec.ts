import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import type { Findings } from '../../src/audit/chain/verification-findings.js';
import { verifyDatabase } from '../../src/audit/chain/verify-database.js';
import { Housekeeping } from '../../src/platform/database/housekeeping.js';
import { specDatabase, type SpecDatabase } from '../support/databases.js';
import { forgeTrail } from './forged-trail.js';
import { aTip, Given, type GivenAccount } from '../support/given.js';
import { startTracker, type Tracker } from '../support/tracker.js';
import { times } from '../support/times.js';

let tracker: Tracker;
let given: Given;

beforeAll(async () => {
  tracker = await startTracker();
  given = new Given(tracker);
});
afterAll(() => tracker.close());

async function verified({ auditorUrl }: SpecDatabase = tracker.database): Promise<Findings> {
  return verifyDatabase(auditorUrl, { keys: new Map(), signatures: null });
}

async function arranging<T>(work: (db: pg.Client) => Promise<T>, { adminUrl } = tracker.database): Promise<T> {
  const db = new pg.Client({ connectionString: adminUrl, options: '-c app.action=test.arranged' });
  await db.connect();
  try {
    return await work(db);
  } finally {
    await db.end();
  }
}

interface StoredLink {
  readonly position: number;
  readonly entries: number;
  readonly transactions: number;
}

async function chainOf(taskForceId: string): Promise<StoredLink[]> {
  await tracker.linkTrail();
  const rows = await tracker.sql<StoredLink>(
    'SELECT position::int, entries, cardinality(transactions) AS transactions FROM audit.links WHERE chain = $1 ORDER BY position',
    [taskForceId],
  );
  return rows;
}

function transactionsIn(chain: readonly StoredLink[]): number {
  return chain.reduce((sum, { transactions }) => sum + transactions, 0);
}

describe('the audit chain of a task force', () => {
  it('covers each transaction of concurrent writers once, without a gap', async () => {
    const writers: GivenAccount[] = [];
    for (let n = 0; n < 4; n += 1) {
      const first = await given.account();
      const { taskForceId, agencyId, name } = first;
      const agency = { id: agencyId ?? '', taskForceId: taskForceId ?? '', name };
      writers.push(first, await given.account({ agency }));
    }
    const before = new Map<string, number>();
    for (const { taskForceId } of writers)
      before.set(taskForceId ?? '', transactionsIn(await chainOf(taskForceId ?? '')));

    const posted = await Promise.all(
      writers.map(async (writer) => {
        const statuses: number[] = [];
        for (let n = 0; n < 10; n += 1) statuses.push((await tracker.as(writer).post('/complaints', aTip)).status);
        return statuses;
      }),
    );

    expect(posted.flat()).toEqual(Array.from({ length: 80 }, () => 201));
    for (const [taskForceId, links] of before) {
      const chain = await chainOf(taskForceId);
      expect(chain.map(({ position }) => position)).toEqual(chain.map((_, index) => index + 1));
      expect(transactionsIn(chain) - links).toBe(20);
    }
    expect((await verified()).faults.listed).toEqual([]);
  });

  it('gets a link for each thousand entries of a transaction with thousands of rows', async () => {
    const { agencyId, taskForceId } = await given.complaint();
    const links = (await chainOf(taskForceId)).length;

    await arranging(async (db) => {
      await db.query(
        `INSERT INTO app.complaints (id, task_force_id, agency_id, source, type, mode, received_at, jurisdiction_state,
                                     narrative, state, intake_digest, logged_at, version)
         SELECT gen_random_uuid(), $1, $2, 'public_complaint', 'enticement', 'reactive', now(), 'NE', 'A batch.', 'received', '\\x00', now(), 1
           FROM generate_series(1, 10000)`,
        [taskForceId, agencyId],
      );
    });

    const chain = await chainOf(taskForceId);
    expect(chain.slice(links).map(({ entries }) => entries)).toEqual(Array.from({ length: 10 }, () => 1000));
    expect((await verified()).faults.listed).toEqual([]);
  });

  it('does not deadlock with another chain that is written in the opposite order', async () => {
    const [one, other] = [(await given.taskForce()).id, (await given.taskForce()).id];
    const enter = 'INSERT INTO audit.entries (task_force_id, action) VALUES ($1, $2)';

    const work = Array.from({ length: 8 }, (_, n) =>
      arranging(async (db) => {
        for (let round = 0; round < 10; round += 1) {
          await db.query('BEGIN');
          for (const chain of n % 2 === 0 ? [one, other] : [other, one]) await db.query(enter, [chain, 'test.entered']);
          await db.query('COMMIT');
        }
      }),
    );

    await expect(Promise.all(work)).resolves.toHaveLength(8);
    expect([transactionsIn(await chainOf(one)), transactionsIn(await chainOf(other))]).toEqual([80, 80]);
    expect((await verified()).faults.listed).toEqual([]);
  });

  it('has no gap after a rollback, partial or complete', async () => {
    const { id } = await given.taskForce();
    const links = (await chainOf(id)).length;

    await arranging(async (db) => {
      await db.query('BEGIN');
      await db.query('INSERT INTO audit.entries (task_force_id, action) VALUES ($1, $2)', [id, 'test.lost']);
      await db.query('ROLLBACK');
      await db.query('BEGIN');
      await db.query('INSERT INTO audit.entries (task_force_id, action) VALUES ($1, $2)', [id, 'test.kept']);
      await db.query('SAVEPOINT half');
      await db.query('INSERT INTO audit.entries (task_force_id, action) VALUES ($1, $2)', [id, 'test.lost']);
      await db.query('ROLLBACK TO half');
      await db.query('COMMIT');
    });

    const chain = await chainOf(id);
    expect(chain.slice(links)).toMatchObject([{ position: links + 1, entries: 1 }]);
    expect((await verified()).faults.listed).toEqual([]);
  });

  it('remains valid when a transaction checks its constraints early', async () => {
    const { id } = await given.taskForce();
    const links = (await chainOf(id)).length;
    const enter = 'INSERT INTO audit.entries (task_force_id, action) SELECT $1, $2 FROM generate_series(1, 3)';

    await arranging(async (db) => {
      await db.query('BEGIN');
      await db.query(enter, [id, 'test.before']);
      await db.query('SET CONSTRAINTS ALL IMMEDIATE');
      await db.query(enter, [id, 'test.after']);
      await db.query('COMMIT');
    });

    const chain = await chainOf(id);
    expect(chain.slice(links)).toMatchObject([{ entries: 6, transactions: 1 }]);
    expect((await verified()).faults.listed).toEqual([]);
  });

  it('rejects an entry with another time or transaction', async () => {
    const at = `INSERT INTO audit.entries (action, at) VALUES ('test.forged', now() - interval '1 minute')`;
    const transaction = `INSERT INTO audit.entries (action, transaction) VALUES ('test.forged', '5')`;

    await expect(tracker.sql(at)).rejects.toMatchObject({ code: '42501' });
    await expect(tracker.sql(transaction)).rejects.toMatchObject({ code: '42501' });
  });
});

describe('an audit entry', () => {
  const tables = ['entries', 'entries_default', 'links', 'signatures', 'archives'];
  const changes = tables.flatMap((table) => [
    `UPDATE audit.${table} SET ${table.startsWith('entries') ? 'reason' : table === 'archives' ? 'entries' : 'hash'} = NULL`,
    `DELETE FROM audit.${table}`,
    `TRUNCATE audit.${table} CASCADE`,
  ]);

  it.each(changes)('cannot be changed by any database role: %s', async (statement) => {
    const { ownerUrl, appUrl, authUrl, signerUrl, auditorUrl } = tracker.database;
    for (const connectionString of [ownerUrl, appUrl, authUrl, signerUrl, auditorUrl]) {
      const db = new pg.Client({ connectionString });
      await db.connect();
      await expect(db.query(statement)).rejects.toMatchObject({ code: '42501' });
      await db.end();
    }
    await expect(tracker.sql(statement)).rejects.toMatchObject({ code: '42501' });
  });

  it('cannot be changed in the table of its month', async () => {
    await given.taskForce();
    const [month] = await tracker.sql<{ name: string }>(
      `SELECT tableoid::regclass::text AS name FROM audit.entries ORDER BY at DESC LIMIT 1`,
    );

    for (const statement of [
      `UPDATE ${month?.name} SET reason = NULL`,
      `DELETE FROM ${month?.name}`,
      `TRUNCATE ${month?.name}`,
    ]) {
      await expect(tracker.sql(statement)).rejects.toMatchObject({ code: '42501' });
    }
  });

  it('cannot be written by the auditor or the signer', async () => {
    const { signerUrl, auditorUrl } = tracker.database;
    for (const connectionString of [signerUrl, auditorUrl]) {
      const db = new pg.Client({ connectionString });
      await db.connect();
      await expect(db.query(`INSERT INTO audit.entries (action) VALUES ('nothing')`)).rejects.toMatchObject({
        code: '42501',
      });
      await expect(db.query('UPDATE audit.heads SET position = 1')).rejects.toMatchObject({ code: '42501' });
      await expect(db.query('DELETE FROM audit.unlinked_entries')).rejects.toMatchObject({ code: '42501' });
      await expect(db.query('SELECT FROM app.complaints')).rejects.toMatchObject({ code: '42501' });
      await db.end();
    }
  });
});

describe('the monthly tables of the trail', () => {
  let database: SpecDatabase;

  beforeAll(async () => {
    database = await specDatabase();
  });
  afterAll(() => database.drop());

  const monthsOf = (db: pg.Client): Promise<string[]> =>
    db
      .query<{ name: string }>(
        `SELECT inhrelid::regclass::text AS name FROM pg_inherits WHERE inhparent = 'audit.entries'::regclass ORDER BY 1`,
      )
      .then(({ rows }) => rows.map(({ name }) => name));

  it('are created in advance, and entries without one go to the default table until then', async () => {
    await arranging(async (db) => {
      const [{ name } = { name: '' }] = (
        await db.query<{ name: string }>(
          `SELECT 'audit.entries_' || to_char(now() AT TIME ZONE 'UTC', 'YYYY_MM') AS name`,
        )
      ).rows;
      const before = await monthsOf(db);
      expect(before).toContain(name);
      expect(before).toHaveLength(4);
      const drop = `DROP TABLE ${name}`;
      await db.query(drop);

      await db.query(`INSERT INTO audit.entries (action) VALUES ('test.entered')`);
      const where = 'SELECT tableoid::regclass::text AS name FROM audit.entries';
      expect((await db.query(where)).rows).toEqual([{ name: 'audit.entries_default' }]);
      expect((await verified(database)).faults.listed).toEqual([]);

      const app = new pg.Client({ connectionString: database.appUrl });
      await app.connect();
      expect((await app.query('SELECT audit.prepare_months() AS made')).rows).toEqual([{ made: 1 }]);
      await app.end();
      expect((await db.query(where)).rows).toEqual([{ name }]);
      expect(await monthsOf(db)).toEqual(before);
      await expect(db.query('DELETE FROM audit.entries_default')).rejects.toMatchObject({ code: '42501' });
    }, database);

    expect(await verified(database)).toMatchObject({ entries: 1, links: 1, faults: { count: 0 } });
    expect(await tracker.app.get(Housekeeping).createPartitions()).toBe(0);
  });

  it('are created beside writers, and wait at most a second for a reader of the whole trail', async () => {
    const making = (month: string): Promise<pg.QueryResult> =>
      arranging((db) => db.query('SELECT audit.prepare_month($1) AS made', [month]), database);
    await arranging(async (db) => {
      await db.query('BEGIN');
      await db.query(`INSERT INTO audit.entries (action) VALUES ('test.open')`);
      await db.query('SET CONSTRAINTS ALL IMMEDIATE');
      expect((await making('2099-01-01')).rows).toEqual([{ made: true }]);

      await db.query('SELECT count(*) FROM audit.entries');
      await expect(making('2099-02-01')).rejects.toMatchObject({ code: '55P03' });

      await db.query('COMMIT');
      expect((await making('2099-02-01')).rows).toEqual([{ made: true }]);
      expect(await monthsOf(db)).toEqual(expect.arrayContaining(['audit.entries_2099_01', 'audit.entries_2099_02']));
    }, database);
  });
});

/** `npm run bench:trail` measures the speed of verification. */
const forged = times('FORGED_ENTRIES', { api: 5000, long: 150_000 });

describe('a verification of the trail', () => {
  it(`takes little time for ${forged} entries`, async () => {
    const database = await specDatabase();
    const from = new Date(Date.now() - 220 * 86_400_000).toISOString();
    await forgeTrail(database.adminUrl, forged, from, '2 minutes');

    const passes = [await verified(database), await verified(database), await verified(database)];

    const best = passes.reduce((fast, one) => (one.seconds < fast.seconds ? one : fast));
    expect(best).toMatchObject({ entries: forged, chains: 61, faults: { listed: [] } });
    await database.drop();
  });
});
