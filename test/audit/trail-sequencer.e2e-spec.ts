import { randomUUID } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import type { EventPage, EventView } from '../../src/audit/change-feed/change-feed.view.js';
import { exportTrail, wholeTrail } from '../../src/audit/chain/export-file.js';
import { HeadSigner } from '../../src/audit/chain/head-signer.js';
import { computeEntryDigest, computeLinkHash, initialHash, type Link } from '../../src/audit/chain/link.js';
import { computeLeafHash } from '../../src/audit/chain/merkle-tree.js';
import { exportProof, type ProvenEntry } from '../../src/audit/chain/record-proof.js';
import { listPublicKeyFiles, loadSignatureKey, readPublicKeys } from '../../src/audit/chain/signing-keys.js';
import { formatReport, getExitCode, type Findings } from '../../src/audit/chain/verification-findings.js';
import { verifyDatabase } from '../../src/audit/chain/verify-database.js';
import { verifyFile } from '../../src/audit/chain/verify-file.js';
import { specDatabase, type SpecDatabase } from '../support/databases.js';
import { aTip, Given, madeBy } from '../support/given.js';
import { startTracker, type Tracker } from '../support/tracker.js';
import { asHolder } from '../support/transactions.js';
import { until } from '../support/until.js';
import { forgeTrail, pastTriggers } from './forged-trail.js';

let tracker: Tracker;
let given: Given;

beforeAll(async () => {
  tracker = await startTracker();
  given = new Given(tracker);
});
afterAll(() => tracker.close());

const lockSequencer = `SELECT pg_advisory_xact_lock(hashtext('tracker:sequencer'))`;

function verified({ auditorUrl }: SpecDatabase = tracker.database): Promise<Findings> {
  return verifyDatabase(auditorUrl, { keys: new Map(), signatures: null });
}

/** Expects each entry in exactly one link, and a trail without a fault. */
async function expectWhole(): Promise<void> {
  await tracker.linkTrail();
  const [counts] = await tracker.sql(
    `SELECT (SELECT count(*)::int FROM audit.entries) - (SELECT sum(entries)::int FROM audit.links) AS difference,
            (SELECT count(*)::int FROM audit.unlinked_entries) AS unlinked`,
  );
  expect(counts).toEqual({ difference: 0, unlinked: 0 });
  expect(await verified()).toMatchObject({ unlinked: 0, faults: { listed: [] } });
}

async function unlinkedOf(taskForceId: string): Promise<number> {
  const [row] = await tracker.sql<{ n: number }>(
    `SELECT count(*)::int AS n FROM audit.unlinked_entries u JOIN audit.entries e ON e.at = u.at AND e.seq = u.seq
      WHERE e.task_force_id = $1`,
    [taskForceId],
  );
  return row?.n ?? 0;
}

async function connected<T>(work: (db: pg.Client) => Promise<T>): Promise<T> {
  const db = new pg.Client({ connectionString: tracker.database.adminUrl });
  db.on('error', () => undefined);
  await db.connect();
  try {
    return await work(db);
  } finally {
    await db.end().catch(() => undefined);
  }
}

const enter = `INSERT INTO audit.entries (task_force_id, action) VALUES ($1, 'test.entered') RETURNING seq`;

/** Enters `count` transactions with an entry each, of a given time, as if they had been committed then. */
async function enterPast(taskForceId: string, count: number, at: string): Promise<void> {
  await pastTriggers(tracker.database.adminUrl, (db) =>
    db.query(
      `WITH entered AS (
         INSERT INTO audit.entries (at, transaction, task_force_id, action)
         SELECT $3::timestamptz + n * interval '1 millisecond', (1000000000 + n)::text::xid8, $1, 'test.entered'
           FROM generate_series(1, $2::int) n
         RETURNING at, transaction, seq)
       INSERT INTO audit.unlinked_entries (at, transaction, seq) SELECT at, transaction, seq FROM entered`,
      [taskForceId, count, at],
    ),
  );
}

describe('the sequencer of the trail', () => {
  it('links what is committed within seconds, without a call', async () => {
    const { by, taskForceId } = await given.complaint();
    await tracker.as(by).post('/complaints', aTip);

    await until(async () => (await unlinkedOf(taskForceId)) === 0);

    await expectWhole();
  });

  it('lets no writer wait for another one of its task force', async () => {
    const { by, taskForceId } = await given.complaint();

    await connected(async (writer) => {
      await writer.query('BEGIN');
      await writer.query(enter, [taskForceId]);
      await writer.query('SET CONSTRAINTS ALL IMMEDIATE');
      expect(await tracker.as(by).post('/complaints', aTip)).toMatchObject({ status: 201 });
      await writer.query('COMMIT');
    });

    await expectWhole();
  });

  it('links the entries of a transaction that stayed open after those of later ones', async () => {
    const { id } = await given.taskForce();
    const seqs = await connected(async (slow) => {
      await slow.query('BEGIN');
      const first = await slow.query<{ seq: string }>(enter, [id]);
      const [second] = await tracker.sql<{ seq: string }>(enter, [id]);
      await tracker.linkTrail();
      await slow.query('COMMIT');
      return { slow: first.rows[0]?.seq, fast: second?.seq };
    });
    await tracker.linkTrail();

    const links = await tracker.sql<{ first: string; last: string }>(
      'SELECT first_seq AS first, last_seq AS last FROM audit.links WHERE chain = $1 ORDER BY position DESC LIMIT 2',
      [id],
    );

    expect(links[0]).toEqual({ first: seqs.slow, last: seqs.slow });
    expect(links[1]?.last).toBe(seqs.fast);
    await expectWhole();
  });

  it('is not behind when a transaction of ten minutes is committed', async () => {
    const { id } = await given.taskForce();
    await asHolder(tracker, async (holder) => {
      await holder.query(lockSequencer);
      await enterPast(id, 1, new Date(Date.now() - 600_000).toISOString());
      expect(await ready()).toBe(200);
    });

    await expectWhole();
  });

  it('links nothing twice and loses nothing when it runs several times beside writers', async () => {
    const { by } = await given.complaint();
    const isOver = { writing: false };
    const run = async (): Promise<void> => {
      while (!isOver.writing) await tracker.sql('SELECT audit.link_committed($1)', [Math.random() < 0.5]);
    };
    const running = Promise.all([run(), run(), run()]);

    await Promise.all(Array.from({ length: 20 }, () => tracker.as(by).post('/complaints', aTip)));
    isOver.writing = true;
    await running;

    await expectWhole();
  });

  it('returns at once where another session links, unless it waits', async () => {
    await asHolder(tracker, async (holder) => {
      await holder.query(lockSequencer);

      expect(await tracker.sql('SELECT linked FROM audit.link_committed(false)')).toEqual([{ linked: null }]);
    });
  });

  it('does not count as caught up after a call that may link nothing', async () => {
    await asHolder(tracker, async (holder) => {
      await holder.query(lockSequencer);
      await holder.query(`UPDATE audit.sequencer SET caught_up_at = now() - interval '1 hour'`);

      const { rows } = await holder.query('SELECT linked::int, is_complete FROM audit.link_committed(true, 0)');

      expect(rows).toEqual([{ linked: 0, is_complete: false }]);
      expect((await holder.query('SELECT caught_up_at < now() AS is_past FROM audit.sequencer')).rows).toEqual([
        { is_past: true },
      ]);
    });
  });

  it('goes on after it was killed within a run', async () => {
    const { id } = await given.taskForce();
    await tracker.linkTrail();
    await asHolder(tracker, async (holder) => {
      await holder.query('LOCK TABLE audit.heads IN EXCLUSIVE MODE');
      await tracker.sql(enter, [id]);
      await connected(async (killed) => {
        const [{ pid } = { pid: 0 }] = (await killed.query<{ pid: number }>('SELECT pg_backend_pid() AS pid')).rows;
        const run = killed.query('SELECT audit.link_committed()').catch((fault: unknown) => fault);
        await until(async () => {
          const [row] = await tracker.sql<{ n: number }>(
            `SELECT count(*)::int AS n FROM pg_locks WHERE NOT granted AND relation = 'audit.heads'::regclass`,
          );
          return (row?.n ?? 0) > 0;
        });
        // The background run may be the one that waits. Both end.
        await tracker.sql(
          `SELECT pg_terminate_backend(pid) FROM pg_locks WHERE NOT granted AND relation = 'audit.heads'::regclass`,
        );
        await tracker.sql('SELECT pg_terminate_backend($1)', [pid]);
        expect(await run).toBeInstanceOf(Error);
      });
      expect(await unlinkedOf(id)).toBe(1);
    });

    await expectWhole();
  });

  it('catches up after an hour in several transactions, and readiness fails until then', async () => {
    const { id } = await given.taskForce();
    await tracker.linkTrail();
    await asHolder(tracker, async (holder) => {
      await holder.query(lockSequencer);
      expect(await ready()).toBe(200);
      await tracker.sql(`UPDATE audit.sequencer SET caught_up_at = now() - interval '1 hour'`);
      // Nothing waits, so nothing is late.
      expect(await unlinked()).toBe(0);
      expect(await ready()).toBe(200);
      await enterPast(id, 12_500, new Date(Date.now() - 1_800_000).toISOString());
      expect(await ready()).toBe(503);
    });

    await until(async () => (await ready()) === 200);
    const links = await tracker.sql<{ entries: number; run: string }>(
      'SELECT entries, xmin::text AS run FROM audit.links WHERE chain = $1',
      [id],
    );
    // A run after one that failed, as in the test above, takes fewer transactions.
    expect(links.reduce((sum, { entries }) => sum + entries, 0)).toBe(12_500);
    expect(Math.max(...links.map(({ entries }) => entries))).toBe(1000);
    expect(new Set(links.map(({ run }) => run)).size).toBeGreaterThan(1);
    await expectWhole();
  });

  it('links a transaction of many entries in parts, each a transaction of its own', async () => {
    const { id } = await given.taskForce();
    await tracker.linkTrail();
    await asHolder(tracker, async (holder) => {
      await holder.query(lockSequencer);
      await tracker.sql(
        `INSERT INTO audit.entries (task_force_id, action, follows) SELECT $1, 'test.entered', n > 1 FROM generate_series(1, 21500) n`,
        [id],
      );
    });
    await until(async () => (await unlinked()) === 0);

    const links = await tracker.sql<{ entries: number }>(
      'SELECT entries FROM audit.links WHERE chain = $1 ORDER BY position DESC LIMIT 22',
      [id],
    );

    expect(links.map(({ entries }) => entries)).toEqual([500, ...Array.from({ length: 21 }, () => 1000)]);
    await expectWhole();
  });

  it('links a transaction in parts beside others so that no entry appears in two links', async () => {
    const { by, taskForceId, id } = await given.complaint();
    await tracker.linkTrail();
    const start = madeBy(await tracker.as(by).get<EventPage>('/events?after=now'), 200).body.nextCursor;
    const link = 'SELECT linked::int, is_complete FROM audit.link_committed()';
    // A transaction of many entries has every 500th about the complaint.
    const enterChanges = `
      INSERT INTO audit.entries (task_force_id, action, follows, source, row_id, complaint_id)
      SELECT $1, 'test.entered', n > 1, about.source, about.id, about.id
        FROM generate_series(1, $3::int) n
        LEFT JOIN (SELECT 'complaints' AS source, $2::uuid AS id) about ON n % least($3, 500) = 0`;
    await connected(async (late) => {
      await asHolder(tracker, async (holder) => {
        await holder.query(lockSequencer);
        await late.query('BEGIN');
        await late.query(enterChanges, [taskForceId, id, 1]);
        await tracker.sql(enterChanges, [taskForceId, id, 1]);
        await tracker.sql(enterChanges, [taskForceId, id, 21_500]);
        await tracker.sql(enterChanges, [taskForceId, id, 1]);
        const first = await holder.query(link);
        await late.query('COMMIT');
        const second = await holder.query(link);
        expect([first.rows, second.rows]).toEqual([
          [{ linked: 20_002, is_complete: false }],
          [{ linked: 1501, is_complete: true }],
        ]);
        await holder.query('COMMIT');
      });
    });

    const events: EventView[] = [];
    for (let [after, isCaughtUp] = [start, false]; !isCaughtUp;) {
      const { body } = madeBy(await tracker.as(by).get<EventPage>(`/events?limit=200&after=${after}`), 200);
      events.push(...body.items);
      [after, isCaughtUp] = [body.nextCursor, body.isCaughtUp];
    }

    expect(events.filter(({ action }) => action === 'test.entered')).toHaveLength(3 + 43);
    await expectWhole();
  });

  it('fails readiness after the clock was set back, until the next call', async () => {
    const { id } = await given.taskForce();
    await asHolder(tracker, async (holder) => {
      await holder.query(lockSequencer);
      await tracker.sql(enter, [id]);
      await tracker.sql(`UPDATE audit.sequencer SET caught_up_at = now() + interval '1 hour'`);
      expect(await ready()).toBe(503);
    });

    await until(async () => (await ready()) === 200);
    const [row] = await tracker.sql('SELECT caught_up_at <= clock_timestamp() AS is_past FROM audit.sequencer');
    expect(row).toEqual({ is_past: true });
  });

  it('gives each month of a clock that jumped a link of its own', async () => {
    const { id } = await given.taskForce();
    await tracker.linkTrail();
    const months = [0, -40, 40].map((days) => new Date(Date.now() + days * 86_400_000).toISOString());
    await asHolder(tracker, async (holder) => {
      await holder.query(lockSequencer);
      for (const at of months) await enterPast(id, 3, at);
    });
    await tracker.linkTrail();

    const links = await tracker.sql('SELECT entries FROM audit.links WHERE chain = $1 ORDER BY position DESC LIMIT 3', [
      id,
    ]);

    expect(links).toEqual([{ entries: 3 }, { entries: 3 }, { entries: 3 }]);
    await expectWhole();
  });
});

async function ready(): Promise<number> {
  return (await tracker.anonymous().get(`${tracker.url}/health/ready`)).status;
}

async function unlinked(): Promise<number> {
  const [row] = await tracker.sql<{ n: number }>('SELECT count(*)::int AS n FROM audit.unlinked_entries');
  return row?.n ?? 0;
}

const anEntry = '(SELECT first_seq FROM audit.links WHERE transactions IS NOT NULL ORDER BY chain, position LIMIT 1)';
const aBatch =
  '(SELECT chain, position FROM audit.links WHERE transactions IS NOT NULL ORDER BY chain, position LIMIT 1)';
const tables = ['entries', 'unlinked_entries', 'links', 'heads', 'signatures'];

describe('a chain of links with one transaction, which batches follow', () => {
  let database: SpecDatabase;
  let folder: string;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'tracker-batches-'));
    database = await specDatabase();
    await forgeTrail(database.adminUrl, 200, new Date(Date.now() - 40 * 86_400_000).toISOString(), '4 hours');
    await asAdmin(async (db) => {
      for (let batch = 0; batch < 2; batch += 1) {
        for (let n = 0; n < 5; n += 1) {
          await db.query(
            `INSERT INTO audit.entries (task_force_id, action, became)
             SELECT md5('task force ' || n % 2)::uuid, 'test.entered', jsonb_build_object('n', n) FROM generate_series(1, 4) n`,
          );
        }
        await db.query('SELECT audit.link_committed()');
      }
      await db.query('CREATE SCHEMA kept');
      for (const table of tables) {
        const keep = `CREATE TABLE kept.${table} AS TABLE audit.${table}`;
        await db.query(keep);
      }
    });
  });
  afterAll(async () => {
    await database.drop();
    await rm(folder, { recursive: true });
  });
  afterEach(() =>
    pastTriggers(database.adminUrl, (db) =>
      db.query(
        tables
          .map((table) => `DELETE FROM audit.${table}; INSERT INTO audit.${table} SELECT * FROM kept.${table};`)
          .join('\n'),
      ),
    ),
  );

  async function asAdmin<T>(work: (db: pg.Client) => Promise<T>): Promise<T> {
    const db = new pg.Client({ connectionString: database.adminUrl });
    await db.connect();
    try {
      return await work(db);
    } finally {
      await db.end();
    }
  }

  async function faultsAfter(...statements: string[]): Promise<readonly string[]> {
    await pastTriggers(database.adminUrl, async (db) => {
      for (const statement of statements) await db.query(statement);
    });
    return (await verified(database)).faults.listed;
  }

  it('is whole, and its file as well', async () => {
    expect(await verified(database)).toMatchObject({ entries: 240, chains: 61, unlinked: 0, faults: { listed: [] } });
    const file = join(folder, 'trail.ndjson.gz');
    await exportTrail(database.auditorUrl, file, wholeTrail, new Map());

    const found = await verifyFile(file, { keys: new Map(), signatures: null });

    expect(found).toMatchObject({ entries: 240, chains: 61, faults: { listed: [] } });
  });

  it.each([
    [
      'a changed entry',
      [`UPDATE audit.entries SET reason = 'another' WHERE seq = ${anEntry}`],
      /an entry is not what it was/,
    ],
    ['a removed entry', [`DELETE FROM audit.entries WHERE seq = ${anEntry}`], /9 of its 10 entries are there/],
    [
      'an inserted entry',
      [
        `INSERT INTO audit.entries (at, transaction, task_force_id, action)
         SELECT at, transaction, task_force_id, action FROM audit.entries WHERE seq = ${anEntry}`,
      ],
      /entry \d+ is in no link/,
    ],
    [
      'two entries that change places',
      [
        `UPDATE audit.entries SET seq = -seq WHERE seq IN (${anEntry}, ${anEntry} + 2)`,
        `UPDATE audit.entries SET seq = CASE WHEN seq = -${anEntry} THEN ${anEntry} + 2 ELSE ${anEntry} END WHERE seq < 0`,
      ],
      /an entry is not what it was, or not where it was/,
    ],
    [
      'another root',
      [`UPDATE audit.links SET digest = sha256(digest) WHERE (chain, position) = ${aBatch}`],
      /does not follow/,
    ],
    ['a removed link', [`DELETE FROM audit.links WHERE (chain, position) = ${aBatch}`], /is missing before link/],
    [
      'a batch without one of its transactions',
      [`UPDATE audit.links SET transactions = transactions[2:] WHERE (chain, position) = ${aBatch}`],
      /is in no link/,
    ],
  ])('reveals %s', async (_, statements, fault) => {
    const found = await faultsAfter(...statements);

    expect(found.some((sentence) => fault.test(sentence))).toBe(true);
  });

  it('reveals an entry of its file that was moved', async () => {
    const file = join(folder, 'trail.ndjson');
    await exportTrail(database.auditorUrl, file, wholeTrail, new Map());
    const lines = (await readFile(file, 'utf8')).split('\n');
    const at = lines.findIndex((line, index) => line.includes('"version":2') && lines[index + 1]?.startsWith('[')) + 1;
    const [one = '', other = ''] = [lines[at], lines[at + 1]];
    await writeFile(
      join(folder, 'moved.ndjson'),
      lines
        .with(at, other)
        .with(at + 1, one)
        .join('\n'),
    );

    const found = await verifyFile(join(folder, 'moved.ndjson'), { keys: new Map(), signatures: null });

    expect(found.faults.listed).toEqual([expect.stringContaining('not where it was')]);
  });

  it('counts an entry that the sequencer cannot link, and does not call the trail whole', async () => {
    await asAdmin(async (db) => {
      await db.query(`INSERT INTO audit.entries (action) VALUES ('test.entered')`);
      await db.query('REVOKE INSERT ON audit.links FROM tracker_owner');
    });
    try {
      const found = await verified(database);
      expect(found).toMatchObject({ unlinked: 1, isSequenced: false, faults: { listed: [] } });
      expect(getExitCode(found)).toBe(2);
    } finally {
      await asAdmin((db) => db.query('GRANT INSERT ON audit.links TO tracker_owner'));
    }
    expect(await verified(database)).toMatchObject({ unlinked: 0, isSequenced: true, faults: { listed: [] } });
  });

  it('says that the sequencer failed while no entry waits', async () => {
    await asAdmin((db) => db.query('REVOKE UPDATE ON audit.sequencer FROM tracker_owner'));
    try {
      const found = await verified(database);
      expect(found).toMatchObject({ unlinked: 0, isSequenced: false });
      expect(formatReport(found, new Date())).toContain(
        'The sequencer failed: see GET /health/ready and the log of the tracker.',
      );
    } finally {
      await asAdmin((db) => db.query('GRANT UPDATE ON audit.sequencer TO tracker_owner'));
    }
  });

  it('does not call the trail whole while an entry waits behind a function that does nothing', async () => {
    const [row] = await asAdmin((db) =>
      db
        .query<{ definition: string }>(
          `SELECT pg_get_functiondef('audit.link_committed(boolean,integer)'::regprocedure) AS definition`,
        )
        .then(({ rows }) => rows),
    );
    const definition = row?.definition ?? '';
    const idle = `$$ BEGIN linked := 0; is_complete := true; END $$`;
    await asAdmin((db) => db.query(definition.replace(/\$function\$.*\$function\$/s, () => idle)));
    try {
      await pastTriggers(database.adminUrl, (db) =>
        db.query(
          `WITH entered AS (
             INSERT INTO audit.entries (at, transaction, action)
             VALUES (now() - interval '10 minutes', '1000000000', 'test.entered') RETURNING at, transaction, seq)
           INSERT INTO audit.unlinked_entries (at, transaction, seq) SELECT at, transaction, seq FROM entered`,
        ),
      );
      const found = await verified(database);
      expect(found).toMatchObject({ unlinked: 1, isSequenced: false, faults: { listed: [] } });
      expect(getExitCode(found)).toBe(2);
    } finally {
      await asAdmin((db) => db.query(definition));
    }
  });

  it('proves the entries of one record to a signature, without any other entry', async () => {
    const { record, older } = await recordsOf();
    for (const id of [record, older]) {
      const { lines, verify } = await signedProofOf(id);

      const found = await verify(lines);

      expect(found).toMatchObject({ entries: 1, unproven: 0, faults: { listed: [] } });
      expect(getExitCode(found)).toBe(0);
      expect(lines.filter((line) => isEntry(line) && !line.includes(id))).toEqual([]);
    }

    const { lines, verify } = await signedProofOf(record);
    const changed = await verify(lines.map((line) => (isEntry(line) ? line.replace('test.entered', 'test.x') : line)));
    const moved = await verify(lines.map((line) => line.replace(/"index":\d+/, '"index":0')));
    const relinked = await verify(lines.map((line) => line.replace(/("kind":"link".*"digest":")./, '$1z')));
    const unsigned = await verify(lines.filter((line) => !line.includes('"head":1')));
    expect([changed, moved, relinked].map(({ faults }) => faults.count > 0)).toEqual([true, true, true]);
    expect(unsigned).toMatchObject({ unproven: 1, faults: { listed: [] } });
    expect(getExitCode(unsigned)).toBe(2);
  });

  it('proves no entry that has no path', async () => {
    const { record } = await recordsOf();
    const { lines, verify } = await signedProofOf(record);
    const [before, after] = [lines.slice(0, lines.findIndex(isEntry)), lines.slice(lines.findIndex(isEntry))];

    const found = await verify([...before, '[1,2]', ...after].map((line) => withEntries(line, 2)));

    expect(found.faults.listed).toEqual([expect.stringContaining('has no path to its link')]);
  });

  it('proves no entry of an old link by a path with more than its digests', async () => {
    const { older } = await recordsOf();
    const { lines, verify } = await signedProofOf(older);
    const forge = (line: string): string => {
      const entry = JSON.parse(line) as ProvenEntry;
      const text = entry.text.replace('complaint.received', 'complaint.forged');
      return JSON.stringify({
        ...entry,
        path: [`${entry.path.join('')}zz`, computeEntryDigest(Buffer.from(text))],
        text,
      });
    };

    const found = await verify(lines.map((line) => (isEntry(line) ? forge(line) : line)));

    expect(found.faults.listed).toEqual([expect.stringContaining('an entry is not what it was')]);
  });

  it('proves no link by the signature of another chain', async () => {
    const record = randomUUID();
    await asAdmin((db) =>
      db.query(`INSERT INTO audit.entries (task_force_id, action, subject) VALUES ($1, 'test.entered', $2)`, [
        randomUUID(),
        record,
      ]),
    );
    const { lines, verify } = await signedProofOf(record);
    const { text } = JSON.parse(lines.find(isEntry) ?? '') as ProvenEntry;
    const link: Link = {
      ...(JSON.parse(lines.find((line) => line.includes('"kind":"link"')) ?? '') as Link),
      chain: randomUUID(),
      digest: computeLeafHash(Buffer.from(text.replace('test.entered', 'test.forged'))),
    };
    const forged = [
      { kind: 'link', ...link, hash: computeLinkHash(initialHash, link) },
      { kind: 'entry', index: 0, path: [], text: text.replace('test.entered', 'test.forged') },
    ].map((line) => JSON.stringify(line));

    const found = await verify(
      lines.flatMap((line) => (line.includes('"kind":"chain"') ? forged : withEntries(line, 2))),
    );

    expect(found).toMatchObject({ entries: 2, unproven: 1, faults: { listed: [] } });
    expect(getExitCode(found)).toBe(2);
  });

  interface SignedProof {
    readonly lines: readonly string[];
    readonly verify: (lines: readonly string[]) => Promise<Findings>;
  }

  /** Signs the chains, and returns the lines of a record's proof and the verification of such lines. */
  async function signedProofOf(record: string): Promise<SignedProof> {
    const key = await loadSignatureKey(join(folder, 'signing.key'), true);
    await new HeadSigner(database.signerUrl, key, []).signOnce();
    const keys = await readPublicKeys(await listPublicKeyFiles(folder));
    const file = join(folder, `${randomUUID()}.ndjson`);
    await exportProof(database.auditorUrl, file, record, keys);
    return {
      lines: (await readFile(file, 'utf8')).trim().split('\n'),
      verify: async (lines) => {
        await writeFile(join(folder, 'edited.ndjson'), lines.join('\n'));
        return verifyFile(join(folder, 'edited.ndjson'), { keys, signatures: null });
      },
    };
  }

  /** Returns a subject of a batch with four neighbours, and one of a link of two entries. */
  async function recordsOf(): Promise<{ record: string; older: string }> {
    return asAdmin(async (db) => {
      const record = randomUUID();
      await db.query(
        `INSERT INTO audit.entries (task_force_id, action, subject)
         SELECT md5('task force 0')::uuid, 'test.entered', CASE n WHEN 4 THEN $1::uuid ELSE gen_random_uuid() END
           FROM generate_series(1, 5) n`,
        [record],
      );
      const { rows } = await db.query<{ subject: string }>(
        `SELECT e.subject FROM audit.links l JOIN audit.entries e ON e.transaction = l.transaction AND e.seq = l.last_seq
          WHERE l.entries = 2 ORDER BY l.chain, l.position LIMIT 1`,
      );
      return { record, older: rows[0]?.subject ?? '' };
    });
  }
});

function isEntry(line: string): boolean {
  return line.includes('"kind":"entry"');
}

/** Corrects the number of entries in the last line of a file. */
function withEntries(line: string, entries: number): string {
  return line.startsWith('{"kind":"end"') ? JSON.stringify({ kind: 'end', entries }) : line;
}
