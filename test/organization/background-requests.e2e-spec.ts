import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { permissions } from '../../src/access/permissions.js';
import type { CurrentSessionView } from '../../src/organization/accounts/sign-in.view.js';
import { SignInClient } from '../support/factors.js';
import { Given } from '../support/given.js';
import { password, setPassword } from '../support/requests.js';
import { sharedTracker, type Tracker } from '../support/tracker.js';
import { asHolder, untilSessionWaits } from '../support/transactions.js';

let tracker: Tracker;
let given: Given;

beforeAll(async () => {
  tracker = await sharedTracker();
  given = new Given(tracker);
});
afterAll(() => tracker.close());

const background = { 'x-background': '1' };
/** Permission that an administrator gives to a machine key, and has in no session. */
const ofMachines = 'provisioned-users:sync';
const polled = ['/events?after=now', '/complaints', '/complaints?limit=1', '/sessions', '/accounts/me'];

describe('a background request', () => {
  it('leaves the end of an idle session as it is', async () => {
    const account = await given.account();
    await makeIdle(account.sessionId, 20);
    const before = await readSession(account);

    for (const path of polled) expect(await tracker.as(account).get(path, background)).toMatchObject({ status: 200 });

    const after = await readSession(account);
    expect(after.idleUntil).toBe(before.idleUntil);
    expect(minutesLeft(after)).toBe(10);
  });

  it('locks a page that polls when the session has been idle for its time', async () => {
    const account = await given.account();

    const statuses: number[] = [];
    for (const minutes of [5, 15, 25, 29, 31]) {
      await makeIdle(account.sessionId, minutes);
      statuses.push((await tracker.as(account).get('/events?after=now', background)).status);
    }

    expect(statuses).toEqual([200, 200, 200, 200, 401]);
  });

  it('differs from use, which extends the session', async () => {
    const account = await given.account();
    await makeIdle(account.sessionId, 20);

    await tracker.as(account).get('/complaints', background);
    const polling = minutesLeft(await readSession(account));
    // A request skips the update while another transaction locks the session row, and the next one makes it.
    let using = polling;
    for (let request = 0; request < 20 && using === polling; request += 1) {
      await tracker.as(account).get('/complaints');
      using = minutesLeft(await readSession(account));
    }

    expect([polling, using]).toEqual([10, 30]);
  });

  it('leaves the session as it is when it is refused', async () => {
    const account = await given.account();
    await makeIdle(account.sessionId, 20);

    const answer = await tracker.as(account).get('/accounts', background);

    expect(answer).toMatchObject({ status: 403 });
    expect(minutesLeft(await readSession(account))).toBe(10);
  });

  it('leaves the session as it is when it is an audited read, which is recorded', async () => {
    const { id, by } = await given.complaint();
    await makeIdle(by.sessionId, 20);

    const answer = await tracker.as(by).get(`/complaints/${id}/case`, background);

    const [entries] = await tracker.sql<{ n: number }>(
      `SELECT count(*)::int AS n FROM audit.entries WHERE action = 'case.opened' AND account_id = $1`,
      [by.accountId],
    );
    expect(answer).toMatchObject({ status: 200 });
    expect(minutesLeft(await readSession(by))).toBe(10);
    expect(entries?.n).toBeGreaterThan(0);
  });

  it('by a machine key is recorded as its last use', async () => {
    const account = await given.account({ role: 'supervisor' });
    const { token, id } = await given.machineKey({ by: account, scopes: ['complaints:read'] });
    await tracker.sql(
      `UPDATE auth.sessions SET opened_at = opened_at - interval '1 hour', seen_at = seen_at - interval '1 hour' WHERE id = $1`,
      [id],
    );

    // A read commits together with the next transaction of its connection.
    let key: { used: boolean } | undefined;
    for (let request = 0; request < 20 && key?.used !== true; request += 1) {
      expect(await tracker.as({ token }).get('/complaints', background)).toMatchObject({ status: 200 });
      [key] = await tracker.sql<{ used: boolean }>(
        `SELECT seen_at > now() - interval '1 minute' AS used FROM auth.sessions WHERE id = $1`,
        [id],
      );
    }

    expect(key).toEqual({ used: true });
  });

  it.each([
    ['POST', '/complaints'],
    ['POST', '/search'],
    ['PUT', '/sessions/current/step-up'],
    ['DELETE', '/sessions/current'],
    ['HEAD', '/complaints'],
  ] as const)('is refused as %s %s, with the reason', async (method, path) => {
    const account = await given.account();

    const answer = await tracker.as(account).send(method, path, undefined, background);

    expect(answer).toMatchObject({ status: 400 });
    if (method !== 'HEAD') {
      expect(answer.body).toMatchObject({
        type: '/problems/malformed-request',
        detail: 'Only a GET can have the header X-Background.',
      });
    }
    expect(await tracker.as(account).get('/accounts/me')).toMatchObject({ status: 200 });
  });

  it.each(['0', '', 'true', '1, 1', '2'])('is refused with the value %j', async (value) => {
    const account = await given.account();

    const answer = await tracker.as(account).get('/complaints', { 'x-background': value });

    expect(answer).toMatchObject({
      status: 400,
      body: { type: '/problems/malformed-request', detail: 'The header X-Background must be 1, or absent.' },
    });
  });
});

describe('the current session', () => {
  it('names the account and its seat, with the time zone', async () => {
    const account = await given.account();

    const body = await readSession(account);

    const [names] = await tracker.sql<{ code: string; taskForce: string; zone: string; agency: string }>(
      `SELECT t.code, t.name AS "taskForce", t.zone, a.name AS agency
         FROM app.agencies a JOIN app.task_forces t ON t.id = a.task_force_id WHERE a.id = $1`,
      [account.agencyId],
    );
    const me = await tracker.as(account).get('/accounts/me');
    expect(me.body).toMatchObject({ ...body.account });
    expect(body.seat).toEqual({
      level: 'agency',
      taskForceId: account.taskForceId,
      agencyId: account.agencyId,
      taskForce: { id: account.taskForceId, code: names?.code, name: names?.taskForce, zone: names?.zone },
      agency: { id: account.agencyId, name: names?.agency },
    });
  });

  it('has neither task force nor agency at the national seat', async () => {
    const account = await given.account({ seat: 'national', role: 'auditor' });

    expect((await readSession(account)).seat).toEqual({
      level: 'national',
      taskForceId: null,
      taskForce: null,
      agencyId: null,
      agency: null,
    });
  });

  it.each(['analyst', 'investigator', 'supervisor', 'admin', 'auditor'] as const)(
    'lists the permissions of the role %s',
    async (role) => {
      const account = await given.account({ role });

      const expected = Object.entries(permissions).flatMap(([permission, having]) =>
        (having as readonly string[]).includes(role) && permission !== ofMachines ? [permission] : [],
      );
      expect((await readSession(account)).permissions).toEqual(expected);
    },
  );

  it('leaves out the permissions of cases at the national seat', async () => {
    const account = await given.account({ seat: 'national', role: 'supervisor' });

    const found = (await readSession(account)).permissions;
    expect(found).toEqual(expect.arrayContaining(['reports:read', 'accounts:approve', 'operations:run']));
    for (const permission of ['complaints:receive', 'complaints:read', 'drafts:own', 'search:run'])
      expect(found).not.toContain(permission);
  });

  it('states the time of the tracker', async () => {
    const account = await given.account();
    // The tracker rounds to seconds.
    const before = Math.floor(Date.now() / 1000) * 1000;

    const serverNow = Date.parse((await readSession(account)).serverNow);

    expect(serverNow).toBeGreaterThanOrEqual(before);
    expect(serverNow).toBeLessThanOrEqual(Math.ceil(Date.now() / 1000) * 1000);
  });

  it('that ends while it is read is no session', async () => {
    const { sessionId, ...account } = await given.account();
    const name = 'auth.begin_background_request';
    const [begin] = await tracker.sql<{ text: string }>('SELECT pg_get_functiondef($1::regproc) AS text', [name]);
    const held = begin?.text.replace(/END\s*\$function\$/, 'PERFORM pg_advisory_xact_lock_shared(4712); $&');
    try {
      await tracker.sql(held ?? '');
      const reading = await asHolder(tracker, async (holder) => {
        await holder.query('SELECT pg_advisory_xact_lock(4712)');
        const answer = tracker.as(account).get('/sessions/current');
        await untilSessionWaits(tracker);
        await tracker.sql('UPDATE auth.sessions SET ended_at = now() WHERE id = $1', [sessionId]);
        return { answer };
      });

      expect(await reading.answer).toMatchObject({ status: 401, body: { type: '/problems/not-signed-in' } });
    } finally {
      await tracker.sql(begin?.text ?? '');
    }
  });

  it('has no account, seat or permission until the sign-in is complete', async () => {
    const account = await given.account();
    await setPassword(tracker, account.accountId);
    const signIn = new SignInClient(tracker);
    await signIn.enrolTotp(account);
    const { body } = await signIn.signIn(account.email, password);

    const pending = await readSession(body);

    expect(pending).toMatchObject({ pendingStep: 'second_factor', account: null, seat: null, permissions: [] });
  });
});

async function readSession(session: { readonly token: string }): Promise<CurrentSessionView> {
  const { body } = await tracker.as(session).get<CurrentSessionView>('/sessions/current');
  return body;
}

function minutesLeft({ idleUntil }: CurrentSessionView): number {
  return Math.round((Date.parse(idleUntil) - Date.now()) / 60_000);
}

async function makeIdle(sessionId: string, minutes: number): Promise<void> {
  await tracker.sql('UPDATE auth.sessions SET seen_at = now() - make_interval(mins => $2) WHERE id = $1', [
    sessionId,
    minutes,
  ]);
}
