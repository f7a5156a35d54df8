import { createPrivateKey, type KeyObject } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { ConfigFault, type Config } from '../../platform/config/config.js';

/** Key or secret by which the tracker authenticates to the identity provider. */
export type ClientCredential =
  | { readonly kind: 'key'; readonly key: KeyObject; readonly algorithm: 'RS256' | 'ES256' }
  | { readonly kind: 'secret'; readonly secret: string };

/** Settings of sign-in by OpenID Connect. */
export interface OidcSettings {
  /** Name of the identity provider on the button of the sign-in. */
  readonly name: string;
  readonly issuer: string;
  readonly clientId: string;
  readonly credential: ClientCredential;
  readonly redirectUri: string;
  /** Values that the request asks for. */
  readonly acrValues: readonly string[];
  /** Values of `acr` and `amr` that state a second factor. */
  readonly secondFactor: { readonly acr: readonly string[]; readonly amr: readonly string[] };
  /** Whether the provider may speak plain HTTP, which only a test does. */
  readonly allowsHttp: boolean;
}

const minRsaBits = 2048;
const maxSecretLength = 500;

/** Returns the settings; null without an issuer. Throws {@link ConfigFault}. */
export function readOidcSettings(config: Config): OidcSettings | null {
  const { OIDC_ISSUER: issuer, OIDC_CLIENT_ID: clientId } = config;
  if (issuer === undefined || clientId === undefined) return null;
  const { protocol, hostname, search, hash } = new URL(issuer);
  const allowsHttp = !config.isProduction && ['127.0.0.1', 'localhost'].includes(hostname);
  if ((protocol !== 'https:' && !allowsHttp) || search !== '' || hash !== '') {
    throw new ConfigFault('OIDC_ISSUER must be an https URL without query and fragment.', ['OIDC_ISSUER']);
  }
  return {
    name: config.OIDC_NAME ?? hostname,
    issuer,
    clientId,
    credential: readCredential(config),
    redirectUri: `${config.publicUrl}/app/identity-provider`,
    acrValues: listOf(config.OIDC_ACR_VALUES),
    secondFactor: { acr: listOf(config.OIDC_MFA_ACR), amr: listOf(config.OIDC_MFA_AMR) },
    allowsHttp,
  };
}

function readCredential({
  OIDC_CLIENT_KEY_FILE: keyFile,
  OIDC_CLIENT_SECRET_FILE: secretFile,
}: Config): ClientCredential {
  if (keyFile !== undefined && secretFile === undefined) return { kind: 'key', ...readKey(keyFile) };
  if (secretFile !== undefined && keyFile === undefined) return { kind: 'secret', secret: readSecret(secretFile) };
  throw new ConfigFault('OIDC_ISSUER needs either OIDC_CLIENT_KEY_FILE or OIDC_CLIENT_SECRET_FILE.', [
    'OIDC_CLIENT_KEY_FILE',
    'OIDC_CLIENT_SECRET_FILE',
  ]);
}

function readKey(file: string): { readonly key: KeyObject; readonly algorithm: 'RS256' | 'ES256' } {
  const key = parseKey(file);
  const { modulusLength, namedCurve } = key?.asymmetricKeyDetails ?? {};
  if (key?.asymmetricKeyType === 'rsa' && (modulusLength ?? 0) >= minRsaBits) return { key, algorithm: 'RS256' };
  if (key?.asymmetricKeyType === 'ec' && namedCurve === 'prime256v1') return { key, algorithm: 'ES256' };
  throw new ConfigFault(
    'OIDC_CLIENT_KEY_FILE must name a readable file with a private key in PEM: RSA of 2048 bits or more, or EC P-256.',
    ['OIDC_CLIENT_KEY_FILE'],
  );
}

function parseKey(file: string): KeyObject | null {
  try {
    return createPrivateKey(readFileSync(file));
  } catch {
    return null;
  }
}

function readSecret(file: string): string {
  let secret: string;
  try {
    secret = readFileSync(file, 'utf8').trim();
  } catch {
    secret = '';
  }
  if (secret === '' || secret.length > maxSecretLength) {
    throw new ConfigFault('OIDC_CLIENT_SECRET_FILE must name a readable file with the client secret.', [
      'OIDC_CLIENT_SECRET_FILE',
    ]);
  }
  return secret;
}

/** Returns the values of a setting that are separated by commas. */
export function listOf(values: string | undefined): string[] {
  return (values ?? '')
    .split(',')
    .map((value) => value.trim())
    .filter((value) => value !== '');
}
