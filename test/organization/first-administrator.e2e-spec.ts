import { randomBytes } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { LinksService } from '../../src/organization/accounts/links.service.js';
import { atOnce } from '../support/client.js';
import { inviteTo, password } from '../support/requests.js';
import { startTracker, type Tracker } from '../support/tracker.js';

let tracker: Tracker;

beforeAll(async () => {
  tracker = await startTracker();
});
afterAll(() => tracker.close());

describe('the first administrator', () => {
  const name = 'Pat Morgan';

  it('is created by no other link, of any shape', async () => {
    const invited = randomBytes(32).toString('base64url');
    for (const [token, status] of [
      [invited, 403],
      ['', 422],
      ['A'.repeat(44), 422],
      [null, 422],
    ] as const) {
      const administrator = { token, email: 'pat@example.gov', name, password };
      expect(await tracker.anonymous().post('/first-administrator', administrator)).toMatchObject({ status });
    }
  });

  it('is created once by the link of a first start, under concurrent attempts with any link', async () => {
    const link = await tracker.app.get(LinksService).inviteFirstAdministrator();
    const tokens = [link, link, link, await inviteTo(tracker, null), await inviteTo(tracker, null)];

    const open = await closedDoor(tokens.length);

    const trying = atOnce(tokens.length, async (index) => {
      const administrator = { token: tokens[index], email: `Pat-${index}@Example.gov`, name, password };
      const answer = await tracker.anonymous().post('/first-administrator', administrator);
      // A busy machine may return 503 without a write, so the attempt is repeated once.
      return answer.status === 503 ? tracker.anonymous().post('/first-administrator', administrator) : answer;
    });
    await open();
    const answers = await trying;

    expect(answers.map(({ status }) => status).sort()).toEqual([204, 403, 403, 403, 403]);
    const winner = answers.findIndex(({ status }) => status === 204);
    const email = `pat-${winner}@example.gov`;
    const accounts = await tracker.sql('SELECT email, name, role, task_force_id, agency_id FROM app.accounts');
    expect(accounts).toEqual([{ email, name, role: 'admin', task_force_id: null, agency_id: null }]);
    expect(await tracker.anonymous().post('/sessions', { email, password })).toMatchObject({ status: 201 });
    const acts = await tracker.sql('SELECT action, reason FROM audit.entries WHERE source IS NOT NULL');
    expect(acts).toEqual([{ action: 'account.created', reason: 'the first administrator' }]);
  });

  it('is unique: no link is created once an account exists, and earlier links are void', async () => {
    const before = await inviteTo(tracker, null);

    const answer = await tracker
      .anonymous()
      .post('/first-administrator', { token: before, email: 'second@example.gov', name, password });

    expect(await tracker.app.get(LinksService).inviteFirstAdministrator()).toBeNull();
    expect(answer).toMatchObject({ status: 403, body: { type: '/problems/invalid-link' } });
  });
});

/** Holds the lock that creation of the first administrator needs, until that number of requests waits. Returns the release. */
async function closedDoor(guests: number): Promise<() => Promise<void>> {
  const door = new pg.Client({ connectionString: tracker.database.adminUrl });
  await door.connect();
  await door.query('BEGIN');
  await door.query('LOCK TABLE app.accounts IN SHARE ROW EXCLUSIVE MODE');
  return async () => {
    let waiting = 0;
    for (let look = 0; waiting < guests && look < 200; look += 1) {
      await delay(10);
      const { rows } = await door.query<{ n: number }>(
        `SELECT count(*)::int AS n FROM pg_locks WHERE NOT granted AND relation = 'app.accounts'::regclass
            AND database = (SELECT oid FROM pg_database WHERE datname = current_database())`,
      );
      waiting = rows[0]?.n ?? 0;
    }
    await door.query('COMMIT');
    await door.end();
  };
}
