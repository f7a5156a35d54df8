import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { FactorsView, PasskeyCreationView } from '../../src/organization/accounts/factors.view.js';
import type { NoticeView } from '../../src/organization/accounts/sign-in.view.js';
import { Authenticator, type Otherwise } from '../support/authenticator.js';
import type { Answer } from '../support/client.js';
import { SignInClient, codeOf, type Session } from '../support/factors.js';
import { figure } from '../support/figures.js';
import { Given, madeBy } from '../support/given.js';
import type { AccountOver, GivenAccount } from '../support/people.js';
import { password, setPassword } from '../support/requests.js';
import { startTracker, type Tracker } from '../support/tracker.js';

const origin = 'https://tracker.example.gov';

let tracker: Tracker;
let given: Given;
let signInClient: SignInClient;
let notice: string;

/* The settings of production. */
beforeAll(async () => {
  const config = { PUBLIC_URL: origin, AUTH_MFA: 'required', SIGN_IN_NOTICE: 'required', MAX_SESSIONS: '2' };
  tracker = await startTracker({ config });
  given = new Given(tracker);
  signInClient = new SignInClient(tracker);
  notice = (await tracker.anonymous().get<NoticeView>('/notice')).body.version;
});
afterAll(() => tracker.close());

describe('a passkey', () => {
  it('signs in by itself as two factors and grants full access', async () => {
    const { account, authenticator } = await withPasskey();

    const answer = await byPasskey(authenticator.sign(await signInClient.challenge()));

    expect(answer).toMatchObject({
      status: 201,
      body: { pendingStep: null, factors: ['passkey'], account: { id: account.accountId, email: account.email } },
    });
    expect(await tracker.as(answer.body).get('/accounts/me')).toMatchObject({ status: 200 });
    const [entry] = await tracker.sql('SELECT reason FROM audit.entries WHERE subject = $1', [answer.body.id]);
    expect(entry).toEqual({ reason: `passkey, notice ${notice}` });
  });

  it('serves as the second factor after a password', async () => {
    const { account, authenticator } = await withPasskey();
    const { body: waiting } = await signIn(account.email);

    const response = authenticator.sign(await signInClient.challenge());
    const answer = await tracker.as(waiting).post<Session>('/sessions/second-factor', { response });

    expect(waiting).toMatchObject({ pendingStep: 'second_factor', factors: ['passkey'] });
    expect(answer).toMatchObject({ status: 201, body: { id: waiting.id, pendingStep: null } });
  });

  it('is rejected in the session of another account', async () => {
    const [one, other] = [await withPasskey(), await withPasskey()];
    const { body: waiting } = await signIn(one.account.email);

    const response = other.authenticator.sign(await signInClient.challenge());

    expect(await tracker.as(waiting).post('/sessions/second-factor', { response })).toMatchObject({ status: 401 });
  });

  const forgeries: Readonly<Record<string, Otherwise>> = {
    'of another origin': { origin: 'https://tracker.example.gov.evil.example' },
    'of the same host at another port': { origin: 'https://tracker.example.gov:8443' },
    'of the same host in the clear': { origin: 'http://tracker.example.gov' },
    'of a subdomain': { origin: 'https://www.tracker.example.gov' },
    'of no origin': { origin: 'null' },
    'of an origin in capitals': { origin: 'https://TRACKER.example.gov' },
    'of another relying party': { relyingParty: 'evil.example' },
    'of a parent domain': { relyingParty: 'example.gov' },
    'that was made in another page’s frame': { crossOrigin: true },
    'of another ceremony': { type: 'webauthn.create' },
    'that did not ask who holds it': { userVerified: false },
    'that nobody touched': { userPresent: false, userVerified: false },
    'that means another account': { userHandle: randomBytes(16).toString('base64url') },
    'with another signature': { signature: Buffer.from('3006020101020101', 'hex') },
    'with no signature at all': { signature: Buffer.from('00', 'hex') },
    'signed by another key': { signature: randomBytes(70) },
  };

  it.each(Object.keys(forgeries))('%s is rejected', async (what) => {
    const { authenticator } = await withPasskey();
    const otherwise = forgeries[what] ?? {};

    const forged = await byPasskey(authenticator.sign(await signInClient.challenge(), otherwise));
    const right = await byPasskey(authenticator.sign(await signInClient.challenge()));

    expect(forged).toMatchObject({ status: 401, body: { type: '/problems/invalid-credential' } });
    expect(right.status).toBe(201);
    figure('passkeys', { forged: 1, refused: 1 });
  });

  it('is rejected in the same way whether it is unknown or wrong', async () => {
    const { authenticator } = await withPasskey();
    const wrong = await byPasskey(authenticator.sign(await signInClient.challenge(), { userVerified: false }));

    const unknown = await byPasskey(
      new Authenticator(origin).sign(await signInClient.challenge(), { userHandle: null }),
    );

    expect({ status: unknown.status, text: unknown.text }).toEqual({ status: 401, text: wrong.text });
  });

  it('is rejected as a copy when its counter goes back, and the trail records that', async () => {
    const { account, authenticator } = await withPasskey();
    const copy = authenticator.copy();

    const original = await byPasskey(authenticator.sign(await signInClient.challenge()));
    const copied = await byPasskey(copy.sign(await signInClient.challenge()));
    const further = await byPasskey(authenticator.sign(await signInClient.challenge()));

    expect([original.status, copied.status, further.status]).toEqual([201, 401, 201]);
    const entries = await tracker.sql(
      `SELECT outcome FROM audit.entries WHERE subject = $1 AND action = 'passkey.counter-mismatch'`,
      [account.accountId],
    );
    expect(entries).toEqual([{ outcome: 'refused' }]);
  });

  it('is accepted without a counter until it has counted once', async () => {
    const { authenticator } = await withPasskey({}, new Authenticator(origin, false));

    const [first, second] = [
      await byPasskey(authenticator.sign(await signInClient.challenge())),
      await byPasskey(authenticator.sign(await signInClient.challenge())),
    ];
    const counted = await byPasskey(authenticator.sign(await signInClient.challenge(), { counter: 7 }));
    const back = await byPasskey(authenticator.sign(await signInClient.challenge()));

    expect([first.status, second.status, counted.status, back.status]).toEqual([201, 201, 201, 401]);
  });

  it('of a disabled account is rejected', async () => {
    const { account, authenticator } = await withPasskey();
    await tracker.sql('UPDATE app.accounts SET disabled_at = now() WHERE id = $1', [account.accountId]);

    expect(await byPasskey(authenticator.sign(await signInClient.challenge()))).toMatchObject({ status: 401 });
  });

  it.each([
    { id: '', clientDataJSON: 'e30', authenticatorData: 'AA', signature: 'AA' },
    { id: 'AA', clientDataJSON: '!', authenticatorData: 'AA', signature: 'AA' },
    { id: 'AA', clientDataJSON: 'e30', authenticatorData: null, signature: 'AA' },
    { id: 'AA', clientDataJSON: 'e30', authenticatorData: 'AA' },
    { id: 'AA', clientDataJSON: 'e30', authenticatorData: 'AA', signature: 'AA', rawId: 'AA' },
    'AA',
    null,
    [],
  ])('is rejected with 422 in another shape: %j', async (response) => {
    expect(await byPasskey(response)).toMatchObject({ status: 422 });
  });

  it.each(['e30', 'bnVsbA', 'W10', 'MQ', 'AA', 'eyJjaGFsbGVuZ2UiOm51bGx9', 'eyJjaGFsbGVuZ2UiOiJBQSJ9', '__4'])(
    'is rejected with 401 when its client data signs nothing: %s',
    async (clientDataJSON) => {
      const { authenticator } = await withPasskey();
      const { id } = authenticator;

      const answer = await byPasskey({ id, clientDataJSON, authenticatorData: 'AA', signature: 'AA' });

      expect(answer).toMatchObject({ status: 401 });
    },
  );
});

describe('a passkey challenge', () => {
  it('is used once, and only by its requester', async () => {
    const { authenticator } = await withPasskey();
    const challenge = await signInClient.challenge();
    const signed = authenticator.sign(challenge);

    const first = await byPasskey(signed);
    const replayed = await byPasskey(signed);
    const signedAnew = await byPasskey(authenticator.sign(challenge));
    const own = await byPasskey(authenticator.sign(randomBytes(32).toString('base64url')));

    expect(Buffer.from(challenge, 'base64url')).toHaveLength(32);
    expect([first, replayed, signedAnew, own].map(({ status }) => status)).toEqual([201, 401, 401, 401]);
    figure('passkeys', { replays: 2, refused: 2 });
  });

  it('is used up by a failed attempt', async () => {
    const { authenticator } = await withPasskey();
    const challenge = await signInClient.challenge();

    const failed = await byPasskey(authenticator.sign(challenge, { userVerified: false }));
    const right = await byPasskey(authenticator.sign(challenge));

    expect([failed.status, right.status]).toEqual([401, 401]);
  });

  it('expires after five minutes', async () => {
    const { authenticator } = await withPasskey();
    const challenge = await signInClient.challenge();
    const [row] = await tracker.sql(
      `UPDATE auth.challenges SET expires_at = expires_at - interval '5 minutes' WHERE challenge = $1
       RETURNING expires_at BETWEEN now() - interval '5 seconds' AND now() AS over`,
      [Buffer.from(challenge, 'base64url')],
    );

    expect(row).toEqual({ over: true });
    expect(await byPasskey(authenticator.sign(challenge))).toMatchObject({ status: 401 });
  });

  it('is bound to its account and its purpose, enrolment or sign-in', async () => {
    const [one, other] = [await withPasskey(), await withPasskey()];
    const { body } = await tracker.as(one.session).post<PasskeyCreationView>('/accounts/me/passkey-challenges');
    const made = (challenge: string) => ({
      name: 'Mine',
      response: new Authenticator(origin).make(challenge, body.user.id),
    });

    const signIn = await byPasskey(one.authenticator.sign(body.challenge));
    const foreign = await tracker.as(other.session).post('/accounts/me/passkeys', made(body.challenge));
    const assertion = await tracker.as(one.session).post('/accounts/me/passkeys', made(await signInClient.challenge()));
    const right = await tracker.as(one.session).post<Session>('/accounts/me/passkeys', made(body.challenge));
    const again = await tracker.as(right.body).post('/accounts/me/passkeys', made(body.challenge));

    expect([signIn, foreign, assertion, right, again].map(({ status }) => status)).toEqual([401, 422, 422, 201, 422]);
    expect(foreign.body).toMatchObject({ type: '/problems/passkey-rejected' });
  });
});

describe('a new passkey', () => {
  const forgeries: Readonly<Record<string, Otherwise>> = {
    'of another origin': { origin: 'https://evil.example' },
    'of another relying party': { relyingParty: 'evil.example' },
    'that did not ask who holds it': { userVerified: false },
    'that nobody touched': { userPresent: false },
    'made in another page’s frame': { crossOrigin: true },
    'of another ceremony': { type: 'webauthn.get' },
  };

  it.each(Object.keys(forgeries))('%s is rejected', async (what) => {
    const { session } = await withPasskey();
    const { body } = await tracker.as(session).post<PasskeyCreationView>('/accounts/me/passkey-challenges');

    const response = new Authenticator(origin).make(body.challenge, body.user.id, forgeries[what]);
    const answer = await tracker.as(session).post('/accounts/me/passkeys', { name: 'Mine', response });

    expect(answer).toMatchObject({ status: 422, body: { type: '/problems/passkey-rejected' } });
  });

  it('comes with creation options that list the passkeys of the account', async () => {
    const { account, authenticator, session } = await withPasskey();

    const { body } = await tracker.as(session).post<PasskeyCreationView>('/accounts/me/passkey-challenges');

    expect(body).toMatchObject({
      rp: { id: 'tracker.example.gov' },
      user: { name: account.email, displayName: account.name },
      excludeCredentials: [{ type: 'public-key', id: authenticator.id }],
      authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
      attestation: 'none',
    });
    expect(Buffer.from(body.user.id, 'base64url').toString('hex')).toBe(account.accountId.replaceAll('-', ''));
  });

  it('is rejected when another account already has it', async () => {
    const [one, other] = [await withPasskey(), await withPasskey()];
    const { body } = await tracker.as(other.session).post<PasskeyCreationView>('/accounts/me/passkey-challenges');

    const response = one.authenticator.make(body.challenge, body.user.id);

    expect(await tracker.as(other.session).post('/accounts/me/passkeys', { name: 'Mine', response })).toMatchObject({
      status: 422,
    });
  });

  it('is added beside the others under its name, and each but the last can be removed', async () => {
    const { account, session } = await withPasskey();
    const second = await signInClient.enrolPasskey(session, new Authenticator(origin));
    const { body } = await tracker.as(second.session).get<FactorsView>('/accounts/me/factors');
    const [first, last] = body.passkeys;

    const removed = await tracker.as(second.session).delete<Session>(`/accounts/me/passkeys/${first?.id ?? ''}`);
    const again = await tracker.as(removed.body).delete(`/accounts/me/passkeys/${first?.id ?? ''}`);
    const kept = await tracker.as(removed.body).delete(`/accounts/me/passkeys/${last?.id ?? ''}`);

    expect(body.passkeys.map(({ name, isSynced }) => [name, isSynced])).toEqual([
      ['The blue key', false],
      ['The blue key', false],
    ]);
    expect([removed.status, again.status, kept.status]).toEqual([200, 404, 409]);
    expect(kept.body).toMatchObject({ type: '/problems/last-factor' });
    expect(await byPasskey(second.authenticator.sign(await signInClient.challenge()))).toMatchObject({ status: 201 });
    const acts = await tracker.sql(
      `SELECT action FROM audit.entries WHERE subject = $1 AND action LIKE 'passkey.%' ORDER BY seq`,
      [account.accountId],
    );
    expect(acts).toEqual([{ action: 'passkey.added' }, { action: 'passkey.added' }, { action: 'passkey.removed' }]);
  });
});

describe('a passkey beyond the twentieth', () => {
  it('is refused until another is removed', async () => {
    const { account, session } = await withPasskey();
    await tracker.sql(
      `INSERT INTO auth.passkeys (id, account_id, credential_id, public_key, counter, name, is_synced)
       SELECT gen_random_uuid(), $1::uuid, sha256(convert_to($1::uuid::text || n, 'UTF8')), '\\x00', 0, 'A key', false FROM generate_series(3, 20) n`,
      [account.accountId],
    );
    const twentieth = await signInClient.enrolPasskey(session, new Authenticator(origin));
    const make = async (by: Session) => {
      const { body } = await tracker.as(by).post<PasskeyCreationView>('/accounts/me/passkey-challenges');
      const response = new Authenticator(origin).make(body.challenge, body.user.id);
      return tracker.as(by).post<Session>('/accounts/me/passkeys', { name: 'Mine', response });
    };

    const refused = await make(twentieth.session);
    const { body: factors } = await tracker.as(twentieth.session).get<FactorsView>('/accounts/me/factors');
    const path = `/accounts/me/passkeys/${factors.passkeys[0]?.id ?? ''}`;
    const removed = await tracker.as(twentieth.session).delete<Session>(path);

    expect(refused).toMatchObject({
      status: 409,
      body: { type: '/problems/limit-reached', detail: expect.stringContaining('20 passkeys') },
    });
    expect(factors.passkeys).toHaveLength(20);
    expect((await make(removed.body)).status).toBe(201);
  });
});

describe('required second factors', () => {
  it('limit a session with a password alone to the enrolment of a factor', async () => {
    const account = await person();

    const { body } = await signIn(account.email);
    const before = await tracker.as(body).get('/accounts/me');
    const { session } = await signInClient.enrolTotp(body);

    expect(body).toMatchObject({ pendingStep: 'enrolment', account: null });
    expect(before).toMatchObject({ status: 401 });
    expect(session).toMatchObject({ pendingStep: null, account: { id: account.accountId } });
    expect(await tracker.as(body).get('/sessions/current')).toMatchObject({ status: 401 });
  });

  it.each([
    ['an administrator', { role: 'admin' }],
    ['the national seat', { seat: 'national' }],
  ] as const)('require a passkey of %s, and reject an authenticator app', async (_, over: AccountOver) => {
    const { email } = await person(over);
    const { body } = await signIn(email);

    const app = await signInClient.enrolTotp(body);
    const { body: waiting } = await signIn(email);
    const shown = await signInClient.secondFactor(waiting, codeOf(app.secret));
    const enrolled = await signInClient.enrolPasskey(shown.body, new Authenticator(origin));
    const { body: later } = await signIn(email);
    await tracker.sql('UPDATE auth.totps SET last_step = 0');
    const byCode = await signInClient.secondFactor(later, codeOf(app.secret));

    expect(app.session).toMatchObject({ pendingStep: 'enrolment', account: null });
    expect(waiting).toMatchObject({ pendingStep: 'second_factor', factors: ['totp'] });
    expect(shown).toMatchObject({ status: 201, body: { pendingStep: 'enrolment' } });
    expect(enrolled.session).toMatchObject({ pendingStep: null, account: { email } });
    expect(later).toMatchObject({ pendingStep: 'second_factor', factors: ['passkey'] });
    expect(byCode).toMatchObject({ status: 401 });
    expect(await byPasskey(enrolled.authenticator.sign(await signInClient.challenge()))).toMatchObject({ status: 201 });
  });

  it('allow two sessions per account: the third ends the oldest, and a pending one ends none', async () => {
    const { account, authenticator, session } = await withPasskey();
    await tracker.sql('UPDATE auth.sessions SET ended_at = now() WHERE id = $1', [account.sessionId]);
    const second = await byPasskey(authenticator.sign(await signInClient.challenge()));
    await signIn(account.email);
    const beside = await statusesOf(session, second.body);

    const third = await byPasskey(authenticator.sign(await signInClient.challenge()));

    expect(beside).toEqual([200, 200]);
    expect(await statusesOf(session, second.body, third.body)).toEqual([401, 200, 200]);
  });
});

describe('the system use notice', () => {
  it('is readable without a session', async () => {
    const { status, body } = await tracker.anonymous().get<NoticeView>('/notice');

    expect({ status, ...body }).toMatchObject({ status: 200, version: notice, isRequired: true, warning: null });
    for (const said of ['information system', 'monitored and recorded', 'prohibited', 'agree']) {
      expect(body.text).toContain(said);
    }
  });

  it('must be acknowledged at every sign-in', async () => {
    const account = await person();
    const before = await entries();

    for (const version of [undefined, null, '', 'another', notice.toUpperCase(), `${notice} `]) {
      const body = { email: account.email, password, notice: version };
      for (const [path, sent] of [
        ['/sessions', body],
        [
          '/sessions/passkey',
          { response: new Authenticator(origin).sign('AA', { userHandle: null }), notice: version },
        ],
      ] as const) {
        const answer = await tracker.anonymous().post(path, sent);
        expect(answer).toMatchObject({ status: 422, body: { errors: [{ pointer: '#/notice' }] } });
      }
    }

    expect(await entries()).toEqual(before);
    const { body } = await signIn(account.email);
    const [kept] = await tracker.sql('SELECT notice FROM auth.sessions WHERE id = $1', [body.id]);
    const [begun] = await tracker.sql(
      `SELECT reason FROM audit.entries WHERE subject = $1 AND action = 'session.started'`,
      [account.accountId],
    );
    expect(kept).toEqual({ notice });
    expect(begun).toEqual({ reason: `password, notice ${notice}` });
  });
});

function signIn(email: string): Promise<Answer<Session>> {
  return tracker.anonymous().post<Session>('/sessions', { email, password, notice });
}

function byPasskey(response: unknown): Promise<Answer<Session>> {
  return tracker.anonymous().post<Session>('/sessions/passkey', { response, notice });
}

async function person(over: AccountOver = {}): Promise<GivenAccount> {
  const account = await given.account(over);
  await setPassword(tracker, account.accountId);
  return account;
}

async function withPasskey(over: AccountOver = {}, authenticator = new Authenticator(origin)) {
  const account = await person(over);
  const { body } = madeBy(await signIn(account.email), 201);
  return { account, ...(await signInClient.enrolPasskey(body, authenticator)) };
}

async function statusesOf(...sessions: readonly { readonly token: string }[]): Promise<number[]> {
  const statuses: number[] = [];
  for (const session of sessions) statuses.push((await tracker.as(session).get('/accounts/me')).status);
  return statuses;
}

async function entries(): Promise<unknown> {
  const [row] = await tracker.sql('SELECT count(*)::int AS n FROM audit.entries');
  return row;
}
