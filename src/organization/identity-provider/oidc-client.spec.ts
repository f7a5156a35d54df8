import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import {
  changed,
  type Claims,
  ec,
  ed,
  embedding,
  encode,
  foreign,
  forgeries,
  hmac,
  keys,
  pick,
  rsa,
  signed,
  type Token,
  weak,
  withHeader,
  without,
} from '../../../test/organization/forged-tokens.js';
import { UnusableAnswer } from './bounded-fetch.js';
import { OidcClient } from './oidc-client.js';
import type { OidcSettings } from './oidc-settings.js';
import { AnswerRejected, ProviderUnavailable, type ExternalIdentity } from './provider-client.js';

/* Verification of ID tokens with real keys. The provider is a function, so that thousands of answers take seconds. */

const issuer = 'https://login.example.gov';
const clientId = 'tracker';
const now = Math.floor(Date.parse('2026-03-02T15:00:00Z') / 1000);
const metadata: Claims = {
  issuer,
  authorization_endpoint: `${issuer}/authorize`,
  token_endpoint: `${issuer}/token`,
  jwks_uri: `${issuer}/keys`,
  id_token_signing_alg_values_supported: ['RS256', 'PS256', 'ES256', 'EdDSA', 'none', 'HS256', 'RS384'],
  authorization_response_iss_parameter_supported: true,
};
const settings: OidcSettings = {
  name: 'County sign-in',
  issuer,
  clientId,
  credential: { kind: 'secret', secret: 'a secret of the client' },
  redirectUri: 'https://tracker.example.gov/app/identity-provider',
  acrValues: [],
  secondFactor: { acr: ['urn:two'], amr: ['mfa'] },
  allowsHttp: false,
};

function jsonResponse(body: unknown, status = 200): Response {
  return new Response(typeof body === 'string' ? body : JSON.stringify(body), {
    status,
    headers: { 'content-type': 'application/json' },
  });
}

/** Client whose provider answers with that token; `calls` are the addresses that it called. */
function clientOf({
  announced = metadata,
  token = () => jsonResponse('{}'),
  own = settings,
}: {
  readonly announced?: unknown;
  readonly token?: () => Response;
  readonly own?: OidcSettings;
} = {}) {
  const calls: string[] = [];
  const client = new OidcClient(own, (url) => {
    calls.push(url);
    if (url.endsWith('/.well-known/openid-configuration')) return Promise.resolve(jsonResponse(announced));
    return Promise.resolve(url.endsWith('/keys') ? jsonResponse({ keys }) : token());
  });
  return { client, calls };
}

/** Verifies answers of one client, each with another token. */
function verifier(own = settings) {
  let idToken = '';
  const { client } = clientOf({
    own,
    token: () => jsonResponse({ access_token: 'unused', token_type: 'Bearer', id_token: idToken }),
  });
  return async (
    makeToken: (good: Token) => string,
    { state, iss = issuer }: { readonly state?: string; readonly iss?: string | undefined } = {},
  ): Promise<ExternalIdentity> => {
    const request = await client.createRequest();
    idToken = makeToken({
      header: { alg: 'RS256', kid: 'rsa' },
      claims: {
        iss: issuer,
        aud: clientId,
        sub: 'a-person',
        nonce: request.nonce,
        iat: now,
        exp: now + 300,
        auth_time: now,
      },
    });
    return client.verifyAnswer({ state: state ?? request.state, code: 'a-code', iss }, request);
  };
}

beforeEach(() => {
  jest.spyOn(Date, 'now').mockReturnValue(now * 1000);
});
afterEach(() => {
  jest.restoreAllMocks();
});

describe('an ID token', () => {
  it.each([
    ['RS256', (good: Token) => signed(good)],
    ['PS256', (good: Token) => signed(withHeader(good, { alg: 'PS256' }))],
    ['ES256', (good: Token) => signed(withHeader(good, { alg: 'ES256', kid: 'ec' }), ec.privateKey)],
    ['EdDSA', (good: Token) => signed(withHeader(good, { alg: 'EdDSA', kid: 'ed' }), ed.privateKey)],
  ])('signed by %s states an identity', async (_, makeToken) => {
    expect(await verifier()(makeToken)).toEqual({
      ...{ protocol: 'oidc', issuer, subject: 'a-person', hasSecondFactor: false },
    });
  });

  it.each<[Claims, boolean]>([
    [{ acr: 'urn:two' }, true],
    [{ amr: ['pwd', 'mfa'] }, true],
    [{ acr: 'urn:one', amr: ['pwd'] }, false],
    [{ acr: ['urn:two'], amr: 'mfa' }, false],
    [{ acr: 'mfa', amr: ['urn:two'] }, false],
    [{ acr: 'URN:TWO', amr: [['mfa']] }, false],
  ])('with %j has a second factor: %s', async (claims, hasSecondFactor) => {
    expect(await verifier()((good) => signed(changed(good, claims)))).toMatchObject({ hasSecondFactor });
  });

  it('is accepted within a minute of its limits, and not beyond', async () => {
    const verify = verifier();
    const at = (claims: Claims) => verify((good) => signed(changed(good, claims)));

    await expect(at({ exp: now - 59 })).resolves.toBeDefined();
    await expect(at({ exp: now - 60 })).rejects.toThrow(AnswerRejected);
    await expect(at({ iat: now + 60 })).resolves.toBeDefined();
    await expect(at({ iat: now + 61 })).rejects.toThrow(AnswerRejected);
    await expect(at({ iat: now - 600 })).resolves.toBeDefined();
    await expect(at({ iat: now - 601 })).rejects.toThrow(AnswerRejected);
    await expect(at({ nbf: now + 60 })).resolves.toBeDefined();
    await expect(at({ nbf: now + 61 })).rejects.toThrow(AnswerRejected);
    await expect(at({ auth_time: now - 660 })).resolves.toBeDefined();
    await expect(at({ auth_time: now - 661 })).rejects.toThrow(AnswerRejected);
  });

  it.each<[string, (good: Token) => string]>([
    ['without signature', (good) => `${encode({ alg: 'none' })}.${encode(good.claims)}.`],
    ['signed by HMAC with the public key', (good) => hmac(good, rsa.publicKey.export({ type: 'spki', format: 'pem' }))],
    ['signed by HMAC with the client secret', (good) => hmac(good, 'a secret of the client')],
    ['signed by another key', (good) => signed(good, foreign.RS256.privateKey)],
    ['signed by a key in its own header', (good) => signed(embedding(good), foreign.RS256.privateKey)],
    ['signed by RS384', (good) => signed(withHeader(good, { alg: 'RS384' }))],
    ['signed by a key of 1024 bits', (good) => signed(withHeader(good, { kid: 'weak' }), weak.privateKey)],
    ['of another issuer', (good) => signed(changed(good, { iss: `${issuer}/` }))],
    ['for another client', (good) => signed(changed(good, { aud: 'somebody-else' }))],
    ['for several clients', (good) => signed(changed(good, { aud: [clientId, 'other'], azp: clientId }))],
    ['with another nonce', (good) => signed(changed(good, { nonce: 'of-another-request' }))],
    ['without nonce', (good) => signed(without(good, 'nonce'))],
    ['that has expired', (good) => signed(changed(good, { exp: now - 3600 }))],
    ['of the future', (good) => signed(changed(good, { iat: now + 3600, exp: now + 7200 }))],
    ['of a long time ago', (good) => signed(changed(good, { iat: now - 86_400 }))],
    ['without the time of the sign-in', (good) => signed(without(good, 'auth_time'))],
    ['with text as the time of the sign-in', (good) => signed(changed(good, { auth_time: String(now) }))],
    ['without subject', (good) => signed(without(good, 'sub'))],
    ['with an empty subject', (good) => signed(changed(good, { sub: '' }))],
    ['with a subject of half a character', (good) => signed(changed(good, { sub: 'a-person\ud800' }))],
    ['with a subject that no database stores', (good) => signed(changed(good, { sub: 'a-person\u0000' }))],
  ])('%s is rejected', async (_, makeToken) => {
    const verify = verifier();

    await expect(verify(makeToken)).rejects.toThrow(AnswerRejected);
    await expect(verify((good) => signed(good))).resolves.toMatchObject({ subject: 'a-person' });
  });

  it('needs no time of the sign-in where no second factor of the provider is trusted', async () => {
    const verify = verifier({ ...settings, secondFactor: { acr: [], amr: [] } });

    await expect(verify((good) => signed(without(good, 'auth_time')))).resolves.toMatchObject({
      hasSecondFactor: false,
    });
  });

  it('is rejected 10,000 times when forged at random', async () => {
    const verify = verifier();
    const rounds = 10_000;
    const accepted: string[] = [];
    let rejected = 0;
    for (let round = 0; round < rounds; round += 1) {
      const [name, forge] = pick(forgeries);
      try {
        await verify(forge);
        accepted.push(name);
      } catch (error) {
        if (!(error instanceof AnswerRejected || error instanceof ProviderUnavailable)) throw error;
        rejected += 1;
      }
    }

    expect(accepted).toEqual([]);
    expect(rejected).toBe(rounds);
    await expect(verify((good) => signed(good))).resolves.toMatchObject({ subject: 'a-person' });
  }, 300_000);
});

describe('an answer', () => {
  it('with another state, or of another issuer, is rejected before the code is sent', async () => {
    const { client, calls } = clientOf();
    const request = await client.createRequest();
    const rejected = async (answer: { state: string; code?: string; iss?: string; error?: string }): Promise<void> => {
      await expect(client.verifyAnswer(answer, request)).rejects.toThrow(AnswerRejected);
    };

    await rejected({ state: 'of-another-request', code: 'a-code', iss: issuer });
    await rejected({ state: request.state, code: 'a-code', iss: 'https://other.example.gov' });
    await rejected({ state: request.state, code: 'a-code' });
    await rejected({ state: request.state, iss: issuer });
    await rejected({ state: request.state, error: 'access_denied', iss: issuer });
    expect(calls).toEqual([`${issuer}/.well-known/openid-configuration`]);
  });

  it.each([
    ['a code that was used', jsonResponse({ error: 'invalid_grant' }, 400), AnswerRejected],
    ['no ID token', jsonResponse({ access_token: 'unused', token_type: 'Bearer' }), ProviderUnavailable],
    ['an empty object', jsonResponse({}), ProviderUnavailable],
    ['a client that is not known', jsonResponse({ error: 'invalid_client' }, 400), ProviderUnavailable],
    ['text', new Response('<html>', { headers: { 'content-type': 'text/html' } }), ProviderUnavailable],
    ['broken JSON', jsonResponse('{"access_token":'), ProviderUnavailable],
    ['an error of the server', new Response(null, { status: 502 }), ProviderUnavailable],
  ])('that the token endpoint meets with %s is a failure', async (_, response, failure) => {
    const { client } = clientOf({ token: () => response });
    const request = await client.createRequest();

    await expect(
      client.verifyAnswer({ state: request.state, code: 'a-code', iss: issuer }, request),
    ).rejects.toBeInstanceOf(failure);
  });
});

describe('the provider', () => {
  it('is asked for a code with PKCE, state and nonce, for the values of acr, and for a new sign-in', async () => {
    const { client } = clientOf({ own: { ...settings, acrValues: ['urn:two', 'urn:three'] } });
    const { url, state, nonce, codeVerifier } = await client.createRequest();
    const { origin, pathname, searchParams } = new URL(url);

    expect(`${origin}${pathname}`).toBe(`${issuer}/authorize`);
    expect(Object.fromEntries(searchParams)).toEqual({
      response_type: 'code',
      client_id: clientId,
      redirect_uri: settings.redirectUri,
      scope: 'openid',
      state,
      nonce,
      code_challenge: expect.stringMatching(/^[\w-]{43}$/),
      code_challenge_method: 'S256',
      acr_values: 'urn:two urn:three',
      prompt: 'login',
      max_age: '600',
    });
    expect(url).not.toContain(codeVerifier);
  });

  it('is asked for no time of the sign-in where its second factor is not trusted', async () => {
    const { client } = clientOf({ own: { ...settings, secondFactor: { acr: [], amr: [] } } });
    const { searchParams } = new URL((await client.createRequest()).url);

    expect(searchParams.has('max_age')).toBe(false);
    expect(searchParams.get('prompt')).toBe('login');
  });

  it.each([
    ['of another issuer', { ...metadata, issuer: 'https://other.example.gov' }],
    ['of a similar issuer', { ...metadata, issuer: `${issuer}/` }],
    ['with a token endpoint on another host', { ...metadata, token_endpoint: 'https://other.example.gov/token' }],
    ['with keys on another host', { ...metadata, jwks_uri: 'https://other.example.gov/keys' }],
    ['with keys by plain http', { ...metadata, jwks_uri: 'http://login.example.gov/keys' }],
    ['with another port', { ...metadata, authorization_endpoint: `${issuer}:8443/authorize` }],
    ['without keys', { ...metadata, jwks_uri: undefined }],
    ['that signs by a shared secret', { ...metadata, id_token_signing_alg_values_supported: ['HS256', 'none'] }],
    ['that is a list', [metadata]],
    ['that is broken', '{"issuer":'],
  ])('%s is not used', async (_, announced) => {
    const { client, calls } = clientOf({ announced });

    await expect(client.createRequest()).rejects.toThrow(ProviderUnavailable);
    expect(calls).toEqual([`${issuer}/.well-known/openid-configuration`]);
  });

  it('is asked again after a failure', async () => {
    let isDown = true;
    const client = new OidcClient(settings, () =>
      isDown ? Promise.reject(new UnusableAnswer('The answer is too long')) : Promise.resolve(jsonResponse(metadata)),
    );

    await expect(client.createRequest()).rejects.toThrow('The answer is too long');
    isDown = false;
    await expect(client.createRequest()).resolves.toBeDefined();
  });
});
