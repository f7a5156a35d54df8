import { afterAll, afterEach, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { atOnce, type Answer } from './support/client.js';
import { aTip, Given, type GivenComplaint } from './support/given.js';
import { countRows } from './support/refusals.js';
import { startTracker, type Tracker } from './support/tracker.js';

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

/** It tells that something is wrong, and nothing of what. */
function expectRed({ status, headers, body }: Answer): void {
  expect({ status, body }).toEqual({
    status: 503,
    body: { type: '/problems/unavailable', title: expect.any(String), status: 503 },
  });
  expect(headers['retry-after']).toMatch(/^[1-9]$/);
}

describe('readiness', () => {
  it('is green while all is well, and leaves nothing behind', async () => {
    const before = await countRows(tracker);

    expect(await probe()).toMatchObject({ status: 200, body: { status: 'up' } });
    expect(await countRows(tracker)).toEqual(before);
  });

  it.each([
    [
      'entries are refused',
      'REVOKE INSERT ON audit.entries FROM tracker_owner',
      'GRANT INSERT ON audit.entries TO tracker_owner',
    ],
    [
      'links are refused, which are made at the commit',
      'REVOKE INSERT ON audit.links FROM tracker_owner',
      'GRANT INSERT ON audit.links TO tracker_owner',
    ],
    ['its heads are gone', 'ALTER TABLE audit.heads RENAME TO lost', 'ALTER TABLE audit.lost RENAME TO heads'],
  ])('is red at once when the trail cannot be written because %s, and no change is taken', async (_, breaks, mends) => {
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
  });

  it('is red while a migration of this release has not run, and not for one of a later release', async () => {
    const [gone] = await tracker.sql<{ timestamp: number; name: string }>(
      'DELETE FROM app.migrations WHERE id = 2 RETURNING timestamp, name',
    );
    expectRed(await probe());
    await tracker.sql('INSERT INTO app.migrations (id, timestamp, name) VALUES (2, $1, $2)', [
      gone?.timestamp,
      gone?.name,
    ]);
    expect(await probe()).toMatchObject({ status: 200 });
    await tracker.sql(`INSERT INTO app.migrations (timestamp, name) VALUES (1999999999999, 'ComeLater1999999999999')`);

    expect(await probe()).toMatchObject({ status: 200 });
  });

  it('is red when other instances have gone over to a key that this one does not have', async () => {
    await tracker.sql(`INSERT INTO auth.key_checks (purpose, value) VALUES ('factor-key', sha256('another'))`);
    expectRed(await probe());
    await tracker.sql('DELETE FROM auth.key_checks');

    expect(await probe()).toMatchObject({ status: 200 });
  });

  it.each([-2500, 2500])('is red while the machine’s clock is %i ms off the database’s', async (off) => {
    const real = Date.now.bind(Date);
    const clock = jest.spyOn(Date, 'now').mockImplementation(() => real() + off);
    expectRed(await probe());
    clock.mockImplementation(() => real() + off / 2);

    expect(await probe()).toMatchObject({ status: 200 });
  });

  it('asks the database once at a time, however many ask it', async () => {
    const [before] = await tracker.sql<{ n: number }>('SELECT last_value::int AS n FROM audit.entries_seq_seq');
    const answers = await atOnce(200, probe);
    const [after] = await tracker.sql<{ n: number }>('SELECT last_value::int AS n FROM audit.entries_seq_seq');

    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
    expect((after?.n ?? 0) - (before?.n ?? 0)).toBeLessThan(150);
  });
});
