import { randomBytes, randomInt, type KeyLike } from 'node:crypto';
import { encodeXml, type Facts, responseOf, signXml, type SignatureKind } from './saml-responses.js';

/** Key of the provider, as its owner and as a stranger have it. */
export interface Forger {
  /** Private key of the provider, which signs what a stranger can have it sign. */
  readonly key: KeyLike;
  readonly certificate: string;
  /** Key and certificate of a stranger. */
  readonly foreignKey: KeyLike;
  readonly foreignCertificate: string;
}

export type Forgery = (facts: Facts, forger: Forger) => string;

export const pick = <T>(values: readonly T[]): T => values[randomInt(values.length)] as T;
export const text = (): string => randomBytes(randomInt(1, 30)).toString('base64url');
export const anyTarget = (): 'Assertion' | 'Response' => pick(['Assertion', 'Response']);

/** Returns a right response, signed in one of the accepted ways. */
export function goodResponse(facts: Facts, { key }: Forger): string {
  const of = pick(['Assertion', 'Response', 'both'] as const);
  const xml = responseOf(facts);
  if (of !== 'both') return encodeXml(signXml(xml, { key, of }));
  return encodeXml(signXml(signXml(xml, { key, of: 'Assertion' }), { key, of: 'Response' }));
}

/** Signs a response whose content is wrong. */
export const signed = (xml: string, { key }: Forger, kind: Partial<SignatureKind> = {}): string =>
  encodeXml(signXml(xml, { key, of: anyTarget(), ...kind }));

/** Changes the text of a signed document. */
export const changed =
  (change: (xml: string, facts: Facts, forger: Forger) => string): Forgery =>
  (facts, forger) =>
    encodeXml(change(signXml(responseOf(facts), { key: forger.key, of: anyTarget() }), facts, forger));
