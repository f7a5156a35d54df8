import { createPrivateKey, type KeyObject, X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { ConfigFault, type Config } from '../../platform/config/config.js';
import { listOf } from './oidc-settings.js';

/** Key by which the tracker signs its requests, and the certificate with which the provider verifies them. */
export interface SamlCredential {
  readonly key: KeyObject;
  readonly certificate: X509Certificate;
}

/** Settings of sign-in by SAML 2.0. */
export interface SamlSettings {
  /** Name of the identity provider on the button of the sign-in. */
  readonly name: string;
  /** Entity id of the identity provider. */
  readonly issuer: string;
  /** Address to which the browser brings the request. */
  readonly signInUrl: string;
  /** Keys of the provider's certificates. Several are valid while it changes its key. */
  readonly keys: readonly KeyObject[];
  /** End of the last of these certificates. */
  readonly certificatesEndAt: Date;
  /** Entity id of the tracker. */
  readonly entityId: string;
  readonly audience: string;
  readonly consumerUrl: string;
  readonly credential: SamlCredential | null;
  /** Name of the attribute with the subject; null for the persistent name id. */
  readonly subjectAttribute: string | null;
  /** Values of `AuthnContextClassRef` that the request asks for. */
  readonly requestedContexts: readonly string[];
  /** Values of `AuthnContextClassRef` that state a second factor. */
  readonly secondFactorContexts: readonly string[];
}

const minRsaBits = 2048;
const curves: readonly (string | undefined)[] = ['prime256v1', 'secp384r1', 'secp521r1'];
const maxCertificates = 5;
const certificatePattern = /-----BEGIN CERTIFICATE-----[A-Za-z0-9+/=\s]+-----END CERTIFICATE-----/g;

/** Path below the public address to which the provider sends the browser back by a form. */
export const consumerPath = 'app/identity-provider';
/** Path below the public address of the metadata, which is the entity id of the tracker by default. */
export const metadataPath = 'api/v1/identity-providers/saml/metadata';

/** Returns the settings; null without an issuer. Throws {@link ConfigFault}. */
export function readSamlSettings(config: Config): SamlSettings | null {
  const { SAML_ISSUER: issuer, SAML_SIGN_IN_URL: signInUrl, SAML_CERTIFICATES_FILE: file } = config;
  if (issuer === undefined || signInUrl === undefined || file === undefined) return null;
  const { protocol, hostname, hash } = new URL(signInUrl);
  const allowsHttp = !config.isProduction && ['127.0.0.1', 'localhost'].includes(hostname);
  if ((protocol !== 'https:' && !allowsHttp) || hash !== '') {
    throw new ConfigFault('SAML_SIGN_IN_URL must be an https URL without fragment.', ['SAML_SIGN_IN_URL']);
  }
  const certificates = readCertificates(file);
  const entityId = config.SAML_ENTITY_ID ?? `${config.publicUrl}/${metadataPath}`;
  return {
    name: config.SAML_NAME ?? hostname,
    issuer,
    signInUrl,
    keys: certificates.map(({ publicKey }) => publicKey),
    certificatesEndAt: new Date(Math.max(...certificates.map(({ validTo }) => Date.parse(validTo)))),
    entityId,
    audience: entityId,
    consumerUrl: `${config.publicUrl}/${consumerPath}`,
    credential: config.SAML_KEY_FILE === undefined ? null : readCredential(config.SAML_KEY_FILE),
    subjectAttribute: config.SAML_SUBJECT_ATTRIBUTE ?? null,
    requestedContexts: listOf(config.SAML_REQUESTED_CONTEXTS),
    secondFactorContexts: listOf(config.SAML_MFA_CONTEXTS),
  };
}

function readCertificates(file: string): X509Certificate[] {
  const certificates = certificatesOf(readText(file));
  const areStrong = certificates.every(({ publicKey }) => isStrong(publicKey));
  if (certificates.length === 0 || certificates.length > maxCertificates || !areStrong) {
    throw new ConfigFault(
      'SAML_CERTIFICATES_FILE must name a readable file with one to five certificates in PEM, with keys of RSA of 2048 bits or more, ' +
        'or EC P-256, P-384 or P-521.',
      ['SAML_CERTIFICATES_FILE'],
    );
  }
  return certificates;
}

function readCredential(file: string): SamlCredential {
  const text = readText(file);
  const [certificate, second] = certificatesOf(text);
  const key = parseKey(text);
  const isPair = certificate !== undefined && key !== null && certificate.checkPrivateKey(key);
  if (!isPair || second !== undefined || !isStrong(key)) {
    throw new ConfigFault(
      'SAML_KEY_FILE must name a readable file with a private key and its certificate in PEM: RSA of 2048 bits or more, ' +
        'or EC P-256, P-384 or P-521.',
      ['SAML_KEY_FILE'],
    );
  }
  return { key, certificate };
}

function isStrong({ asymmetricKeyType: type, asymmetricKeyDetails: details }: KeyObject): boolean {
  return (
    (type === 'rsa' && (details?.modulusLength ?? 0) >= minRsaBits) ||
    (type === 'ec' && curves.includes(details?.namedCurve))
  );
}

function certificatesOf(text: string): X509Certificate[] {
  try {
    return (text.match(certificatePattern) ?? []).map((pem) => new X509Certificate(pem));
  } catch {
    return [];
  }
}

function parseKey(text: string): KeyObject | null {
  try {
    return createPrivateKey(text);
  } catch {
    return null;
  }
}

function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}
