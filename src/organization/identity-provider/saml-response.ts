import type { KeyObject } from 'node:crypto';
import { maxSignInAgeSeconds, maxTokenAgeSeconds, skewSeconds } from './provider-client.js';
import { childrenOf, onlyChild, persistentFormat, SamlRejected, samlNamespaces, textOf } from './saml-element.js';
import { readSignedResponse } from './saml-signature.js';
import type { XmlElement } from './xml-element.js';

/** Request and settings that a response must match. */
export interface SamlExpectation {
  /** Entity id of the identity provider. */
  readonly issuer: string;
  /** Entity id of the tracker. */
  readonly audience: string;
  /** Address to which the provider sends the browser back. */
  readonly consumerUrl: string;
  readonly requestId: string;
  readonly keys: readonly KeyObject[];
  /** Name of the attribute with the subject; null for the persistent name id. */
  readonly subjectAttribute: string | null;
  /** Values of `AuthnContextClassRef` that state a second factor. */
  readonly secondFactorContexts: readonly string[];
}

/** Person as a response states it. */
export interface SamlStatement {
  readonly subject: string;
  readonly hasSecondFactor: boolean;
}

const { assertion: assertionNamespace, protocol: protocolNamespace } = samlNamespaces;
const success = 'urn:oasis:names:tc:SAML:2.0:status:Success';
const bearer = 'urn:oasis:names:tc:SAML:2.0:cm:bearer';
const timePattern = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,9})?Z$/;
const skewMs = skewSeconds * 1000;
const maxSubjectLength = 255;

/**
 * Returns the person that a response to a request proves. Throws {@link SamlRejected} or `XmlRejected`. The caller accepts a response once, because
 * its request is used up.
 */
export function readSamlResponse(xml: string, expected: SamlExpectation, now: number): SamlStatement {
  const { response, assertion } = readSignedResponse(xml, expected.keys);
  checkResponse(response, expected, now);
  checkVersionAndIssuer(assertion, expected);
  checkAge(assertion, 'IssueInstant', maxTokenAgeSeconds, now);
  checkConditions(onlyChild(assertion, assertionNamespace, 'Conditions'), expected, now);
  const subject = onlyChild(assertion, assertionNamespace, 'Subject');
  checkConfirmation(subject, expected, now);
  return {
    subject: readSubject(assertion, subject, expected),
    hasSecondFactor: readContext(assertion, expected, now),
  };
}

function checkResponse(response: XmlElement, { consumerUrl, requestId, issuer }: SamlExpectation, now: number): void {
  const status = onlyChild(onlyChild(response, protocolNamespace, 'Status'), protocolNamespace, 'StatusCode');
  if (status.attributes.get('Value') !== success) throw new SamlRejected('It states no success');
  requireVersion(response);
  requireAttribute(response, 'Destination', consumerUrl);
  requireAttribute(response, 'InResponseTo', requestId);
  checkAge(response, 'IssueInstant', maxTokenAgeSeconds, now);
  // The issuer of a response is optional unless the response is signed.
  for (const stated of childrenOf(response, assertionNamespace, 'Issuer')) requireText(stated, issuer);
}

function checkVersionAndIssuer(assertion: XmlElement, { issuer }: SamlExpectation): void {
  requireVersion(assertion);
  const stated = onlyChild(assertion, assertionNamespace, 'Issuer');
  const format = stated.attributes.get('Format') ?? 'urn:oasis:names:tc:SAML:2.0:nameid-format:entity';
  if (format !== 'urn:oasis:names:tc:SAML:2.0:nameid-format:entity') throw new SamlRejected('Its Issuer is no entity');
  requireText(stated, issuer);
}

/** Rejects an assertion for another audience or another time, and one with a condition that the tracker does not know. */
function checkConditions(conditions: XmlElement, { audience }: SamlExpectation, now: number): void {
  checkPeriod(conditions, now);
  for (const { namespace, name } of conditions.children) {
    const isKnown = ['AudienceRestriction', 'OneTimeUse', 'ProxyRestriction'].includes(name);
    if (namespace !== assertionNamespace || !isKnown) throw new SamlRejected('It has an unknown condition');
  }
  const restrictions = childrenOf(conditions, assertionNamespace, 'AudienceRestriction');
  const isForTracker = (restriction: XmlElement): boolean =>
    childrenOf(restriction, assertionNamespace, 'Audience').some((one) => textOf(one) === audience);
  if (restrictions.length === 0 || !restrictions.every(isForTracker))
    throw new SamlRejected('It is for another audience');
}

/** Rejects an assertion that does not confirm the subject to the bearer of this answer. */
function checkConfirmation(subject: XmlElement, { consumerUrl, requestId }: SamlExpectation, now: number): void {
  const confirmation = onlyChild(subject, assertionNamespace, 'SubjectConfirmation');
  if (confirmation.attributes.get('Method') !== bearer) throw new SamlRejected('It is not for its bearer');
  const data = onlyChild(confirmation, assertionNamespace, 'SubjectConfirmationData');
  requireAttribute(data, 'Recipient', consumerUrl);
  requireAttribute(data, 'InResponseTo', requestId);
  if (!data.attributes.has('NotOnOrAfter')) throw new SamlRejected('Its confirmation has no end');
  checkPeriod(data, now);
}

function readSubject(assertion: XmlElement, subject: XmlElement, expected: SamlExpectation): string {
  const value =
    expected.subjectAttribute === null
      ? readNameId(onlyChild(subject, assertionNamespace, 'NameID'), expected)
      : readAttribute(assertion, expected.subjectAttribute);
  if (value.trim() === '' || value.length > maxSubjectLength) throw new SamlRejected('Its subject has no valid length');
  return value;
}

/** Returns a persistent name id. Another format may belong to somebody else next year, or to nobody tomorrow. */
function readNameId(nameId: XmlElement, { issuer, audience }: SamlExpectation): string {
  const { attributes } = nameId;
  if (attributes.get('Format') !== persistentFormat) {
    throw new SamlRejected('Its NameID is not persistent: set the format there, or SAML_SUBJECT_ATTRIBUTE here');
  }
  const isOfPair =
    (attributes.get('NameQualifier') ?? issuer) === issuer &&
    (attributes.get('SPNameQualifier') ?? audience) === audience;
  if (!isOfPair) throw new SamlRejected('Its NameID is for another pair of provider and service');
  return textOf(nameId);
}

function readAttribute(assertion: XmlElement, name: string): string {
  const named = childrenOf(assertion, assertionNamespace, 'AttributeStatement')
    .flatMap((statement) => childrenOf(statement, assertionNamespace, 'Attribute'))
    .filter(({ attributes }) => attributes.get('Name') === name);
  const [attribute, second] = named;
  if (attribute === undefined || second !== undefined) {
    throw new SamlRejected('It does not have the attribute of SAML_SUBJECT_ATTRIBUTE exactly once');
  }
  return textOf(onlyChild(attribute, assertionNamespace, 'AttributeValue'));
}

/** Returns whether the sign-in had a second factor. Rejects one that is older than any open request, which asks for a new one. */
function readContext(assertion: XmlElement, { secondFactorContexts }: SamlExpectation, now: number): boolean {
  const statement = onlyChild(assertion, assertionNamespace, 'AuthnStatement');
  checkAge(statement, 'AuthnInstant', maxSignInAgeSeconds, now);
  const end = statement.attributes.get('SessionNotOnOrAfter');
  if (end !== undefined && now >= parseTime(end) + skewMs) throw new SamlRejected('Its session has ended');
  const contexts = childrenOf(statement, assertionNamespace, 'AuthnContext').flatMap((context) =>
    childrenOf(context, assertionNamespace, 'AuthnContextClassRef'),
  );
  return contexts.length === 1 && contexts.every((one) => secondFactorContexts.includes(textOf(one)));
}

function requireVersion(element: XmlElement): void {
  if (element.attributes.get('Version') !== '2.0') throw new SamlRejected('It is not of SAML 2.0');
}

function requireAttribute(element: XmlElement, name: string, value: string): void {
  if (element.attributes.get(name) !== value) throw new SamlRejected(`Its ${name} is another one`);
}

function requireText(element: XmlElement, value: string): void {
  if (textOf(element) !== value) throw new SamlRejected(`Its ${element.name} is another one`);
}

function checkAge(element: XmlElement, name: string, maxSeconds: number, now: number): void {
  const at = parseTime(element.attributes.get(name));
  if (at > now + skewMs || at < now - maxSeconds * 1000 - skewMs) {
    throw new SamlRejected(`Its ${name} is not of this sign-in: check the clocks`);
  }
}

function checkPeriod({ attributes }: XmlElement, now: number): void {
  const [from, end] = [attributes.get('NotBefore'), attributes.get('NotOnOrAfter')];
  if (from !== undefined && now < parseTime(from) - skewMs)
    throw new SamlRejected('It is not yet valid: check the clocks');
  if (end !== undefined && now >= parseTime(end) + skewMs) throw new SamlRejected('It has expired: check the clocks');
}

function parseTime(text: string | undefined): number {
  const time = text !== undefined && timePattern.test(text) ? Date.parse(text) : NaN;
  if (Number.isNaN(time)) throw new SamlRejected('It has a time that is none in UTC');
  return time;
}
