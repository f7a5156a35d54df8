import { afterAll, afterEach, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { atOnce, type Answer } from '../support/client.js';
import type { Server } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';
import {
  changedProtections,
  selectDisabledTriggers,
  readProtectionDigests,
  type ProtectionKind,
  type ProtectionDigests,
} from '../../src/platform/database/database-protection.js';
import { digestOfSchema } from '../../src/platform/database/served-schema.js';
import { protectionReadEveryMs } from '../../src/platform/health/readiness.js';
import { aTip, Given, type GivenComplaint } from '../support/given.js';
import { countRows } from '../support/refusals.js';
import { times } from '../support/times.js';
import { asHolder } from '../support/transactions.js';
import { startTracker, type Tracker } from '../support/tracker.js';
import { until } from '../support/until.js';

/** All triggers are disabled together. One in this many is disabled alone, which takes the longest. */
const stride = times('TRIGGER_STRIDE', { api: 8, long: 1 });

let tracker: Tracker;
let complaint: GivenComplaint;

beforeAll(async () => {
  tracker = await startTracker();
  complaint = await new Given(tracker).complaint();
});
afterEach(() => {
  jest.restoreAllMocks();
});
afterAll(() => tracker.close());

const probe = (): Promise<Answer> => tracker.anonymous().get(`${tracker.url}/health/ready`);

function expectRed({ status, headers, body }: Answer): void {
  expect({ status, body }).toEqual({
    status: 503,
    body: { type: '/problems/unavailable', title: expect.any(String), status: 503 },
  });
  expect(headers['retry-after']).toMatch(/^[1-9]$/);
}

describe('readiness', () => {
  it('reports up when all is well, and writes nothing', async () => {
    const before = await countRows(tracker);

    expect(await probe()).toMatchObject({ status: 200, body: { status: 'up' } });
    expect(await countRows(tracker)).toEqual(before);
  });

  it.each([
    [
      'entries are rejected',
      'REVOKE INSERT ON audit.entries FROM tracker_owner',
      'GRANT INSERT ON audit.entries TO tracker_owner',
    ],
    [
      'entries cannot be queued for their link',
      'REVOKE INSERT ON audit.unlinked_entries FROM tracker_owner',
      'GRANT INSERT ON audit.unlinked_entries TO tracker_owner',
    ],
    [
      'the queue of the sequencer is missing',
      'ALTER TABLE audit.unlinked_entries RENAME TO lost',
      'ALTER TABLE audit.lost RENAME TO unlinked_entries',
    ],
  ])(
    'reports down immediately when the trail cannot be written because %s, and rejects changes',
    async (_, breaks, mends) => {
      const { by, id } = complaint;
      const change = (): Promise<Answer> => tracker.as(by).post('/complaints', aTip);
      await tracker.sql(breaks);
      try {
        expectRed(await probe());
        const before = await tracker.sql('SELECT count(*) FROM app.complaints');
        for (const { status } of await atOnce(5, change)) expect(status).toBeGreaterThanOrEqual(400);
        expect(await tracker.sql('SELECT count(*) FROM app.complaints')).toEqual(before);
        expect(await tracker.anonymous().get(`${tracker.url}/health/live`)).toMatchObject({ status: 200 });
      } finally {
        await tracker.sql(mends);
      }

      expect(await probe()).toMatchObject({ status: 200 });
      expect(await change()).toMatchObject({ status: 201 });
      expect(await tracker.as(by).get(`/complaints/${id}`)).toMatchObject({ status: 200 });
    },
  );

  it('reports down while a migration of this release is missing', async () => {
    const [gone] = await tracker.sql<{ timestamp: number; name: string }>(
      'DELETE FROM app.migrations WHERE id = 2 RETURNING timestamp, name',
    );
    expectRed(await probe());
    await tracker.sql('INSERT INTO app.migrations (id, timestamp, name) VALUES (2, $1, $2)', [
      gone?.timestamp,
      gone?.name,
    ]);

    expect(await probe()).toMatchObject({ status: 200 });
  });

  it('reports down when other instances use a key that this one lacks', async () => {
    await tracker.sql(`INSERT INTO auth.key_checks (purpose, value) VALUES ('factor-key', sha256('another'))`);
    expectRed(await probe());
    await tracker.sql('DELETE FROM auth.key_checks');

    expect(await probe()).toMatchObject({ status: 200 });
  });

  it.each([-2500, 2500])('reports down while the machine’s clock differs by %i ms from the database’s', async (off) => {
    const real = Date.now.bind(Date);
    const clock = jest.spyOn(Date, 'now').mockImplementation(() => real() + off);
    expectRed(await probe());
    clock.mockImplementation(() => real() + off / 2);

    expect(await probe()).toMatchObject({ status: 200 });
  });

  it('queries the database once at a time for all requests', async () => {
    const server: Server = tracker.app.getHttpServer();
    let arrived = 0;
    const count = (): void => void (arrived += 1);
    server.on('request', count);
    const isHeld = async (): Promise<boolean> => {
      const held = `SELECT FROM pg_locks WHERE NOT granted AND relation = 'audit.entries'::regclass`;
      return (await tracker.sql(held)).length === 1;
    };
    const countEntries = async (): Promise<number> => {
      const [row] = await tracker.sql<{ n: number }>('SELECT last_value::int AS n FROM audit.entries_seq_seq');
      return row?.n ?? 0;
    };
    const before = await countEntries();

    // The check writes an entry, which waits for the holder. The other requests arrive meanwhile.
    const answers = await asHolder(tracker, async (holder) => {
      await holder.query('LOCK TABLE audit.entries IN SHARE MODE');
      const sent = [probe()];
      await until(isHeld);
      sent.push(...Array.from({ length: 50 }, probe));
      await until(() => arrived === sent.length);
      // A later request is answered, so the earlier ones were handled.
      await tracker.anonymous().get(`${tracker.url}/health/live`);
      return sent;
    });
    server.off('request', count);

    expect(new Set((await Promise.all(answers)).map(({ status }) => status))).toEqual(new Set([200]));
    // The tracker may write a few of its own meanwhile. A check for each request would write 51.
    expect((await countEntries()) - before).toBeLessThanOrEqual(5);
  });
});

describe('readiness of the database guards', () => {
  const guardsNow = (): Promise<ProtectionDigests> => asOwner((db) => guardsBy(db));

  it.each([
    [
      'a trigger of the trail is disabled',
      'ALTER TABLE app.suspects DISABLE TRIGGER suspects_changed',
      'ALTER TABLE app.suspects ENABLE TRIGGER suspects_changed',
    ],
    [
      'row security is not forced',
      'ALTER TABLE app.suspects NO FORCE ROW LEVEL SECURITY',
      'ALTER TABLE app.suspects FORCE ROW LEVEL SECURITY',
    ],
    [
      'a right was granted',
      'GRANT DELETE ON app.suspects TO tracker_app',
      'REVOKE DELETE ON app.suspects FROM tracker_app',
    ],
  ])('reports down within seconds where %s, and up after the repair', async (_, breaks, mends) => {
    expect(await probe()).toMatchObject({ status: 200 });
    await tracker.sql(breaks);
    try {
      await delay(protectionReadEveryMs);
      expectRed(await probe());
    } finally {
      await tracker.sql(mends);
    }

    expect(await probe()).toMatchObject({ status: 200 });
  });

  it('detects every disabled or dropped trigger of any table', async () => {
    const before = await guardsNow();
    const triggers = await tracker.sql<{ table: string; trigger: string }>(
      `SELECT g.tgrelid::regclass::text AS table, quote_ident(g.tgname) AS trigger
         FROM pg_trigger g JOIN pg_class c ON c.oid = g.tgrelid JOIN pg_namespace n ON n.oid = c.relnamespace
        WHERE NOT g.tgisinternal AND NOT c.relispartition AND n.nspname !~ '^pg' ORDER BY 1, 2`,
    );

    const missed = await asOwner(async (db) => {
      const unseen: string[] = [];
      for (const one of triggers.filter((_, index) => index % stride === 0)) {
        const broken = await brokenAfter(db, before, disabling(one));
        if (!broken.includes('triggers')) unseen.push(`${one.table} ${one.trigger}`);
      }
      return unseen;
    });
    const disabled = await asOwner(async (db) => {
      await db.query('BEGIN');
      for (const statement of triggers.map(disabling)) await db.query(statement);
      const { rows } = await db.query<{ table: string; trigger: string }>(selectDisabledTriggers);
      await db.query('ROLLBACK');
      return new Set(rows.map(({ table, trigger }) => `${table} ${trigger}`));
    });

    expect(triggers.length).toBeGreaterThan(300);
    expect(missed).toEqual([]);
    expect(triggers.filter(({ table, trigger }) => !disabled.has(`${table} ${trigger}`))).toEqual([]);
    const [first] = triggers;
    const dropped = `DROP TRIGGER ${first?.trigger ?? ''} ON ${first?.table ?? ''}`;
    expect(await asOwner((db) => brokenAfter(db, before, dropped))).toEqual(['triggers']);
  });

  it.each<[ProtectionKind, string]>([
    ['row-security', 'ALTER TABLE vault.identities DISABLE ROW LEVEL SECURITY'],
    ['row-security', 'ALTER POLICY suspects_of_the_complaint ON app.suspects USING (true)'],
    ['grants', 'GRANT SELECT ON audit.entries TO tracker_app'],
    ['grants', 'GRANT UPDATE (email) ON app.accounts TO tracker_app'],
    ['grants', 'GRANT EXECUTE ON FUNCTION auth.take_keys(text, bytea[]) TO tracker_app'],
    [
      'functions',
      `CREATE OR REPLACE FUNCTION audit.queue_entry() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END'`,
    ],
  ])('detects by the digest of %s: %s', async (guard, breaks) => {
    const before = await guardsNow();

    expect(await asOwner((db) => brokenAfter(db, before, breaks))).toContain(guard);
  });

  it('accepts the guards of a newer release that declares this one compatible', async () => {
    const ran = await tracker.sql<{ name: string }>('SELECT app.ran_migrations() AS name');
    const own = digestOfSchema(ran.map(({ name }) => name));
    await tracker.sql('CREATE TABLE app.of_a_later_release (id integer)');
    await tracker.sql(
      `CREATE OR REPLACE FUNCTION app.compatible_schemas() RETURNS SETOF text LANGUAGE sql IMMUTABLE RETURN '${own}'`,
    );
    await tracker.sql(`INSERT INTO app.migrations (timestamp, name) VALUES (1999999999998, 'ComeNext1999999999998')`);
    await delay(protectionReadEveryMs);

    expect(await probe()).toMatchObject({ status: 200 });
    await tracker.sql('DROP TABLE app.of_a_later_release');
  });
});

function guardsBy(db: pg.Client): Promise<ProtectionDigests> {
  return readProtectionDigests(async (statement) => (await db.query(statement)).rows as unknown[]);
}

function disabling({ table, trigger }: { readonly table: string; readonly trigger: string }): string {
  return `ALTER TABLE ${table} DISABLE TRIGGER ${trigger}`;
}

/** Breaks something, returns the guards that report it, and rolls back. */
async function brokenAfter(db: pg.Client, before: ProtectionDigests, breaks: string): Promise<ProtectionKind[]> {
  await db.query('BEGIN');
  await db.query(breaks);
  const broken = changedProtections(before, await guardsBy(db));
  await db.query('ROLLBACK');
  return broken;
}

async function asOwner<T>(work: (db: pg.Client) => Promise<T>): Promise<T> {
  const db = new pg.Client({ connectionString: tracker.database.ownerUrl });
  await db.connect();
  try {
    return await work(db);
  } finally {
    await db.end();
  }
}
