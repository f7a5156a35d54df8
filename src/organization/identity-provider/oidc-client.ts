import { webcrypto } from 'node:crypto';
import {
  allowInsecureRequests,
  AuthorizationResponseError,
  authorizationCodeGrant,
  buildAuthorizationUrl,
  calculatePKCECodeChallenge,
  type ClientAuth,
  ClientError,
  ClientSecretBasic,
  ClientSecretPost,
  clockTolerance,
  Configuration,
  type CustomFetch,
  customFetch,
  discovery,
  enableNonRepudiationChecks,
  type IDToken,
  modifyAssertion,
  PrivateKeyJwt,
  randomNonce,
  randomPKCECodeVerifier,
  randomState,
  ResponseBodyError,
  type ServerMetadata,
  WWWAuthenticateChallengeError,
} from 'openid-client';
import { UnusableAnswer } from './bounded-fetch.js';
import type { OidcSettings } from './oidc-settings.js';
import {
  AnswerRejected,
  type ExternalIdentity,
  maxSignInAgeSeconds,
  maxTokenAgeSeconds,
  type ProviderAnswer,
  type ProviderClient,
  ProviderUnavailable,
  type RequestState,
  skewSeconds,
} from './provider-client.js';

/** Accepted signatures of ID tokens. `none` and signatures by a shared secret are never accepted. */
export const idTokenAlgorithms = ['RS256', 'PS256', 'ES256', 'EdDSA', 'Ed25519'];

/** Subject as OpenID Connect defines it (Core 1.0, section 2). Postgres stores two unpaired surrogates as the same character. */
const subjectPattern = /^[\x20-\x7e]{1,255}$/;

const timeoutSeconds = 5;
const rediscoverAfterMs = 3_600_000;

/** Errors of `openid-client` that mean a broken provider and no wrong token. One without a code is a failed request. */
const brokenProviderCodes: readonly (string | undefined)[] = [
  undefined,
  'OAUTH_TIMEOUT',
  'OAUTH_ABORT',
  'OAUTH_RESPONSE_IS_NOT_CONFORM',
  'OAUTH_RESPONSE_IS_NOT_JSON',
  'OAUTH_PARSE_ERROR',
];

/**
 * Client of one OpenID Connect provider: authorization code with PKCE, state and nonce. It calls only the origin of the
 * issuer. Times are those of this machine, like those of the provider, and not of the stopped clock of a test.
 */
export class OidcClient implements ProviderClient {
  private discovered: { readonly configuration: Promise<Configuration>; readonly atMs: number } | null = null;

  constructor(
    private readonly settings: OidcSettings,
    private readonly fetch: CustomFetch,
  ) {}

  /**
   * Returns the address of the provider for the browser, and the state that the answer must match. The person signs in there
   * again: an open session at the provider neither outlives one of the tracker nor links somebody else.
   */
  async createRequest(): Promise<RequestState & { readonly url: string }> {
    const configuration = await this.configure();
    const { redirectUri, acrValues } = this.settings;
    const request = { state: randomState(), nonce: randomNonce(), codeVerifier: randomPKCECodeVerifier() };
    const { href } = buildAuthorizationUrl(configuration, {
      redirect_uri: redirectUri,
      scope: 'openid',
      state: request.state,
      nonce: request.nonce,
      code_challenge: await calculatePKCECodeChallenge(request.codeVerifier),
      code_challenge_method: 'S256',
      prompt: 'login',
      ...(this.trustsSecondFactor() ? { max_age: String(maxSignInAgeSeconds) } : {}),
      ...(acrValues.length > 0 ? { acr_values: acrValues.join(' ') } : {}),
    });
    return { ...request, url: href };
  }

  /** Exchanges the code of an answer for an ID token, and verifies it. Throws AnswerRejected or ProviderUnavailable. */
  async verifyAnswer({ state, code, iss, error }: ProviderAnswer, request: RequestState): Promise<ExternalIdentity> {
    const configuration = await this.configure();
    const url = new URL(this.settings.redirectUri);
    for (const [name, value] of Object.entries({ state, code, iss, error }))
      if (value !== undefined) url.searchParams.set(name, value);
    let claims: IDToken | undefined;
    try {
      const tokens = await authorizationCodeGrant(configuration, url, {
        expectedState: request.state,
        expectedNonce: request.nonce,
        pkceCodeVerifier: request.codeVerifier ?? '',
        idTokenExpected: true,
        ...(this.trustsSecondFactor() ? { maxAge: maxSignInAgeSeconds } : {}),
      });
      claims = tokens.claims();
    } catch (fault) {
      throw isBrokenProvider(fault) ? new ProviderUnavailable(describe(fault)) : new AnswerRejected(describe(fault));
    }
    return this.toIdentity(claims);
  }

  /** Whether the provider's second factor can replace that of the tracker. The time of the sign-in must then be proved. */
  private trustsSecondFactor(): boolean {
    const { acr, amr } = this.settings.secondFactor;
    return acr.length > 0 || amr.length > 0;
  }

  /** Checks what `openid-client` leaves to its caller: the one audience, the age, and the characters of the subject. */
  private toIdentity(claims: IDToken | undefined): ExternalIdentity {
    const { issuer, clientId, secondFactor } = this.settings;
    if (claims === undefined) throw new AnswerRejected('There is no ID token');
    const { iss, sub, aud, iat, acr, amr } = claims;
    const now = Date.now() / 1000;
    if (iss !== issuer || [aud].flat().join() !== clientId) throw new AnswerRejected('The token is for somebody else');
    if (iat > now + skewSeconds || iat < now - maxTokenAgeSeconds) {
      throw new AnswerRejected('The token was not issued for this request');
    }
    if (!subjectPattern.test(sub)) throw new AnswerRejected('The subject is not a text of 1 to 255 ASCII characters');
    const methods: readonly unknown[] = Array.isArray(amr) ? amr : [];
    return {
      protocol: 'oidc',
      issuer,
      subject: sub,
      hasSecondFactor:
        (typeof acr === 'string' && secondFactor.acr.includes(acr)) ||
        methods.some((method) => typeof method === 'string' && secondFactor.amr.includes(method)),
    };
  }

  /** Returns the set-up of the provider, read again each hour, and after a failure. */
  private configure(): Promise<Configuration> {
    const now = performance.now();
    if (this.discovered === null || now - this.discovered.atMs > rediscoverAfterMs) {
      const configuration = this.discover();
      const made = { configuration, atMs: now };
      this.discovered = made;
      configuration.catch(() => {
        if (this.discovered === made) this.discovered = null;
      });
    }
    return this.discovered.configuration;
  }

  private async discover(): Promise<Configuration> {
    const { issuer, clientId, allowsHttp } = this.settings;
    // eslint-disable-next-line @typescript-eslint/no-deprecated -- marked so to stand out: a test has no certificate
    const execute: ((configuration: Configuration) => void)[] = allowsHttp ? [allowInsecureRequests] : [];
    try {
      const found = await discovery(new URL(issuer), clientId, undefined, undefined, {
        [customFetch]: this.fetch,
        timeout: timeoutSeconds,
        execute,
      });
      const metadata = requireOwnEndpoints(found.serverMetadata(), issuer);
      const configuration = new Configuration(
        metadata,
        clientId,
        { [clockTolerance]: skewSeconds },
        await this.clientAuthentication(metadata),
      );
      configuration[customFetch] = this.fetch;
      configuration.timeout = timeoutSeconds;
      for (const extension of [...execute, enableNonRepudiationChecks]) extension(configuration);
      return configuration;
    } catch (error) {
      if (error instanceof ProviderUnavailable) throw error;
      throw new ProviderUnavailable(describe(error));
    }
  }

  private async clientAuthentication(metadata: ServerMetadata): Promise<ClientAuth> {
    const { credential } = this.settings;
    if (credential.kind === 'secret') {
      const methods = metadata.token_endpoint_auth_methods_supported ?? ['client_secret_basic'];
      return methods.includes('client_secret_basic')
        ? ClientSecretBasic(credential.secret)
        : ClientSecretPost(credential.secret);
    }
    const key = await webcrypto.subtle.importKey(
      'pkcs8',
      credential.key.export({ type: 'pkcs8', format: 'der' }),
      credential.algorithm === 'RS256'
        ? { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' }
        : { name: 'ECDSA', namedCurve: 'P-256' },
      false,
      ['sign'],
    );
    return PrivateKeyJwt(key, {
      [modifyAssertion]: (_, payload) => {
        // Login.gov and Okta accept only the address of the token endpoint as the audience.
        payload['aud'] = metadata.token_endpoint ?? '';
      },
    });
  }
}

/**
 * Returns the metadata with the accepted algorithms alone. Throws if it names another issuer or another host, because the
 * tracker calls only the host that the operator set.
 */
function requireOwnEndpoints(metadata: ServerMetadata, issuer: string): ServerMetadata {
  if (metadata.issuer !== issuer) throw new ProviderUnavailable('It announces another issuer than OIDC_ISSUER');
  const { origin } = new URL(issuer);
  for (const address of [metadata.authorization_endpoint, metadata.token_endpoint, metadata.jwks_uri]) {
    if (address === undefined || !URL.canParse(address) || new URL(address).origin !== origin) {
      throw new ProviderUnavailable('It announces addresses on another host than its issuer');
    }
  }
  const announced = metadata.id_token_signing_alg_values_supported ?? ['RS256'];
  const algorithms = announced.filter((algorithm) => idTokenAlgorithms.includes(algorithm));
  if (algorithms.length === 0) throw new ProviderUnavailable('It signs ID tokens by no accepted algorithm');
  return { ...metadata, id_token_signing_alg_values_supported: algorithms };
}

function isBrokenProvider(error: unknown): boolean {
  if (error instanceof AuthorizationResponseError) return false;
  if (error instanceof ResponseBodyError) return error.error !== 'invalid_grant';
  if (error instanceof ClientError) {
    return (
      brokenProviderCodes.includes(error.code) || (error.code === 'OAUTH_INVALID_RESPONSE' && isAboutBody(error.cause))
    );
  }
  return true;
}

/** Whether an invalid response is the JSON of an endpoint, and neither an ID token nor what the browser brought. */
function isAboutBody(cause: unknown): boolean {
  const about = cause instanceof Error ? cause.cause : null;
  return typeof about === 'object' && about !== null && 'body' in about;
}

/** Describes a failure by codes alone, because the rest may name a person. */
function describe(error: unknown): string {
  if (error instanceof UnusableAnswer) return error.message;
  if (error instanceof AuthorizationResponseError || error instanceof ResponseBodyError) {
    return /^[a-z_]{1,60}$/.test(error.error) ? `It answered ${error.error}` : 'It answered an error';
  }
  if (error instanceof ClientError) {
    return error.cause instanceof UnusableAnswer
      ? error.cause.message
      : `The answer failed by ${error.code ?? 'ERROR'}`;
  }
  return error instanceof WWWAuthenticateChallengeError ? 'It refused the client' : 'It cannot be reached';
}
