import { X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { readSamlResponse, type SamlExpectation } from './saml-response.js';

/* A response in the form of OpenSAML (Shibboleth), signed by xmlsec1 with `InclusiveNamespaces` for the prefix of its attribute types. */

const xml = readFileSync('test/organization/signed-by-xmlsec.xml', 'utf8');
const certificate = /<ds:X509Certificate>([^<]+)</.exec(xml)?.[1] ?? '';
const now = Date.parse('2026-12-01T10:00:30Z');
const expected: SamlExpectation = {
  issuer: 'https://federation.example.gov/provider',
  audience: 'https://tracker.example.gov/metadata',
  consumerUrl: 'https://tracker.example.gov/app/identity-provider',
  requestId: '_a-request',
  keys: [new X509Certificate(Buffer.from(certificate, 'base64')).publicKey],
  subjectAttribute: null,
  secondFactorContexts: ['urn:two'],
};

describe('a SAML response of another implementation', () => {
  it('proves the person by the persistent name id', () => {
    expect(readSamlResponse(xml, expected, now)).toEqual({ subject: 'a-person', hasSecondFactor: true });
  });

  it('proves the person by an attribute of GFIPM', () => {
    const byAttribute = { ...expected, subjectAttribute: 'gfipm:2.0:user:FederationId' };

    expect(readSamlResponse(xml, byAttribute, now).subject).toBe('GFIPM:IDP:State:USER:a-person');
  });

  it.each([
    ['another subject', '>a-person<', '>b-person<'],
    ['another attribute', 'USER:a-person', 'USER:b-person'],
    ['another type of its attribute', 'xmlns:xs="http://www.w3.org/2001/XMLSchema"', 'xmlns:xs="urn:other"'],
    ['another list of prefixes', 'PrefixList="xs"', 'PrefixList=""'],
  ])('is rejected with %s', (_, original, changed) => {
    expect(xml).toContain(original);
    expect(() => readSamlResponse(xml.replace(original, changed), expected, now)).toThrow('A signature is not valid');
  });
});
