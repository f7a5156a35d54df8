import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { SessionView } from '../src/accounts/accounts.contract.js';
import { csrfTokenOf } from '../src/platform/access/session-token.js';
import { Client, tellingOf, type Headers } from './support/client.js';
import { Given } from './support/given.js';
import type { AccountOver, GivenAccount } from './support/people.js';
import { password, setPassword } from './support/requests.js';
import { startTracker, type Tracker } from './support/tracker.js';

let tracker: Tracker;
let given: Given;

beforeAll(async () => {
  tracker = await startTracker();
  given = new Given(tracker);
});
afterAll(() => tracker.close());

const another = 'lantern harbour mistake eleven';

describe('signing in', () => {
  it('gives a token, and the same as a cookie that no script reads and no other site sends', async () => {
    const { email, accountId } = await person();

    const answer = await signIn(` ${email.toUpperCase()} `);

    const { token, id, expiresAt } = answer.body;
    expect(answer).toMatchObject({ status: 201, body: { account: { id: accountId, email } } });
    expect(token).toMatch(/^[A-Za-z0-9_-]{43}$/);
    const expires = new Date(expiresAt).toUTCString();
    expect(answer.headers['set-cookie']).toBe(
      `localhost-session=${token}; Path=/; Expires=${expires}; HttpOnly; SameSite=Strict`,
    );
    expect(answer.headers['cache-control']).toBe('no-store');
    expect((await bearer(token).get('/accounts/me')).body).toMatchObject({ id: accountId });
    const [stored] = await tracker.sql('SELECT hash, idle::text FROM auth.sessions WHERE id = $1', [id]);
    const hash = (of: Buffer | string): Buffer => createHash('sha256').update(of).digest();
    expect(stored).toEqual({ hash: hash(hash(token)), idle: '00:30:00' });
  });

  it('fails in the same way, whoever it is and whatever is wrong', async () => {
    const { email } = await person();
    const disabled = await person();
    await tracker.sql('UPDATE app.accounts SET disabled_at = now() WHERE id = $1', [disabled.accountId]);
    const withoutPassword = await given.account();

    const wrong = tellingOf(await signIn(email, another));
    const others = [
      await signIn('nobody@example.gov'),
      await signIn(disabled.email),
      await signIn(withoutPassword.email),
      await signIn(email, password.toUpperCase()),
      await signIn(email, `${password} `),
      await signIn(email, ''),
    ];

    expect(wrong).toMatchObject({ status: 401, text: expect.stringContaining('/problems/wrong-credentials') });
    for (const other of others) expect(tellingOf(other)).toEqual(wrong);
  });

  it('takes as long for an account that is not there', async () => {
    const { email } = await person();
    const times: Record<'known' | 'unknown', number[]> = { known: [], unknown: [] };

    for (let round = 0; round < 7; round += 1) {
      times.known.push(await timeOf(() => signIn(email, another)));
      times.unknown.push(await timeOf(() => signIn(`nobody-${round}@example.gov`)));
    }

    expect(medianOf(times.unknown) / medianOf(times.known)).toBeGreaterThan(0.5);
  });
});

describe('a session', () => {
  it.each([
    {},
    { authorization: 'Bearer' },
    { authorization: 'Bearer none' },
    { authorization: `Bearer ${'A'.repeat(43)}` },
    { authorization: `Basic ${'A'.repeat(43)}` },
    { cookie: `localhost-session=${'A'.repeat(43)}` },
  ])('that is none, %j, is nobody’s', async (headers) => {
    const answer = await tracker.anonymous().get('/accounts/me', headers);

    expect(answer).toMatchObject({ status: 401, body: { type: '/problems/not-signed-in' } });
    expect(answer.headers['www-authenticate']).toBe('Bearer');
  });

  it('by cookie reads, and changes only what the console itself asks for', async () => {
    const { token } = await given.account();
    const { token: another } = await given.account();
    const cookie = { cookie: `localhost-session=${token}` };
    const word = { 'x-csrf-token': csrfTokenOf(token) };
    const log = (headers: Headers): Promise<{ status: number }> =>
      tracker.anonymous().post('/complaints', {}, { ...cookie, ...headers });

    expect(await tracker.anonymous().get('/accounts/me', cookie)).toMatchObject({ status: 200 });
    for (const from of ['cross-site', 'same-site', 'anywhere']) {
      expect(await log({ ...word, 'sec-fetch-site': from })).toMatchObject({ status: 403 });
    }
    expect(await log(word)).toMatchObject({ status: 403 });
    for (const wrong of [
      {},
      { 'x-csrf-token': '' },
      { 'x-csrf-token': csrfTokenOf(another) },
      { 'x-csrf-token': token },
    ]) {
      expect(await log({ ...wrong, 'sec-fetch-site': 'same-origin' })).toMatchObject({
        status: 403,
        body: { type: '/problems/foreign-change' },
      });
    }
    expect(await log({ ...word, 'sec-fetch-site': 'same-origin' })).toMatchObject({ status: 422 });
    // A page of another site cannot set this header, whatever the browser says of where it comes from.
    expect(await bearer(token).post('/complaints', {}, { 'sec-fetch-site': 'cross-site' })).toMatchObject({
      status: 422,
    });
  });

  it('ends when its owner signs out, and no other does', async () => {
    const account = await given.account();
    const other = await given.session(account.accountId);

    const answer = await tracker.as(account).delete('/sessions/current');

    expect(answer).toMatchObject({ status: 204, text: '' });
    expect(answer.headers['set-cookie']).toMatch(
      /^localhost-session=; Max-Age=0; Path=\/; Expires=Thu, 01 Jan 1970 .+; HttpOnly; SameSite=Strict$/,
    );
    expect(await statusesOf(account, other)).toEqual([401, 200]);
  });

  it('ends at once when its account is disabled, and the trail says by whom and why', async () => {
    const { account, keeper } = await kept();
    const other = await given.session(account.accountId);

    const reason = 'Left the agency.';
    const answer = await keeper.put(`/accounts/${account.accountId}/disablement`, { reason }, { 'if-match': '"v1"' });

    expect(answer).toMatchObject({ status: 200, body: { may: { disable: false, invite: false } } });
    expect(await statusesOf(account, other)).toEqual([401, 401]);
    expect(await actsOn(account.accountId)).toContainEqual({ action: 'account.disabled', reason });
  });

  it.each([`role = 'admin'`, 'agency_id = NULL', 'task_force_id = NULL, agency_id = NULL'])(
    'ends when the account is changed: %s',
    async (change) => {
      const account = await given.account();

      await tracker.sql(`UPDATE app.accounts SET ${change} WHERE id = $1`, [account.accountId]);

      expect(await statusesOf(account)).toEqual([401]);
    },
  );

  it.each([
    ['29 minutes', {}, 200],
    ['31 minutes', {}, 401],
    ['14 minutes', { role: 'admin' }, 200],
    ['16 minutes', { role: 'admin' }, 401],
    ['16 minutes', { seat: 'national' }, 401],
  ] as const)('left alone for %s by %j is answered %i', async (pause, over: AccountOver, status) => {
    const { email } = await person(over);
    const { body } = await signIn(email);

    await tracker.sql('UPDATE auth.sessions SET seen_at = now() - $2::interval WHERE id = $1', [body.id, pause]);

    expect(await bearer(body.token).get('/accounts/me')).toMatchObject({ status });
  });

  it('is kept alive by being used, and ends after twelve hours all the same', async () => {
    const { email } = await person();
    const { body } = await signIn(email);
    const lasting = Date.parse(body.expiresAt) - Date.now();

    await tracker.sql(`UPDATE auth.sessions SET seen_at = now() - interval '20 minutes' WHERE id = $1`, [body.id]);
    await bearer(body.token).get('/accounts/me');
    const [seen] = await tracker.sql(
      `SELECT seen_at > now() - interval '1 minute' AS anew FROM auth.sessions WHERE id = $1`,
      [body.id],
    );
    await tracker.sql('UPDATE auth.sessions SET expires_at = now() WHERE id = $1', [body.id]);

    expect(Math.round(lasting / 60_000)).toBe(12 * 60);
    expect(seen).toEqual({ anew: true });
    expect(await bearer(body.token).get('/accounts/me')).toMatchObject({ status: 401 });
  });
});

describe('a password', () => {
  it('that is changed ends all other sessions and is the only one from then on', async () => {
    const account = await person();
    const other = await given.session(account.accountId);

    const answer = await tracker.as(account).put('/accounts/me/password', { current: password, password: another });

    expect(answer.status).toBe(204);
    expect(await statusesOf(account, other)).toEqual([200, 401]);
    expect(await signIn(account.email)).toMatchObject({ status: 401 });
    expect(await signIn(account.email, another)).toMatchObject({ status: 201 });
    expect(await actsOn(account.accountId)).toContainEqual({ action: 'password.set', reason: null });
  });

  it('is changed by who knows the present one', async () => {
    const account = await person();

    const answer = await tracker.as(account).put('/accounts/me/password', { current: another, password: another });

    expect(answer).toMatchObject({ status: 422, body: { errors: [{ pointer: '#/current' }] } });
    expect(await signIn(account.email)).toMatchObject({ status: 201 });
  });

  it.each([
    ['fourteen chars', 'must have at least 15 characters'],
    ['x7'.repeat(65), 'must have at most 128 characters'],
    ['passwordpassword', 'is too easily guessed'],
    ['123456789012345', 'is too easily guessed'],
    ['aaaaaaaaaaaaaaaa', 'is too easily guessed'],
    ['Taskforce-Tracker-2026', 'must not be made of your name, your email or the name of this system'],
    ['Robin.Placeholder1', 'must not be made of your name, your email or the name of this system'],
  ])('%j is refused: it %s', async (weak, detail) => {
    const account = await person({ name: 'Robin Placeholder' });

    const answer = await tracker.as(account).put('/accounts/me/password', { current: password, password: weak });

    expect(answer).toMatchObject({ status: 422, body: { errors: [{ pointer: '#/password', detail }] } });
    expect(answer.text).not.toContain(weak);
    expect(await signIn(account.email)).toMatchObject({ status: 201 });
  });
});

function signIn(email: string, secret = password) {
  return tracker.anonymous().post<SessionView>('/sessions', { email, password: secret });
}

function bearer(token: string): Client {
  return tracker.as({ token });
}

/** Somebody with a password. */
async function person(over: AccountOver = {}): Promise<GivenAccount> {
  const account = await given.account(over);
  await setPassword(tracker, account.accountId);
  return account;
}

/** Somebody, and an administrator of their task force. */
async function kept(): Promise<{ account: GivenAccount; keeper: Client }> {
  const account = await given.account();
  const { taskForceId } = account;
  return { account, keeper: tracker.as(await given.account({ role: 'admin', taskForceId: taskForceId ?? '' })) };
}

function statusesOf(...sessions: readonly { readonly token: string }[]): Promise<number[]> {
  return Promise.all(sessions.map(async ({ token }) => (await bearer(token).get('/accounts/me')).status));
}

function actsOn(subject: string): Promise<unknown[]> {
  return tracker.sql('SELECT action, reason FROM audit.entries WHERE subject = $1 ORDER BY seq', [subject]);
}

async function timeOf(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await work();
  return performance.now() - began;
}

function medianOf(numbers: number[]): number {
  return numbers.sort((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? Number.NaN;
}
