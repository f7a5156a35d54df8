import { createHash, randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import type { CurrentSessionView, OwnSessions } from '../../src/organization/accounts/sign-in.view.js';
import { NotSignedIn } from '../../src/platform/http/problems.js';
import { hashOf } from '../../src/platform/actor/token-hash.js';
import { Database } from '../../src/platform/database/database.js';
import { csrfTokenOf } from '../../src/access/session-token.js';
import { Client, comparableContent, type Headers } from '../support/client.js';
import { SignInClient, type Session } from '../support/factors.js';
import { figure } from '../support/figures.js';
import { Given } from '../support/given.js';
import type { AccountOver, GivenAccount } from '../support/people.js';
import { inviteTo, password, setPassword } from '../support/requests.js';
import { sharedTracker, type Tracker } from '../support/tracker.js';
import { until } from '../support/until.js';

let tracker: Tracker;
let given: Given;
let signInClient: SignInClient;

beforeAll(async () => {
  tracker = await sharedTracker();
  given = new Given(tracker);
  signInClient = new SignInClient(tracker);
});
afterAll(() => tracker.close());

const another = 'lantern harbour mistake eleven';

describe('a sign-in', () => {
  it('gives an API client a token', async () => {
    const { email, accountId } = await person();

    const answer = await signIn(` ${email.toUpperCase()} `);

    const { token, id, csrfToken } = answer.body;
    expect(answer).toMatchObject({ status: 201, body: { pendingStep: null, account: { id: accountId, email } } });
    expect(token).toMatch(/^[A-Za-z0-9_-]{43}$/);
    expect(csrfToken).toBe(csrfTokenOf(token));
    expect(answer.headers['cache-control']).toBe('no-store');
    expect((await bearer(token).get('/accounts/me')).body).toMatchObject({ id: accountId });
    const [stored] = await tracker.sql('SELECT hash, idle::text FROM auth.sessions WHERE id = $1', [id]);
    const hash = (of: Buffer | string): Buffer => createHash('sha256').update(of).digest();
    expect(stored).toEqual({ hash: hash(hash(token)), idle: '00:30:00' });
  });

  it('gives a page an HttpOnly, SameSite cookie and no token', async () => {
    const { email, accountId } = await person();

    const answer = await signInClient.signIn(email, password, { 'sec-fetch-site': 'same-origin' });

    const expires = new Date(answer.body.expiresAt).toUTCString();
    const [, token = ''] = /^localhost-session=([A-Za-z0-9_-]{43});/.exec(answer.headers['set-cookie'] ?? '') ?? [];
    expect(answer).toMatchObject({ status: 201, body: { token: null, csrfToken: csrfTokenOf(token) } });
    expect(answer.headers['set-cookie']).toBe(
      `localhost-session=${token}; Path=/; Expires=${expires}; HttpOnly; SameSite=Strict`,
    );
    expect(answer.text).not.toContain(token);
    const cookie = { cookie: `localhost-session=${token}` };
    expect((await tracker.anonymous().get('/accounts/me', cookie)).body).toMatchObject({ id: accountId });
  });

  it('never adopts a token that the caller has chosen', async () => {
    const { email } = await person();
    const chosen = randomBytes(32).toString('base64url');
    const carried = { authorization: `Bearer ${chosen}`, cookie: `localhost-session=${chosen}` };

    const program = await signInClient.signIn(email, password, carried);
    const page = await signInClient.signIn(email, password, {
      cookie: carried.cookie,
      'sec-fetch-site': 'same-origin',
    });

    expect([program.status, page.status]).toEqual([201, 201]);
    expect([program.body.token, page.headers['set-cookie']].join()).not.toContain(chosen);
    expect(await bearer(chosen).get('/accounts/me')).toMatchObject({ status: 401 });
  });

  it('issues a new token each time, and ends the oldest session above the limit', async () => {
    const { email, accountId, sessionId } = await person();
    await tracker.sql(`UPDATE auth.sessions SET opened_at = now() - interval '1 hour' WHERE id = $1`, [sessionId]);
    const opened: Session[] = [];
    for (let n = 0; n < 20; n += 1) opened.push((await signIn(email)).body);

    expect(new Set(opened.map(({ token }) => token)).size).toBe(20);
    const [active] = await tracker.sql<{ n: number }>(
      'SELECT count(*)::int AS n FROM auth.sessions WHERE account_id = $1 AND ended_at IS NULL',
      [accountId],
    );
    expect(active).toEqual({ n: 20 });
    expect(await actsOn(sessionId)).toEqual([{ action: 'session.displaced', reason: null }]);
  });

  it('reports the failed sign-ins and changes since the last one', async () => {
    const { email } = await person();

    const first = await signIn(email);
    await signIn(email, another);
    await signIn(email, another);
    await bearer(first.body.token).put('/accounts/me/password', { current: password, password: another });
    const second = await signIn(email, another);
    const third = await signIn(email, another);

    expect(first.body.sinceLastSignIn).toEqual({
      signedInAt: null,
      address: null,
      failures: 0,
      credentialsChangedAt: null,
      accountActs: [],
    });
    expect(second.body.sinceLastSignIn).toEqual({
      signedInAt: expect.any(String),
      address: '127.0.0.1',
      failures: 2,
      credentialsChangedAt: expect.any(String),
      accountActs: [],
    });
    expect(third.body.sinceLastSignIn).toMatchObject({ failures: 0, credentialsChangedAt: null });
  });

  it('writes an audit entry on success and failure, with the origin and without the typed address', async () => {
    const { email, accountId } = await person();
    const typed = `nobody-${randomBytes(4).toString('hex')}@example.gov`;

    const opened = await signIn(email);
    await signIn(email, another);
    await signIn(typed);

    const entries = await tracker.sql<{ subject: string | null }>(
      `SELECT account_id AS "accountId", action, subject, outcome, reason, host(address) AS address, request_id <> '' AS requested
         FROM audit.entries WHERE action LIKE 'session.%' ORDER BY at DESC, seq DESC LIMIT 3`,
    );
    const refused = { accountId: null, action: 'session.refused', outcome: 'refused', reason: 'sign-in' };
    const from = { address: '127.0.0.1', requested: true };
    expect(entries).toEqual([
      { ...refused, ...from, subject: null },
      { ...refused, ...from, subject: accountId },
      {
        ...from,
        accountId,
        action: 'session.opened',
        subject: opened.body.id,
        outcome: 'done',
        reason: 'password',
      },
    ]);
    const [kept] = await tracker.sql<{ n: number }>(
      'SELECT count(*)::int AS n FROM audit.entries e WHERE e::text LIKE $1',
      [`%${typed}%`],
    );
    expect(kept).toEqual({ n: 0 });
  });

  it('fails in the same way for any account and any cause', async () => {
    const { email } = await person();
    const disabled = await person();
    await tracker.sql('UPDATE app.accounts SET disabled_at = now() WHERE id = $1', [disabled.accountId]);
    const withoutPassword = await given.account();

    const wrong = comparableContent(await signIn(email, another));
    const others = [
      await signIn('nobody@example.gov'),
      await signIn(disabled.email),
      await signIn(withoutPassword.email),
      await signIn(email, password.toUpperCase()),
      await signIn(email, `${password} `),
      await signIn(email, ''),
    ];

    expect(wrong).toMatchObject({ status: 401, text: expect.stringContaining('/problems/wrong-credentials') });
    for (const other of others) expect(comparableContent(other)).toEqual(wrong);
  });
});

describe('a session', () => {
  it('is checked again by a request that is in progress when it ends', async () => {
    const { id, by } = await given.complaint();
    const admin = new pg.Client({ connectionString: tracker.database.adminUrl });
    await admin.connect();
    await admin.query('BEGIN');
    await admin.query('LOCK TABLE app.complaints IN ACCESS EXCLUSIVE MODE');

    const reading = tracker.as(by).get(`/complaints/${id}`);
    await waitingFor('app.complaints');
    await tracker.sql('UPDATE auth.sessions SET ended_at = now() WHERE id = $1', [by.sessionId]);
    await admin.query('COMMIT');
    await admin.end();

    expect(await reading).toMatchObject({ status: 401, body: { type: '/problems/not-signed-in' } });
  });

  it('yields nothing that was read in part, because it ended between two statements', async () => {
    const { token, sessionId } = await given.account();

    const reading = tracker.app
      .get(Database)
      .runAs(hashOf(token), { requestId: 'r', address: '127.0.0.1' }, () =>
        tracker.sql('UPDATE auth.sessions SET ended_at = now() WHERE id = $1', [sessionId]),
      );

    await expect(reading).rejects.toThrow(NotSignedIn);
  });

  it.each([
    {},
    { authorization: 'Bearer' },
    { authorization: 'Bearer none' },
    { authorization: `Bearer ${'A'.repeat(43)}` },
    { authorization: `Basic ${'A'.repeat(43)}` },
    { cookie: `localhost-session=${'A'.repeat(43)}` },
  ])('is required: %j is rejected', async (headers) => {
    const answer = await tracker.anonymous().get('/accounts/me', headers);

    expect(answer).toMatchObject({ status: 401, body: { type: '/problems/not-signed-in' } });
    expect(answer.headers['www-authenticate']).toBe('Bearer');
  });

  it('is rejected without the scheme Bearer', async () => {
    const { token } = await given.account();
    const read = (authorization: string) => tracker.anonymous().get('/accounts/me', { authorization });

    for (const wrong of [token, `Token ${token}`, `Bearer${token}`, `Bearer Bearer ${token}`, `Bearer ${token} x`]) {
      expect(await read(wrong)).toMatchObject({ status: 401 });
    }
    expect(await read(`bearer ${token}`)).toMatchObject({ status: 200 });
  });

  it('by cookie reads freely, and writes with the CSRF token of the console only', async () => {
    const { token } = await given.account();
    const { token: another } = await given.account();
    const cookie = { cookie: `localhost-session=${token}` };
    const csrf = { 'x-csrf-token': csrfTokenOf(token) };
    const log = (headers: Headers): Promise<{ status: number }> =>
      tracker.anonymous().post('/complaints', {}, { ...cookie, ...headers });

    expect(await tracker.anonymous().get('/accounts/me', cookie)).toMatchObject({ status: 200 });
    for (const from of ['cross-site', 'same-site', 'anywhere']) {
      expect(await log({ ...csrf, 'sec-fetch-site': from })).toMatchObject({ status: 403 });
    }
    expect(await log(csrf)).toMatchObject({ status: 403 });
    for (const wrong of [
      {},
      { 'x-csrf-token': '' },
      { 'x-csrf-token': csrfTokenOf(another) },
      { 'x-csrf-token': token },
    ]) {
      expect(await log({ ...wrong, 'sec-fetch-site': 'same-origin' })).toMatchObject({
        status: 403,
        body: { type: '/problems/csrf-rejected' },
      });
    }
    expect(await log({ ...csrf, 'sec-fetch-site': 'same-origin' })).toMatchObject({ status: 422 });
    // A page of another site cannot forge this header.
    expect(await bearer(token).post('/complaints', {}, { 'sec-fetch-site': 'cross-site' })).toMatchObject({
      status: 422,
    });
  });

  it('ends when its owner signs out, and others continue', async () => {
    const account = await given.account();
    const other = await given.session(account.accountId);

    const answer = await tracker.as(account).delete('/sessions/current');

    expect(answer).toMatchObject({ status: 204, text: '' });
    expect(answer.headers['set-cookie']).toMatch(
      /^localhost-session=; Max-Age=0; Path=\/; Expires=Thu, 01 Jan 1970 .+; HttpOnly; SameSite=Strict$/,
    );
    expect(await statusesOf(account, other)).toEqual([401, 200]);
    expect(await tracker.as(account).delete('/sessions/current')).toMatchObject({ status: 401 });
    expect(await actsOn(account.sessionId)).toEqual([{ action: 'session.ended', reason: null }]);
  });

  it('clears the browser when it ends', async () => {
    const answer = await tracker.as(await given.account()).delete('/sessions/current');

    expect(answer.headers['clear-site-data']).toBe('"storage"');
  });

  it('returns its status, which does not extend it', async () => {
    const account = await given.account();
    await tracker.sql(`UPDATE auth.sessions SET seen_at = now() - interval '20 minutes' WHERE id = $1`, [
      account.sessionId,
    ]);

    const first = await tracker.as(account).get<CurrentSessionView>('/sessions/current');
    const { body } = await tracker.as(account).get<CurrentSessionView>('/sessions/current');

    expect(first).toMatchObject({ status: 200, body: { id: account.sessionId, pendingStep: null, factors: [] } });
    expect(body).toEqual({ ...first.body, serverNow: body.serverNow });
    expect(body.csrfToken).toBe(csrfTokenOf(account.token));
    expect(Math.round((Date.parse(body.idleUntil) - Date.now()) / 60_000)).toBe(10);
    expect(Math.round((Date.parse(body.steppedUpUntil ?? '') - Date.now()) / 60_000)).toBe(5);
  });

  it('rejects requests from a forged origin at every step of sign-in', async () => {
    const { token } = await given.account();
    const cookie = `localhost-session=${token}`;
    const csrfToken = csrfTokenOf(token);
    const forged: Headers[] = [
      { 'sec-fetch-site': 'cross-site', 'x-csrf-token': csrfToken, origin: 'https://evil.example' },
      { 'sec-fetch-site': 'same-site', 'x-csrf-token': csrfToken, origin: 'https://other.example.gov' },
      { 'sec-fetch-site': 'same-origin', origin: 'http://localhost:0' },
      { 'sec-fetch-site': 'same-origin', 'x-csrf-token': csrfTokenOf(randomBytes(32).toString('base64url')) },
      { 'x-csrf-token': csrfToken, origin: 'null' },
      { 'sec-fetch-site': 'cross-site', origin: 'https://localhost:0.evil.example' },
    ];
    const changes = [
      ['POST', '/sessions/second-factor'],
      ['PUT', '/sessions/current/step-up'],
      ['DELETE', '/sessions/current'],
      ['PUT', '/accounts/me/password'],
      ['POST', '/accounts/me/totp'],
      ['POST', '/accounts/me/passkeys'],
      ['POST', '/accounts/me/recovery-codes'],
    ] as const;

    for (const headers of forged) {
      for (const [method, path] of changes) {
        const answer = await tracker.anonymous().send(method, path, {}, { ...headers, cookie });
        expect({ method, path, sent: headers, ...answer }).toMatchObject({
          status: 403,
          body: { type: '/problems/csrf-rejected' },
        });
      }
    }
    expect(await statusesOf({ token })).toEqual([200]);
    figure('sign-in', {
      forgedOrigins: forged.length,
      changes: changes.length,
      refused: forged.length * changes.length,
    });
  });

  it('ends at once when its account is disabled, and the trail names author and reason', async () => {
    const { account, keeper } = await kept();
    const other = await given.session(account.accountId);

    const reason = 'Left the agency.';
    const answer = await keeper.post(`/accounts/${account.accountId}/disable`, { reason }, { 'if-match': '"v1"' });

    expect(answer).toMatchObject({ status: 200 });
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
  ] as const)('idle for %s on %j is answered %i', async (pause, overrides: AccountOver, status) => {
    const { email } = await person(overrides);
    const { body } = await signIn(email);

    await tracker.sql('UPDATE auth.sessions SET seen_at = now() - $2::interval WHERE id = $1', [body.id, pause]);

    expect(await bearer(body.token).get('/accounts/me')).toMatchObject({ status });
  });

  it('is extended by use, and ends after twelve hours in any case', async () => {
    const { email } = await person();
    const { body } = await signIn(email);
    const lasting = Date.parse(body.expiresAt) - Date.now();

    await tracker.sql(`UPDATE auth.sessions SET seen_at = now() - interval '20 minutes' WHERE id = $1`, [body.id]);
    // A request skips the update while another transaction locks the session row, and the next one makes it.
    let seen: { isExtended: boolean } | undefined;
    for (let request = 0; request < 20 && seen?.isExtended !== true; request += 1) {
      expect(await bearer(body.token).get('/accounts/me')).toMatchObject({ status: 200 });
      [seen] = await tracker.sql<{ isExtended: boolean }>(
        `SELECT seen_at > now() - interval '1 minute' AS "isExtended" FROM auth.sessions WHERE id = $1`,
        [body.id],
      );
    }
    await tracker.sql('UPDATE auth.sessions SET expires_at = now() WHERE id = $1', [body.id]);

    expect(Math.round(lasting / 60_000)).toBe(12 * 60);
    expect(seen).toEqual({ isExtended: true });
    expect(await bearer(body.token).get('/accounts/me')).toMatchObject({ status: 401 });
  });
});

describe('the sessions of an account', () => {
  it('are listed, and ended one by one', async () => {
    const account = await given.account();
    const other = await given.session(account.accountId);
    const stranger = await given.account();

    const list = await tracker.as(account).get<OwnSessions>('/sessions');
    const answers = [
      await tracker.as(account).delete(`/sessions/${other.sessionId}`),
      await tracker.as(account).delete(`/sessions/${other.sessionId}`),
      await tracker.as(account).delete(`/sessions/${account.sessionId}`),
      await tracker.as(account).delete(`/sessions/${stranger.sessionId}`),
    ];

    expect(list.body.items.map(({ id, isThisOne }) => [id, isThisOne])).toEqual(
      expect.arrayContaining([
        [account.sessionId, true],
        [other.sessionId, false],
      ]),
    );
    expect(list.body.items).toHaveLength(2);
    expect(answers.map(({ status }) => status)).toEqual([204, 404, 404, 404]);
    expect(await statusesOf(account, other, stranger)).toEqual([200, 401, 200]);
  });
});

describe('a password', () => {
  it('ends all other sessions when it is changed, and the old one is rejected', async () => {
    const account = await person();
    const other = await given.session(account.accountId);

    const change = { current: password, password: another };
    const answer = await tracker.as(account).put<Session>('/accounts/me/password', change);

    expect(answer).toMatchObject({ status: 200, body: { id: account.sessionId, pendingStep: null } });
    expect(await statusesOf(account, other, answer.body)).toEqual([401, 401, 200]);
    expect(await signIn(account.email)).toMatchObject({ status: 401 });
    expect(await signIn(account.email, another)).toMatchObject({ status: 201 });
    expect(await actsOn(account.accountId)).toContainEqual({ action: 'password.set', reason: null });
  });

  it('ends machine keys when it is reset, and keeps them when it is changed', async () => {
    const account = await person();
    const key = await machineKey(account);

    await tracker.as(account).put('/accounts/me/password', { current: password, password: another });
    const [changed] = await statusesOf({ token: key });
    await tracker.anonymous().post('/enrolments', { token: await inviteTo(tracker, account.accountId), password });

    expect(changed).toBe(403);
    expect(await statusesOf({ token: key })).toEqual([401]);
  });

  it('is changed with the current one only', async () => {
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
    ['Taskforce-Tracker-2026', 'must not be made from your name, your email address or the name of this system'],
    ['Robin.Placeholder1', 'must not be made from your name, your email address or the name of this system'],
  ])('%j is rejected: it %s', async (weak, detail) => {
    const account = await person({ name: 'Robin Placeholder' });

    const answer = await tracker.as(account).put('/accounts/me/password', { current: password, password: weak });

    expect(answer).toMatchObject({ status: 422, body: { errors: [{ pointer: '#/password', detail }] } });
    expect(answer.text).not.toContain(weak);
    expect(await signIn(account.email)).toMatchObject({ status: 201 });
  });
});

function signIn(email: string, secret = password) {
  return signInClient.signIn(email, secret);
}

function bearer(token: string): Client {
  return tracker.as({ token });
}

async function person(overrides: AccountOver = {}): Promise<GivenAccount> {
  const account = await given.account(overrides);
  await setPassword(tracker, account.accountId);
  return account;
}

/** Creates an account and an administrator of its task force. */
async function kept(): Promise<{ account: GivenAccount; keeper: Client }> {
  const account = await given.account();
  const { taskForceId } = account;
  return { account, keeper: tracker.as(await given.account({ role: 'admin', taskForceId: taskForceId ?? '' })) };
}

function waitingFor(table: string): Promise<void> {
  return until(async () => {
    const waiting = await tracker.sql(
      `SELECT FROM pg_locks WHERE relation = $1::regclass AND NOT granted
          AND database = (SELECT oid FROM pg_database WHERE datname = current_database())`,
      [table],
    );
    return waiting.length > 0;
  });
}

function statusesOf(...sessions: readonly { readonly token: string }[]): Promise<number[]> {
  return Promise.all(sessions.map(async ({ token }) => (await bearer(token).get('/accounts/me')).status));
}

function actsOn(subject: string): Promise<unknown[]> {
  return tracker.sql('SELECT action, reason FROM audit.entries WHERE subject = $1 ORDER BY seq', [subject]);
}

async function machineKey({ accountId }: GivenAccount): Promise<string> {
  const token = `tf1_0123456789ab_${randomBytes(32).toString('base64url')}`;
  await tracker.sql(
    `INSERT INTO auth.sessions (hash, id, account_id, role, task_force_id, agency_id, kind, idle, expires_at, name, prefix, scopes,
                                networks)
     SELECT sha256(sha256($1::text::bytea)), gen_random_uuid(), id, role, task_force_id, agency_id, 'key', interval '30 days',
            now() + interval '30 days', 'nightly', 'tf1_0123456789ab', ARRAY['agencies:read'], ARRAY['127.0.0.0/8']::cidr[]
       FROM app.accounts WHERE id = $2`,
    [token, accountId],
  );
  return token;
}
