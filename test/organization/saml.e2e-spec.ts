import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { IdentityProviderLinks } from '../../src/organization/identity-provider/identity-provider.view.js';
import { Authenticator } from '../support/authenticator.js';
import type { Answer, Headers } from '../support/client.js';
import { codeOf, type Session } from '../support/factors.js';
import { freePort } from '../support/free-port.js';
import { madeBy } from '../support/given.js';
import type { AccountOver } from '../support/people.js';
import { password, setPassword } from '../support/requests.js';
import { sharedTracker, startTracker, type Tracker } from '../support/tracker.js';
import { IdentityProviderClient, newPerson } from './identity-provider-client.js';
import {
  makeProviderKey,
  startSamlProvider,
  type ProviderKey,
  type SamlForm,
  type SamlPerson,
  type SamlProvider,
} from './saml-provider.mjs';

const origin = 'https://tracker.example.gov';
const metadataPath = '/identity-providers/saml/metadata';
const twoFactors = 'https://refeds.org/profile/mfa';

let provider: SamlProvider;
let key: ProviderKey;
let folder: string;
let tracker: Tracker;
let client: IdentityProviderClient<SamlPerson, SamlForm>;

/* The settings of production, and a real provider. */
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'saml-'));
  key = await makeProviderKey(folder, 'provider');
  await writeFile(join(folder, 'provider.crt'), key.certificate);
  provider = await startSamlProvider({ port: await freePort(), key });
  tracker = await startTrackerWith({ SIGN_IN_NOTICE: 'required', AUTH_MFA: 'required' });
  provider.register((await tracker.anonymous().get(metadataPath)).text);
  client = await openClient(tracker, provider);
});
afterAll(async () => {
  await tracker.close();
  await provider.close();
  await rm(folder, { recursive: true });
});

function startTrackerWith(settings: Readonly<Record<string, string>>): Promise<Tracker> {
  return startTracker({
    config: {
      PUBLIC_URL: origin,
      SAML_ISSUER: provider.issuer,
      SAML_SIGN_IN_URL: provider.signInUrl,
      SAML_CERTIFICATES_FILE: join(folder, 'provider.crt'),
      SAML_NAME: 'State federation',
      SAML_MFA_CONTEXTS: twoFactors,
      ...settings,
    },
  });
}

/** Returns the client of a tracker whose provider is the given one. */
function openClient(at: Tracker, real: SamlProvider): Promise<IdentityProviderClient<SamlPerson, SamlForm>> {
  return IdentityProviderClient.open<SamlPerson, SamlForm>(at, {
    protocol: 'saml',
    signIn: (url, person) => real.signIn(url, person),
    toBody: ({ SAMLResponse, RelayState }) => ({ state: RelayState, samlResponse: SAMLResponse }),
  });
}

describe('a sign-in by SAML', () => {
  it('is offered by the name of the provider', async () => {
    expect(await tracker.anonymous().get('/identity-providers')).toMatchObject({
      status: 200,
      body: { items: [{ protocol: 'saml', name: 'State federation' }] },
    });
  });

  it('asks for the second factor of the tracker unless the provider states one', async () => {
    const { account, person, secret } = await client.linkedAccount();

    const waiting = madeBy(await client.signIn(person), 201).body;
    const answer = await client.signInClient.secondFactor(waiting, codeOf(secret));

    expect(waiting).toMatchObject({ pendingStep: 'second_factor', factors: ['totp'], account: null });
    expect(answer).toMatchObject({ status: 201, body: { pendingStep: null, account: { id: account.accountId } } });
  });

  it('with a context of the operator is complete, and still needs a local re-authentication', async () => {
    const { account, person, secret } = await client.linkedAccount();

    const { body } = madeBy(await client.signIn({ ...person, context: twoFactors }), 201);
    const unproved = await tracker.as(body).post('/accounts/me/recovery-codes');
    const again = await tracker.as(body).put<Session>('/sessions/current/step-up', { code: codeOf(secret) });

    expect(body).toMatchObject({ pendingStep: null, account: { id: account.accountId } });
    expect(unproved).toMatchObject({ status: 403, body: { type: '/problems/reauthentication-required' } });
    expect(again.status).toBe(200);
  });

  it('asks an administrator for the passkey, whatever the provider states', async () => {
    const account = await client.given.account({ role: 'admin' });
    await setPassword(tracker, account.accountId);
    const { session } = await client.signInClient.enrolPasskey(account, new Authenticator(origin));
    const person = newPerson();
    madeBy(await client.link(session, person), 201);

    expect(await client.signIn({ ...person, context: twoFactors })).toMatchObject({
      status: 201,
      body: { pendingStep: 'second_factor', factors: ['passkey'], account: null },
    });
  });

  it('asks an administrator without a passkey for the code, and only then for a passkey', async () => {
    const { account, person, secret } = await client.linkedAccount();
    await tracker.sql(`UPDATE app.accounts SET role = 'admin' WHERE id = $1`, [account.accountId]);

    const waiting = madeBy(await client.signIn({ ...person, context: twoFactors }), 201).body;
    const early = await tracker.as(waiting).post('/accounts/me/passkey-challenges');
    const enrolling = madeBy(await client.signInClient.secondFactor(waiting, codeOf(secret)), 201).body;

    expect(waiting).toMatchObject({ pendingStep: 'second_factor', factors: ['totp'], account: null });
    expect(early.status).toBe(401);
    expect(enrolling).toMatchObject({ pendingStep: 'enrolment', account: null });
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

    expect(await client.signIn({ ...person, context: twoFactors })).toMatchObject({
      status: 401,
      body: { type: '/problems/account-not-linked' },
    });
    const local = await tracker
      .anonymous()
      .post('/sessions', { email: account.email, password, notice: client.notice });
    expect(local).toMatchObject({ status: 201, body: { pendingStep: 'enrolment' } });
  });

  it('is rejected for an unlinked person, and makes no account', async () => {
    const [before] = await tracker.sql('SELECT count(*) FROM app.accounts');

    expect(await client.signIn({ ...newPerson(), context: twoFactors })).toMatchObject({
      status: 401,
      body: { type: '/problems/account-not-linked' },
    });
    expect(await tracker.sql('SELECT count(*) FROM app.accounts')).toEqual([before]);
  });

  it('asks the person to sign in there again, also in a browser with an open session there', async () => {
    const { person } = await client.linkedAccount();
    const cookies = new Map<string, string>();
    const before = provider.countPrompts();

    await provider.signIn((await client.beginSignIn()).url, person, cookies);
    await provider.signIn((await client.beginSignIn()).url, person, cookies);

    expect(provider.countPrompts() - before).toBe(2);
  });

  it('requires the notice', async () => {
    expect(await tracker.anonymous().post('/identity-provider-requests', { protocol: 'saml' })).toMatchObject({
      status: 422,
      body: { errors: [{ pointer: '#/notice' }] },
    });
  });
});

describe('an answer by SAML', () => {
  const rejected = { status: 401, body: { type: '/problems/sign-in-not-confirmed' } };

  it('is accepted once', async () => {
    const { person } = await client.linkedAccount();
    const { url, cookie } = await client.beginSignIn();
    const form = await provider.signIn(url, person);

    const answers = await Promise.all([1, 2, 3].map(() => client.finishSignIn(form, cookie)));
    const late = await client.finishSignIn(form, cookie);

    expect(answers.map(({ status }) => status).sort()).toEqual([201, 401, 401]);
    expect(late).toMatchObject(rejected);
  });

  it('is accepted only from the browser that began', async () => {
    const { person } = await client.linkedAccount();
    const other = await client.beginSignIn();
    const [first, second] = [await client.beginSignIn(), await client.beginSignIn()];

    expect(await client.finishSignIn(await provider.signIn(first.url, person), '')).toMatchObject(rejected);
    expect(await client.finishSignIn(await provider.signIn(second.url, person), other.cookie)).toMatchObject(rejected);
  });

  it('is rejected for another request, also in the browser that began both', async () => {
    const { person } = await client.linkedAccount();
    const [one, other] = [await client.beginSignIn(), await client.beginSignIn()];
    const form = await provider.signIn(one.url, person);
    const state = new URL(other.url).searchParams.get('RelayState') ?? '';

    expect(await client.finishSignIn({ ...form, RelayState: state }, other.cookie)).toMatchObject(rejected);
  });

  it('to a sign-in makes no link, and to a link opens no session', async () => {
    const { session } = await client.signInClient.enrolTotp(await client.given.account());
    const { person } = await client.linkedAccount();
    const forSignIn = await client.beginSignIn();
    const forLink = await client.beginLink(session);

    const signInAnswer = await provider.signIn(forSignIn.url, newPerson());
    expect(await client.finishLink(session, signInAnswer, forSignIn.cookie)).toMatchObject(rejected);
    expect(await client.finishSignIn(await provider.signIn(forLink.url, person), forLink.cookie)).toMatchObject(
      rejected,
    );
  });

  it('comes as a form of another site, whose page brings it from the tracker', async () => {
    const form = await provider.signIn((await client.beginSignIn()).url, newPerson());
    const page = await postForm(form, { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate' });

    expect(form.action).toBe(`${origin}/app/identity-provider`);
    expect(page.status).toBe(200);
    expect(page.headers).toMatchObject({ 'cache-control': 'no-store', 'content-type': 'text/html; charset=utf-8' });
    expect(page.headers['set-cookie']).toBeUndefined();
    expect(page.text).toContain(`<meta name="saml-state" content="${form.RelayState}">`);
    expect(page.text).toContain(`<meta name="saml-response" content="${form.SAMLResponse}">`);
  });

  it('cannot put markup into that page', async () => {
    const page = await postForm({ action: '', SAMLResponse: '"><script>', RelayState: `'"><script src=x>` });

    expect(page.status).toBe(200);
    expect(page.text).not.toContain('<script>');
    expect(page.text).not.toContain('<script src=x>');
  });

  it('is no JSON, and has a maximum of bytes', async () => {
    const url = `${tracker.url}/app/identity-provider`;

    expect(await tracker.anonymous().post(url, {})).toMatchObject({ status: 415 });
    expect(await tracker.anonymous().post(url, {}, { 'sec-fetch-site': 'cross-site' })).toMatchObject({ status: 403 });
    expect(await postForm({ action: '', SAMLResponse: 'A'.repeat(100_000), RelayState: '' })).toMatchObject({
      status: 413,
    });
  });

  function postForm({ SAMLResponse, RelayState }: SamlForm, headers: Headers = {}): Promise<Answer> {
    const body = new URLSearchParams({ SAMLResponse, RelayState }).toString();
    const type = { 'content-type': 'application/x-www-form-urlencoded' };
    return tracker.anonymous().post(`${tracker.url}/app/identity-provider`, body, { ...type, ...headers });
  }
});

describe('a link by SAML', () => {
  it('is listed, and is removed by its account', async () => {
    const { person, session } = await client.linkedAccount();
    const { body } = await tracker.as(session).get<IdentityProviderLinks>('/accounts/me/identity-provider-links');
    const path = `/accounts/me/identity-provider-links/${body.items[0]?.id ?? ''}`;

    expect(body.items).toMatchObject([{ protocol: 'saml', issuer: provider.issuer, lastUsedAt: null }]);
    expect(await tracker.as(session).delete<Session>(path)).toMatchObject({ status: 200, body: { pendingStep: null } });
    expect(await client.signIn({ ...person, context: twoFactors })).toMatchObject({ status: 401 });
  });

  it('joins one person and one account', async () => {
    const { person, session } = await client.linkedAccount();
    const other = await client.signInClient.enrolTotp(await client.given.account());
    const conflict = { status: 409, body: { type: '/problems/account-already-linked' } };

    expect(await client.link(other.session, person)).toMatchObject(conflict);
    expect(await client.link(session, newPerson())).toMatchObject(conflict);
  });

  it('needs a recent re-authentication', async () => {
    const { session } = await client.linkedAccount();
    await tracker.sql('UPDATE auth.sessions SET stepped_up_at = NULL WHERE id = $1', [session.id]);

    const request = await tracker.as(session).post('/accounts/me/identity-provider-requests', { protocol: 'saml' });

    expect(request).toMatchObject({ status: 403, body: { type: '/problems/reauthentication-required' } });
  });

  it('is none of OpenID Connect with the same issuer and subject', async () => {
    const { account, person } = await client.linkedAccount();
    await tracker.sql(`UPDATE auth.identity_links SET protocol = 'oidc' WHERE account_id = $1`, [account.accountId]);

    expect(await client.signIn({ ...person, context: twoFactors })).toMatchObject({
      status: 401,
      body: { type: '/problems/account-not-linked' },
    });
  });

  it('ends when the account is disabled', async () => {
    const { account, person } = await client.linkedAccount();
    await tracker.sql('UPDATE app.accounts SET disabled_at = now() WHERE id = $1', [account.accountId]);
    await tracker.sql('UPDATE app.accounts SET disabled_at = NULL WHERE id = $1', [account.accountId]);

    expect(await client.signIn({ ...person, context: twoFactors })).toMatchObject({ status: 401 });
  });
});

describe('a provider that signs or asks otherwise', () => {
  it.each([
    { signs: 'response', isRequestSigned: true },
    { signs: 'both', isRequestSigned: false },
  ] as const)('signs in with %j, by the attribute of a federation', async ({ signs, isRequestSigned }) => {
    const real = await startSamlProvider({ port: await freePort(), key, signs, isRequestSigned });
    const pair = await makeProviderKey(folder, 'tracker');
    await writeFile(join(folder, 'tracker.pem'), `${pair.key}${pair.certificate}`);
    const own = await startTrackerWith({
      SAML_ISSUER: real.issuer,
      SAML_SIGN_IN_URL: real.signInUrl,
      SAML_SUBJECT_ATTRIBUTE: 'gfipm:2.0:user:FederationId',
      ...(isRequestSigned ? { SAML_KEY_FILE: join(folder, 'tracker.pem') } : {}),
    });
    try {
      real.register((await own.anonymous().get(metadataPath)).text);
      const ownClient = await openClient(own, real);
      const account = await ownClient.given.account();
      const attributes = { 'gfipm:2.0:user:FederationId': 'NIEF:IDP:COUNTY:USER:a-person' };
      madeBy(await ownClient.link(account, { subject: 'of-the-link', attributes }), 201);

      const session = await ownClient.signIn({ subject: 'of-the-sign-in', attributes });

      expect(session).toMatchObject({ status: 201, body: { account: { id: account.accountId } } });
    } finally {
      await own.close();
      await real.close();
    }
  });
});

describe('without a SAML provider', () => {
  it('there are no metadata and no request', async () => {
    const shared = await sharedTracker();
    const none = { status: 409, body: { type: '/problems/no-identity-provider' } };

    expect(await shared.anonymous().get(metadataPath)).toMatchObject(none);
    expect(await shared.anonymous().post('/identity-provider-requests', { protocol: 'saml' })).toMatchObject(none);
  });
});
