import { generateKeyPairSync } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import Provider, { type Configuration, type JWK } from 'oidc-provider';

/** Person who signs in at the provider: the subject, and what the provider states about the sign-in. */
export interface PersonThere {
  readonly subject: string;
  readonly acr?: string;
  readonly amr?: readonly string[];
}

/** Parameters with which the provider sends a browser back to the tracker. */
export interface ProviderReturn {
  readonly state: string;
  readonly code?: string;
  readonly iss?: string;
  readonly error?: string;
}

/** Running OpenID provider, in whose place an agency has Entra ID or Okta. */
export interface OpenIdProvider {
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** Walks a browser through the sign-in of that person; `null` cancels it. A browser without `cookies` is new. */
  signIn(url: string, person: PersonThere | null, cookies?: Map<string, string>): Promise<ProviderReturn>;
  /** Signs that person in from now on, without a question. */
  expect(person: PersonThere): void;
  /** Returns the number of times that a person was asked to sign in. */
  countPrompts(): number;
  close(): Promise<void>;
}

const clientId = 'tracker';
const clientSecret = 'a-secret-of-the-tracker-at-its-provider';

/** Starts the npm package `oidc-provider`. The client proves itself by the secret, or by the key of `clientKey`. */
export async function startOpenIdProvider({
  redirectUri,
  port,
  clientKey,
  idTokenAlgorithm = 'RS256',
}: {
  readonly redirectUri: string;
  readonly port: number;
  readonly clientKey?: JWK;
  readonly idTokenAlgorithm?: 'RS256' | 'PS256' | 'ES256';
}): Promise<OpenIdProvider> {
  const issuer = `http://127.0.0.1:${port}`;
  let person: PersonThere | null = null;
  let prompts = 0;
  // The provider accepts plain objects of its own realm alone, which those of JSON are (decision 67).
  const configuration = JSON.parse(
    JSON.stringify({
      jwks: { keys: signingKeys() },
      clients: [
        {
          client_id: clientId,
          redirect_uris: [redirectUri],
          id_token_signed_response_alg: idTokenAlgorithm,
          ...(clientKey === undefined
            ? { client_secret: clientSecret, token_endpoint_auth_method: 'client_secret_basic' }
            : { token_endpoint_auth_method: 'private_key_jwt', jwks: { keys: [clientKey] } }),
        },
      ],
      claims: { openid: ['sub', 'acr', 'amr'] },
      cookies: { keys: ['a key of the provider'] },
      features: { devInteractions: { enabled: false } },
      interactions: {},
      ttl: { AccessToken: 600, AuthorizationCode: 60, Grant: 600, IdToken: 600, Interaction: 600, Session: 600 },
    }),
  ) as Configuration;
  Object.assign(configuration.interactions ?? {}, {
    url: (_: unknown, { uid }: { uid: string }) => `/interaction/${uid}`,
  });
  configuration.findAccount = (_, accountId) => ({ accountId, claims: () => ({ sub: accountId }) });
  configuration.loadExistingGrant = async ({
    oidc: {
      provider: { Grant },
      client,
      session,
    },
  }) => {
    const grant = new Grant({ clientId: client?.clientId ?? '', accountId: session?.accountId ?? '' });
    grant.addOIDCScope('openid');
    await grant.save();
    return grant;
  };
  const provider = new Provider(issuer, configuration);
  const handle = provider.callback();
  const server = createServer((request, response) => {
    if (request.url?.startsWith('/interaction/') !== true) {
      void handle(request, response);
      return;
    }
    prompts += 1;
    const result =
      person === null
        ? { error: 'access_denied' }
        : {
            login: { accountId: person.subject, acr: person.acr ?? '', amr: [...(person.amr ?? [])], remember: false },
          };
    void provider.interactionFinished(request, response, result, { mergeWithLastSubmission: false });
  });
  await listen(server, port);
  return {
    issuer,
    clientId,
    clientSecret,
    signIn: (url, who, cookies = new Map()) => {
      person = who;
      return browse(url, redirectUri, cookies);
    },
    expect: (who) => {
      person = who;
    },
    countPrompts: () => prompts,
    close: () => close(server),
  };
}

/** Follows redirects as the browser with these cookies does, until one of them leads back to the tracker. */
async function browse(url: string, redirectUri: string, cookies: Map<string, string>): Promise<ProviderReturn> {
  let at = url;
  for (let hops = 0; hops < 10; hops += 1) {
    const response = await fetch(at, {
      redirect: 'manual',
      headers: { cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; ') },
    });
    for (const cookie of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(cookie) ?? [];
      cookies.set(name, value);
    }
    const location = response.headers.get('location');
    if (location === null) throw new Error(`The provider answered ${response.status}: ${await response.text()}`);
    at = new URL(location, at).href;
    if (at.startsWith(redirectUri)) return Object.fromEntries(new URL(at).searchParams) as unknown as ProviderReturn;
  }
  throw new Error('The provider redirected too often');
}

function signingKeys(): JWK[] {
  const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey.export({ format: 'jwk' });
  const ec = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey.export({ format: 'jwk' });
  return [
    { ...rsa, kid: 'rsa', use: 'sig' },
    { ...ec, kid: 'ec', use: 'sig' },
  ] as JWK[];
}

export function listen(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
}

export function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.closeAllConnections();
    server.close(() => {
      resolve();
    });
  });
}
