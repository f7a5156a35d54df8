import { execFile } from 'node:child_process';
import { mkdtemp, open, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { urlOfDatabase } from '../../src/platform/database/database-roles.js';
import { isRoot } from '../../src/platform/embedded-postgres/server-user.js';
import { specDatabase, type SpecDatabase } from '../support/databases.js';
import { Given, type GivenComplaint } from '../support/given.js';
import { startTracker, type Tracker } from '../support/tracker.js';
import { expectTurned, watchReadiness, watchTurn } from '../support/watched-readiness.js';

const run = promisify(execFile);
/** A quiet machine takes a second or two to notice a full disk, or its space. A busy one has an order of magnitude of room. */
const maxTurnMs = 50_000;

/** Only root mounts a file system. test/platform/outages.e2e-spec.ts shows the parts of it to everybody. */
const describeAsRoot = isRoot() && process.platform === 'linux' ? describe : describe.skip;

describeAsRoot('a full disk below the database', () => {
  const tablespace = 'spec_small_disk';
  let disk: string;
  let database: SpecDatabase;
  let tracker: Tracker;
  let complaint: GivenComplaint;

  beforeAll(async () => {
    disk = await mkdtemp(join(tmpdir(), 'tracker-disk-'));
    database = await specDatabase();
    await asAdmin(async (admin) => {
      const { rows } = await admin.query<{ directory: string }>(
        `SELECT current_setting('data_directory') AS directory`,
      );
      const { uid, gid } = await stat(rows[0]?.directory ?? '');
      await run('mount', ['-t', 'tmpfs', '-o', `size=160m,mode=700,uid=${uid},gid=${gid}`, 'tmpfs', disk]);
      // Names cannot be parameters.
      const statements = [
        `CREATE TABLESPACE ${tablespace} LOCATION '${disk}'`,
        `ALTER DATABASE ${database.name} SET TABLESPACE ${tablespace}`,
      ];
      for (const statement of statements) await admin.query(statement);
    });
    tracker = await startTracker({ database, limitsConnections: true });
    complaint = await new Given(tracker).complaint();
  });
  afterAll(async () => {
    await tracker.close();
    await asAdmin((admin) => admin.query('DROP TABLESPACE spec_small_disk'));
    await run('umount', [disk]);
    await rm(disk, { recursive: true });
  });

  async function asAdmin(work: (admin: pg.Client) => Promise<unknown>): Promise<void> {
    const admin = new pg.Client({ connectionString: urlOfDatabase(database.adminUrl, 'postgres') });
    await admin.connect();
    try {
      await work(admin);
    } finally {
      await admin.end();
    }
  }

  async function fill(): Promise<void> {
    const file = await open(join(disk, 'fill'), 'w');
    const block = Buffer.alloc(4096);
    try {
      for (;;) await file.write(block);
    } catch (fault) {
      expect(fault).toMatchObject({ code: 'ENOSPC' });
    } finally {
      await file.close();
    }
  }

  /** Makes room in the pages of the trail, where an entry alone succeeds on a full disk. */
  async function vacuum(): Promise<void> {
    await tracker.sql('VACUUM audit.entries').catch(() => undefined);
  }

  it('makes readiness fail without flapping, and succeed once there is space again', async () => {
    const client = tracker.as(complaint.by);
    const before = await watchReadiness(client, tracker.url, 1000, 40);
    await vacuum();
    await fill();
    const vacuuming = setInterval(() => void vacuum(), 1000);
    const full = await watchTurn(client, tracker.url, 503, 40);
    clearInterval(vacuuming);
    await rm(join(disk, 'fill'));
    const after = await watchTurn(client, tracker.url, 200, 40);

    expectTurned(before, 200);
    expectTurned(full, 503, maxTurnMs);
    expectTurned(after, 200, maxTurnMs);
    const writes = [...before.writes, ...full.writes, ...after.writes];
    expect(new Set(writes.map(({ status }) => status))).toEqual(new Set([201, 503]));
    expect(full.writes.at(-1)?.status).toBe(503);
    expect(after.writes.at(-1)?.status).toBe(201);
    const kept = await tracker.sql<{ id: string }>('SELECT id FROM app.complaints');
    const ids = new Set(kept.map(({ id }) => id));
    expect(writes.filter(({ status, body }) => status === 201 && !ids.has(body.id))).toEqual([]);
  });
});
