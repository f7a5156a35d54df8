import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createHash, generateKeyPairSync } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createBoundedFetch } from '../../src/organization/identity-provider/bounded-fetch.js';
import type { IdentityProviderLinks } from '../../src/organization/identity-provider/identity-provider.view.js';
import { OidcClient } from '../../src/organization/identity-provider/oidc-client.js';
import { Housekeeping } from '../../src/platform/database/housekeeping.js';
import { newId } from '../../src/platform/ids/ids.js';
import { Authenticator } from '../support/authenticator.js';
import type { Answer } from '../support/client.js';
import { codeOf, type Session } from '../support/factors.js';
import { figure } from '../support/figures.js';
import { freePort } from '../support/free-port.js';
import { Given, madeBy } from '../support/given.js';
import type { AccountOver, GivenAccount } from '../support/people.js';
import { password, setPassword } from '../support/requests.js';
import { times } from '../support/times.js';
import { sharedTracker, startTracker, type Tracker } from '../support/tracker.js';
import { forgeries, signed, type Token } from './forged-tokens.js';
import { begunBy, IdentityProviderClient, newPerson } from './identity-provider-client.js';
import { LyingProvider, type Misbehaviour } from './lying-provider.js';
import { startOpenIdProvider, type OpenIdProvider, type PersonThere, type ProviderReturn } from './openid-provider.js';

const origin = 'https://tracker.example.gov';
const redirectUri = `${origin}/app/identity-provider`;

let provider: OpenIdProvider;
let folder: string;
let tracker: Tracker;
let client: IdentityProviderClient<PersonThere, ProviderReturn>;

/* The settings of production, and a real provider. */
beforeAll(async () => {
  provider = await startOpenIdProvider({ redirectUri, port: await freePort() });
  folder = await mkdtemp(join(tmpdir(), 'identity-provider-'));
  await writeFile(join(folder, 'secret'), `${provider.clientSecret}\n`);
  tracker = await startTrackerWith('required');
  client = await openClient(tracker);
});
afterAll(async () => {
  await tracker.close();
  await provider.close();
  await rm(folder, { recursive: true });
});

function startTrackerWith(secondFactors: 'required' | 'optional'): Promise<Tracker> {
  return startTracker({
    config: {
      PUBLIC_URL: origin,
      AUTH_MFA: secondFactors,
      SIGN_IN_NOTICE: 'required',
      MAX_SESSIONS: '2',
      OIDC_ISSUER: provider.issuer,
      OIDC_CLIENT_ID: provider.clientId,
      OIDC_CLIENT_SECRET_FILE: join(folder, 'secret'),
      OIDC_NAME: 'County sign-in',
      OIDC_MFA_AMR: 'mfa',
      OIDC_MFA_ACR: 'urn:two',
    },
  });
}

function openClient(at: Tracker): Promise<IdentityProviderClient<PersonThere, ProviderReturn>> {
  return IdentityProviderClient.open<PersonThere, ProviderReturn>(at, {
    protocol: 'oidc',
    signIn: (url, person) => provider.signIn(url, person),
    toBody: (returned) => returned,
  });
}

async function reasonOf(session: Session): Promise<unknown> {
  const [entry] = await tracker.sql(
    `SELECT reason FROM audit.entries WHERE subject = $1 AND action = 'session.opened'`,
    [session.id],
  );
  return entry?.['reason'];
}

describe('a sign-in through the identity provider', () => {
  it('is offered by the name of the provider', async () => {
    expect(await tracker.anonymous().get('/identity-providers')).toMatchObject({
      status: 200,
      body: { items: [{ protocol: 'oidc', name: 'County sign-in' }] },
    });
  });

  it('asks for the second factor of the tracker unless the provider states one', async () => {
    const { account, person, secret } = await client.linkedAccount();

    const waiting = madeBy(await client.signIn(person), 201).body;
    const read = await tracker.as(waiting).get('/accounts/me');
    const answer = await client.signInClient.secondFactor(waiting, codeOf(secret));

    expect(waiting).toMatchObject({ pendingStep: 'second_factor', factors: ['totp'], account: null });
    expect(read.status).toBe(401);
    expect(answer).toMatchObject({
      status: 201,
      body: { id: waiting.id, pendingStep: null, account: { id: account.accountId } },
    });
    expect(answer.body.token).not.toBe(waiting.token);
    expect(await reasonOf(answer.body)).toBe(`identity_provider, totp, notice ${client.notice}`);
    expect(await tracker.as(answer.body).get('/sessions/current')).toMatchObject({
      body: { steppedUpUntil: expect.any(String) },
    });
  });

  it.each<Omit<PersonThere, 'subject'>>([{ amr: ['pwd', 'mfa'] }, { acr: 'urn:two' }])(
    'with %j is complete, and still needs a local re-authentication',
    async (stated) => {
      const { account, person, secret } = await client.linkedAccount();

      const answer = await client.signIn({ ...person, ...stated });
      const as = tracker.as(answer.body);
      const unproved = await as.post('/accounts/me/recovery-codes');
      const again = await as.put<Session>('/sessions/current/step-up', { code: codeOf(secret) });

      expect(answer).toMatchObject({
        status: 201,
        body: { pendingStep: null, account: { id: account.accountId }, sinceLastSignIn: { failures: 0 } },
      });
      expect(await reasonOf(answer.body)).toBe(`identity_provider_mfa, notice ${client.notice}`);
      expect(unproved).toMatchObject({ status: 403, body: { type: '/problems/reauthentication-required' } });
      expect(again.status).toBe(200);
    },
  );

  it('asks an administrator for the passkey, whatever the provider states', async () => {
    const account = await client.given.account({ role: 'admin' });
    await setPassword(tracker, account.accountId);
    const { session } = await client.signInClient.enrolPasskey(account, new Authenticator(origin));
    const person = newPerson();
    await client.link(session, person);

    expect(await client.signIn({ ...person, amr: ['mfa'] })).toMatchObject({
      status: 201,
      body: { pendingStep: 'second_factor', factors: ['passkey'], account: null },
    });
  });

  it('asks an administrator without a passkey for the code, and only then for a passkey', async () => {
    const { account, person, secret } = await client.linkedAccount();
    await tracker.sql(`UPDATE app.accounts SET role = 'admin' WHERE id = $1`, [account.accountId]);

    const waiting = madeBy(await client.signIn({ ...person, amr: ['mfa'] }), 201).body;
    const early = await tracker.as(waiting).post('/accounts/me/passkey-challenges');
    const enrolling = madeBy(await client.signInClient.secondFactor(waiting, codeOf(secret)), 201).body;
    const { session } = await client.signInClient.enrolPasskey(enrolling, new Authenticator(origin));

    expect(waiting).toMatchObject({ pendingStep: 'second_factor', factors: ['totp'], account: null });
    expect(early.status).toBe(401);
    expect(enrolling).toMatchObject({ pendingStep: 'enrolment', account: null });
    expect(session).toMatchObject({ pendingStep: null, account: { id: account.accountId } });
  });

  it.each<[string, AccountOver]>([
    ['an administrator', { role: 'admin' }],
    ['the national seat', { role: 'supervisor', seat: 'national' }],
    ['anybody where factors are required', {}],
  ])('is rejected for %s without a factor, whatever the provider states', async (_, overrides) => {
    const account = await client.given.account(overrides);
    await setPassword(tracker, account.accountId);
    const person = newPerson();
    madeBy(await client.link(account, person), 201);

    const stated = [await client.signIn(person), await client.signIn({ ...person, amr: ['mfa'] })];

    for (const answer of stated)
      expect(answer).toMatchObject({ status: 401, body: { type: '/problems/account-not-linked' } });
    const local = await tracker
      .anonymous()
      .post('/sessions', { email: account.email, password, notice: client.notice });
    expect(local).toMatchObject({ status: 201, body: { pendingStep: 'enrolment' } });
  });

  it('and a link ask the person to sign in there again, also in a browser with an open session there', async () => {
    const { person } = await client.linkedAccount();
    const other = await client.signInClient.enrolTotp(await client.given.account());
    const cookies = new Map<string, string>();
    const before = provider.countPrompts();

    await provider.signIn((await client.beginSignIn()).url, person, cookies);
    const again = await provider.signIn((await client.beginSignIn()).url, person, cookies);
    const { url } = await client.beginLink(other.session);
    const linking = await provider.signIn(url, person, cookies);

    expect([again.code, linking.code]).toEqual([expect.any(String), expect.any(String)]);
    expect(provider.countPrompts() - before).toBe(3);
  });

  it('requires the notice', async () => {
    expect(await tracker.anonymous().post('/identity-provider-requests', { protocol: 'oidc' })).toMatchObject({
      status: 422,
      body: { errors: [{ pointer: '#/notice' }] },
    });
  });

  it('ends the oldest session beyond the maximum', async () => {
    const { person } = await client.linkedAccount();
    const sessions: Session[] = [];
    for (let round = 0; round < 3; round += 1) sessions.push((await client.signIn({ ...person, amr: ['mfa'] })).body);

    const statuses = await Promise.all(sessions.map(async (one) => (await tracker.as(one).get('/accounts/me')).status));

    expect(statuses).toEqual([401, 200, 200]);
  });

  it('is rejected in the same way for an unlinked person and a disabled account, and makes no account', async () => {
    const { account, person } = await client.linkedAccount();
    await tracker.sql('UPDATE app.accounts SET ends_at = now() WHERE id = $1', [account.accountId]);
    const [before] = await tracker.sql('SELECT count(*) FROM app.accounts');

    const ended = await client.signIn({ ...person, amr: ['mfa'] });
    const unknown = await client.signIn({ ...newPerson(), amr: ['mfa'] });

    expect(ended).toMatchObject({ status: 401, body: { type: '/problems/account-not-linked' } });
    expect(unknown.text).toBe(ended.text);
    expect(await tracker.sql('SELECT count(*) FROM app.accounts')).toEqual([before]);
    expect(
      await tracker.sql(`SELECT outcome FROM audit.entries WHERE subject = $1 AND action = 'session.refused'`, [
        account.accountId,
      ]),
    ).toEqual([{ outcome: 'refused' }]);
  });

  it('is cancelled by its person', async () => {
    const { url, cookie } = await client.beginSignIn();

    expect(await client.finishSignIn(await provider.signIn(url, null), cookie)).toMatchObject({
      status: 401,
      body: { type: '/problems/sign-in-not-confirmed' },
    });
  });
});

describe('where second factors are optional, a sign-in through the identity provider', () => {
  let optional: Tracker;
  let optionalClient: IdentityProviderClient<PersonThere, ProviderReturn>;

  beforeAll(async () => {
    optional = await startTrackerWith('optional');
    optionalClient = await openClient(optional);
  });
  afterAll(() => optional.close());

  it('alone opens a session without re-authentication', async () => {
    const account = await optionalClient.given.account();
    const person = newPerson();
    madeBy(await optionalClient.link(account, person), 201);

    const session = madeBy(await optionalClient.signIn(person), 201).body;

    expect(session).toMatchObject({ pendingStep: null, account: { id: account.accountId } });
    expect(await optional.as(session).post('/accounts/me/recovery-codes')).toMatchObject({
      status: 403,
      body: { type: '/problems/reauthentication-required' },
    });
  });

  it('asks an administrator for a factor, and is rejected without one', async () => {
    const [withFactor, without] = [
      await optionalClient.given.account({ role: 'admin' }),
      await optionalClient.given.account({ role: 'admin' }),
    ];
    const { session } = await optionalClient.signInClient.enrolPasskey(withFactor, new Authenticator(origin));
    const [person, other] = [newPerson(), newPerson()];
    madeBy(await optionalClient.link(session, person), 201);
    madeBy(await optionalClient.link(without, other), 201);

    expect(await optionalClient.signIn({ ...person, amr: ['mfa'] })).toMatchObject({
      status: 201,
      body: { pendingStep: 'second_factor', factors: ['passkey'] },
    });
    expect(await optionalClient.signIn({ ...other, amr: ['mfa'] })).toMatchObject({
      status: 401,
      body: { type: '/problems/account-not-linked' },
    });
  });
});

describe('an answer of the identity provider', () => {
  const rejected = { status: 401, body: { type: '/problems/sign-in-not-confirmed' } };

  it('is accepted once', async () => {
    const { person } = await client.linkedAccount();
    const { url, cookie } = await client.beginSignIn();
    const answer = await provider.signIn(url, person);

    const answers = await Promise.all([1, 2, 3].map(() => client.finishSignIn(answer, cookie)));
    const late = await client.finishSignIn(answer, cookie);

    expect(answers.map(({ status }) => status).sort()).toEqual([201, 401, 401]);
    expect(late).toMatchObject(rejected);
  });

  it('is accepted only from the browser that began', async () => {
    const { person } = await client.linkedAccount();
    const other = await client.beginSignIn();
    const begin = async () => {
      const { url, cookie } = await client.beginSignIn();
      return { answer: await provider.signIn(url, person), cookie };
    };

    const [first, second, third] = [await begin(), await begin(), await begin()];

    expect(await client.finishSignIn(first.answer, '')).toMatchObject(rejected);
    expect(await client.finishSignIn(second.answer, other.cookie)).toMatchObject(rejected);
    expect(await client.finishSignIn(third.answer, third.cookie)).toMatchObject({ status: 201 });
  });

  it('is rejected with the code of another request, another state or another issuer', async () => {
    const { person } = await client.linkedAccount();
    const [one, other] = [await client.beginSignIn(), await client.beginSignIn()];
    const ofOne = await provider.signIn(one.url, person);
    const ofOther = await provider.signIn(other.url, person);

    expect(await client.finishSignIn({ ...ofOne, code: ofOther.code ?? '' }, one.cookie)).toMatchObject(rejected);
    expect(await client.finishSignIn({ ...ofOther, iss: 'https://other.example.gov' }, other.cookie)).toMatchObject(
      rejected,
    );
    const third = await client.beginSignIn();
    const ofThird = await provider.signIn(third.url, person);
    expect(await client.finishSignIn({ state: ofThird.state, code: ofThird.code ?? '' }, third.cookie)).toMatchObject(
      rejected,
    );
    const fourth = await client.beginSignIn();
    const ofFourth = await provider.signIn(fourth.url, person);
    const foreign = { ...ofFourth, state: ofOne.state };
    expect(await client.finishSignIn(foreign, fourth.cookie)).toMatchObject(rejected);
  });

  it('is rejected after ten minutes', async () => {
    const { person } = await client.linkedAccount();
    const { url, cookie } = await client.beginSignIn();
    const answer = await provider.signIn(url, person);
    await tracker.sql(
      'UPDATE auth.identity_requests SET expires_at = now() WHERE state_hash = sha256($1::text::bytea)',
      [answer.state],
    );

    expect(await client.finishSignIn(answer, cookie)).toMatchObject(rejected);
  });

  it('is not awaited for longer: housekeeping deletes the request', async () => {
    const [old, recent] = [await client.beginSignIn(), await client.beginSignIn()].map(({ url }) =>
      new URL(url).searchParams.get('state'),
    );
    const expire = 'UPDATE auth.identity_requests SET expires_at = now() WHERE state_hash = sha256($1::text::bytea)';
    await tracker.sql(expire, [old]);

    await tracker.app.get(Housekeeping).deleteExpired();

    const kept = await tracker.sql<{ state: string }>(
      `SELECT s.state FROM unnest($1::text[]) s (state)
        WHERE EXISTS (SELECT FROM auth.identity_requests r WHERE r.state_hash = sha256(s.state::bytea))`,
      [[old, recent]],
    );
    expect(kept).toEqual([{ state: recent }]);
  });

  it('is bound by a cookie that no script and no other site can use', async () => {
    const { headers } = await tracker.anonymous().post('/identity-provider-requests', {
      protocol: 'oidc',
      notice: client.notice,
    });

    expect(String(headers['set-cookie'])).toMatch(
      /^__Host-identity-request=[\w-]{43}; Max-Age=600; Path=\/; HttpOnly; Secure; SameSite=Strict$/,
    );
  });
});

describe('a link to the identity provider', () => {
  it('is listed', async () => {
    const { session } = await client.linkedAccount();

    const { body } = await tracker.as(session).get<IdentityProviderLinks>('/accounts/me/identity-provider-links');

    expect(body.items).toEqual([
      {
        id: expect.any(String),
        protocol: 'oidc',
        issuer: provider.issuer,
        addedAt: expect.any(String),
        lastUsedAt: null,
      },
    ]);
  });

  it('is an entry in the trail that shows its identity, at its begin and its end', async () => {
    const { account, person, session } = await client.linkedAccount();
    const { body } = await tracker.as(session).get<IdentityProviderLinks>('/accounts/me/identity-provider-links');
    await tracker.as(session).delete(`/accounts/me/identity-provider-links/${body.items[0]?.id ?? ''}`);

    const acts = await tracker.sql(
      `SELECT action, account_id = $1 AS is_own, reason FROM audit.entries
        WHERE subject = $1 AND action LIKE 'identity-provider.%' ORDER BY seq`,
      [account.accountId],
    );

    const digest = createHash('sha256').update(person.subject).digest('hex');
    const reason = `${provider.issuer}, subject sha256 ${digest}`;
    expect(acts).toEqual([
      { action: 'identity-provider.linked', is_own: true, reason },
      { action: 'identity-provider.unlinked', is_own: true, reason },
    ]);
  });

  it('is removed by its account, whose other sessions end', async () => {
    const { person, session } = await client.linkedAccount();
    const other = (await client.signIn({ ...person, amr: ['mfa'] })).body;
    const { body: listed } = await tracker
      .as(session)
      .get<IdentityProviderLinks>('/accounts/me/identity-provider-links');

    const path = `/accounts/me/identity-provider-links/${listed.items[0]?.id ?? ''}`;
    const removed = await tracker.as(session).delete<Session>(path);
    const again = await tracker.as(removed.body).delete(path);

    expect(removed).toMatchObject({ status: 200, body: { pendingStep: null } });
    expect(again.status).toBe(404);
    expect((await tracker.as(other).get('/accounts/me')).status).toBe(401);
    expect(await client.signIn({ ...person, amr: ['mfa'] })).toMatchObject({ status: 401 });
  });

  it('of another account cannot be removed', async () => {
    const [one, other] = [await client.linkedAccount(), await client.linkedAccount()];
    const { body } = await tracker.as(one.session).get<IdentityProviderLinks>('/accounts/me/identity-provider-links');

    const answer = await tracker
      .as(other.session)
      .delete(`/accounts/me/identity-provider-links/${body.items[0]?.id ?? ''}`);

    expect(answer.status).toBe(404);
    expect((await client.signIn({ ...one.person, amr: ['mfa'] })).status).toBe(201);
  });

  it('needs a recent re-authentication', async () => {
    const { session } = await client.linkedAccount();
    await tracker.sql('UPDATE auth.sessions SET stepped_up_at = NULL WHERE id = $1', [session.id]);
    const needed = { status: 403, body: { type: '/problems/reauthentication-required' } };

    expect(
      await tracker.as(session).post('/accounts/me/identity-provider-requests', { protocol: 'oidc' }),
    ).toMatchObject(needed);
    expect(await tracker.as(session).delete(`/accounts/me/identity-provider-links/${session.id}`)).toMatchObject(
      needed,
    );
  });

  it('joins one person and one account', async () => {
    const { person, session } = await client.linkedAccount();
    const other = await client.signInClient.enrolTotp(await client.given.account());
    const conflict = { status: 409, body: { type: '/problems/account-already-linked' } };

    expect(await client.link(other.session, person)).toMatchObject(conflict);
    expect(await client.link(session, newPerson())).toMatchObject(conflict);
  });

  it('takes no answer to a sign-in, to another account or to another session of a stranger', async () => {
    const rejected = { status: 401, body: { type: '/problems/sign-in-not-confirmed' } };
    const [one, other] = [
      await client.signInClient.enrolTotp(await client.given.account()),
      await client.linkedAccount(),
    ];
    const forSignIn = await client.beginSignIn();
    const forOne = await client.beginLink(one.session);
    const person = newPerson();
    const signInAnswer = await provider.signIn(forSignIn.url, person);
    const linkAnswer = await provider.signIn(forOne.url, person);

    expect(await client.finishLink(one.session, signInAnswer, forSignIn.cookie)).toMatchObject(rejected);
    expect(await client.finishLink(other.session, linkAnswer, forOne.cookie)).toMatchObject(rejected);
    const again = await client.beginLink(one.session);
    expect(await client.finishSignIn(await provider.signIn(again.url, other.person), again.cookie)).toMatchObject(
      rejected,
    );
  });

  it('ends when the account is disabled', async () => {
    const { account, person } = await client.linkedAccount();
    await tracker.sql('UPDATE app.accounts SET disabled_at = now() WHERE id = $1', [account.accountId]);
    await tracker.sql('UPDATE app.accounts SET disabled_at = NULL WHERE id = $1', [account.accountId]);

    expect(await client.signIn({ ...person, amr: ['mfa'] })).toMatchObject({ status: 401 });
  });

  it('ends with the factors of the account', async () => {
    const { account, person } = await client.linkedAccount();
    await tracker.sql('SELECT auth.delete_factors($1)', [account.accountId]);

    expect(await client.signIn({ ...person, amr: ['mfa'] })).toMatchObject({ status: 401 });
  });
});

describe('a client with a private key', () => {
  it('signs in by private_key_jwt, and takes ID tokens of ES256', async () => {
    const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
    const port = await freePort();
    const clientKey = publicKey.export({ format: 'jwk' }) as { kty: string };
    const real = await startOpenIdProvider({ redirectUri, port, clientKey, idTokenAlgorithm: 'ES256' });
    try {
      const oidcClient = new OidcClient(
        {
          name: 'County sign-in',
          issuer: real.issuer,
          clientId: real.clientId,
          credential: { kind: 'key', key: privateKey, algorithm: 'RS256' },
          redirectUri,
          acrValues: [],
          secondFactor: { acr: [], amr: ['mfa'] },
          allowsHttp: true,
        },
        createBoundedFetch(real.issuer, 100_000),
      );
      const request = await oidcClient.createRequest();
      const answer = await real.signIn(request.url, { subject: 'a-person', amr: ['mfa'] });

      expect(await oidcClient.verifyAnswer(answer, request)).toEqual({
        protocol: 'oidc',
        issuer: real.issuer,
        subject: 'a-person',
        hasSecondFactor: true,
      });
    } finally {
      await real.close();
    }
  });
});

/* A provider whose keys are real and whose answers are not. */
describe('a provider that lies or fails', () => {
  let lying: LyingProvider;
  let own: Tracker;
  let account: GivenAccount;
  const subject = 'a-person';

  beforeAll(async () => {
    const port = await freePort();
    own = await startTracker({
      config: {
        PUBLIC_URL: origin,
        OIDC_ISSUER: `http://127.0.0.1:${port}`,
        OIDC_CLIENT_ID: 'tracker',
        OIDC_CLIENT_SECRET_FILE: join(folder, 'secret'),
      },
    });
    account = await new Given(own).account();
    await setPassword(own, account.accountId);
    await own.sql(
      `INSERT INTO auth.identity_links (id, account_id, protocol, issuer, subject) VALUES ($1, $2, 'oidc', $3, $4)`,
      [newId(), account.accountId, `http://127.0.0.1:${port}`, subject],
    );
    lying = new LyingProvider(port);
  });
  afterAll(async () => {
    await own.close();
    await lying.close();
  });

  const unavailable = { status: 503, body: { type: '/problems/identity-provider-unavailable' } };

  /** Signs in with the token that is made of a good one. */
  async function signInWith(makeToken: (good: Token) => string): Promise<Answer> {
    const begun = begunBy(await own.anonymous().post('/identity-provider-requests', { protocol: 'oidc' }));
    const { searchParams } = new URL(begun.url);
    lying.answerToken(makeToken(lying.goodToken(subject, searchParams.get('nonce') ?? '')));
    const answer = { state: searchParams.get('state'), code: 'a-code' };
    return own.anonymous().post('/sessions/identity-provider', answer, { cookie: begun.cookie });
  }

  async function countSessions(): Promise<unknown> {
    const [row] = await own.sql<{ count: number }>(
      'SELECT count(*)::integer AS count FROM auth.sessions WHERE account_id = $1',
      [account.accountId],
    );
    return row?.count;
  }

  it('does not hinder the local sign-in while it is away', async () => {
    const remote = await own.anonymous().post('/identity-provider-requests', { protocol: 'oidc' });
    const local = await own.anonymous().post('/sessions', { email: account.email, password });

    expect(remote).toMatchObject(unavailable);
    expect(remote.headers['retry-after']).toBe('30');
    expect(local.status).toBe(201);
  });

  it('opens no session with any of its forged answers', async () => {
    await lying.start();
    const before = await countSessions();
    const rounds = times('FORGED_ANSWERS', { api: 60, long: 3000 });
    const accepted: string[] = [];
    const statuses = new Set<number>();
    for (let round = 0; round < rounds; round += 1) {
      const [name, forge] = forgeries[round % forgeries.length] ?? raise();
      const { status } = await signInWith(forge);
      statuses.add(status);
      if (status < 400) accepted.push(name);
    }

    expect(accepted).toEqual([]);
    expect([...statuses].filter((status) => status !== 401 && status !== 503)).toEqual([]);
    expect(await countSessions()).toBe(before);
    expect(await signInWith((good) => signed(good))).toMatchObject({ status: 201 });
    expect(await countSessions()).toBe(Number(before) + 1);
    figure('identity provider', { forged: rounds, accepted: accepted.length });
  });

  it.each<[string, Misbehaviour]>([
    ['nothing in time', 'silent'],
    ['an endless text', 'endless'],
    ['a redirect', 'redirect'],
    ['an end of the connection', 'hang-up'],
    ['a page', 'page'],
    ['an empty object', 'empty'],
    ['a status beyond HTTP', 'odd-status'],
  ])('that answers %s is a 503', async (_, misbehaviour) => {
    await lying.start();
    const begun = begunBy(await own.anonymous().post('/identity-provider-requests', { protocol: 'oidc' }));
    lying.misbehave(misbehaviour);

    const answer = { state: new URL(begun.url).searchParams.get('state'), code: 'a-code' };
    expect(await own.anonymous().post('/sessions/identity-provider', answer, { cookie: begun.cookie })).toMatchObject(
      unavailable,
    );
  });
});

describe('without an identity provider', () => {
  it('nobody is called, and the sign-in is not offered', async () => {
    const shared = await sharedTracker();

    expect((await shared.anonymous().get('/identity-providers')).body).toEqual({ items: [] });
    expect(await shared.anonymous().post('/identity-provider-requests', { protocol: 'oidc' })).toMatchObject({
      status: 409,
      body: { type: '/problems/no-identity-provider' },
    });
  });
});

function raise(): never {
  throw new Error('There is no such forgery');
}
