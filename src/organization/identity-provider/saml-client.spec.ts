import { generateKeyPairSync, type KeyObject, verify } from 'node:crypto';
import { inflateRawSync } from 'node:zlib';
import { describe, expect, it, jest } from '@jest/globals';
import { forgedResponses } from '../../../test/organization/forged-responses.js';
import { type Forger, goodResponse } from '../../../test/organization/forgeries-of-responses.js';
import {
  assertionOf,
  audienceOf,
  conditionsOf,
  confirmation,
  encodeXml,
  type Facts,
  nameId,
  persistentFormat,
  responseOf,
  type SignatureKind,
  signXml,
  statementOf,
  subjectOf,
  timeAt,
} from '../../../test/organization/saml-responses.js';
import { AnswerRejected, type ExternalIdentity } from './provider-client.js';
import { SamlClient } from './saml-client.js';
import type { SamlSettings } from './saml-settings.js';

/* Verification of SAML responses with real keys. */

const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 });
const former = generateKeyPairSync('rsa', { modulusLength: 2048 });
const ec = generateKeyPairSync('ec', { namedCurve: 'P-384' });
const foreign = generateKeyPairSync('rsa', { modulusLength: 2048 });
const pemOf = (key: KeyObject): string => key.export({ type: 'spki', format: 'pem' }).toString();
const forger: Forger = {
  ...{ key: rsa.privateKey, certificate: pemOf(rsa.publicKey) },
  ...{ foreignKey: foreign.privateKey, foreignCertificate: pemOf(foreign.publicKey) },
};

const settings: SamlSettings = {
  name: 'State federation',
  issuer: 'https://federation.example.gov/provider',
  signInUrl: 'https://federation.example.gov/sign-in?tenant=1',
  keys: [former.publicKey, rsa.publicKey, ec.publicKey],
  certificatesEndAt: new Date('2027-12-01T00:00:00Z'),
  entityId: 'https://tracker.example.gov/metadata',
  audience: 'https://tracker.example.gov/metadata',
  consumerUrl: 'https://tracker.example.gov/app/identity-provider',
  credential: null,
  subjectAttribute: null,
  requestedContexts: [],
  secondFactorContexts: ['urn:two'],
};
const requestId = '_a-request';
const factsAt = (now = Date.now(), own = settings): Facts => ({
  ...{ issuer: own.issuer, audience: own.audience, consumerUrl: own.consumerUrl, requestId, subject: 'a-person', now },
});

function verifyResponse(samlResponse: string, own = settings): Promise<ExternalIdentity> {
  const request = { state: 'a-state', nonce: requestId, codeVerifier: null };
  return new SamlClient(own).verifyAnswer({ state: 'a-state', samlResponse }, request);
}

const signed = (xml: string, kind: Partial<SignatureKind> = {}): string =>
  encodeXml(signXml(xml, { key: rsa.privateKey, ...kind }));

/** Response with an assertion that differs from the right one. */
const withAssertion = (other: (facts: Facts) => Parameters<typeof assertionOf>[1], facts = factsAt()): string =>
  signed(responseOf(facts, { assertion: assertionOf(facts, other(facts)) }));

describe('a SAML response', () => {
  it.each<[string, () => string]>([
    ['a signed assertion', () => signed(responseOf(factsAt()))],
    ['a signed response', () => signed(responseOf(factsAt()), { of: 'Response' })],
    ['both signed', () => signed(signXml(responseOf(factsAt()), { key: rsa.privateKey }), { of: 'Response' })],
    ['the certificate in it', () => signed(responseOf(factsAt()), { certificate: forger.certificate })],
    ['the former key of the provider', () => signed(responseOf(factsAt()), { key: former.privateKey })],
    [
      'SHA-512 by RSA',
      () =>
        signed(responseOf(factsAt()), {
          algorithm: 'http://www.w3.org/2001/04/xmldsig-more#rsa-sha512',
          digest: 'http://www.w3.org/2001/04/xmlenc#sha512',
        }),
    ],
    [
      'SHA-384 by ECDSA',
      () =>
        signed(responseOf(factsAt()), {
          key: ec.privateKey,
          algorithm: 'http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha384',
          digest: 'http://www.w3.org/2001/04/xmldsig-more#sha384',
        }),
    ],
    [
      'a declaration of XML',
      () =>
        encodeXml(`<?xml version="1.0" encoding="UTF-8"?>\n${signXml(responseOf(factsAt()), { key: rsa.privateKey })}`),
    ],
    ['lines and spaces', () => signed(responseOf(factsAt()).replaceAll('><', '>\n  <'))],
    [
      'two audiences and one use',
      () =>
        withAssertion((facts) => ({
          conditions: conditionsOf(facts, `${audienceOf('https://other', facts.audience)}<saml:OneTimeUse/>`),
        })),
    ],
    [
      'qualifiers of its pair',
      () =>
        withAssertion((facts) => ({
          subject: subjectOf(
            facts,
            nameId(
              'a-person',
              `Format="${persistentFormat}" NameQualifier="${facts.issuer}" SPNameQualifier="${facts.audience}"`,
            ),
          ),
        })),
    ],
  ])('is accepted with %s', async (_, response) => {
    expect(await verifyResponse(response())).toEqual({
      ...{ protocol: 'saml', issuer: settings.issuer, subject: 'a-person', hasSecondFactor: false },
    });
  });

  it('states a second factor by a context of the operator', async () => {
    const inContext = (context: string) =>
      withAssertion(({ now }) => ({ statement: statementOf(timeAt(now), context) }));

    expect(await verifyResponse(inContext('urn:two'))).toMatchObject({ hasSecondFactor: true });
    expect(await verifyResponse(inContext('urn:two '))).toMatchObject({ hasSecondFactor: false });
    expect(await verifyResponse(inContext('urn:two'), { ...settings, secondFactorContexts: [] })).toMatchObject({
      hasSecondFactor: false,
    });
  });

  it('identifies the person by the attribute of the operator', async () => {
    const own = { ...settings, subjectAttribute: 'gfipm:2.0:user:FederationId' };
    const attribute = (name: string, ...values: string[]) =>
      `<saml:Attribute Name="${name}">${values.map((one) => `<saml:AttributeValue>${one}</saml:AttributeValue>`).join('')}</saml:Attribute>`;
    const stating = (...attributes: string[]) =>
      withAssertion(({ now }) => ({
        subject: subjectOf(factsAt(now), ''),
        statement: `${statementOf(timeAt(now))}<saml:AttributeStatement>${attributes.join('')}</saml:AttributeStatement>`,
      }));
    const name = own.subjectAttribute;

    expect(
      await verifyResponse(stating(attribute('other', 'x'), attribute(name, 'NIEF:IDP:A:USER:b')), own),
    ).toMatchObject({
      subject: 'NIEF:IDP:A:USER:b',
    });
    for (const wrong of [
      stating(),
      stating(attribute(name)),
      stating(attribute(name, 'a', 'b')),
      stating(attribute(name, 'a'), attribute(name, 'a')),
      stating(attribute(name.toLowerCase(), 'a')),
      stating(attribute(name, '<b>a</b>')),
      stating(attribute(name, '')),
    ])
      await expect(verifyResponse(wrong, own)).rejects.toThrow(AnswerRejected);
  });

  it('is accepted within a minute of its limits, and not beyond', async () => {
    const now = Date.now();
    const ending = (endsAt: number) =>
      withAssertion((facts) => ({
        conditions: conditionsOf(facts, audienceOf(facts.audience), `NotOnOrAfter="${timeAt(endsAt)}"`),
      }));
    const beginning = (beginsAt: number) =>
      withAssertion((facts) => ({
        conditions: conditionsOf(facts, audienceOf(facts.audience), `NotBefore="${timeAt(beginsAt)}"`),
      }));
    const confirmedUntil = (endsAt: number) =>
      withAssertion((facts) => ({
        subject: subjectOf(
          facts,
          nameId('a-person'),
          confirmation(facts, {
            attributes: `NotOnOrAfter="${timeAt(endsAt)}" Recipient="${facts.consumerUrl}" InResponseTo="${requestId}"`,
          }),
        ),
      }));
    const signedInAt = (at: number) => withAssertion(() => ({ statement: statementOf(timeAt(at)) }));
    const issuedAt = (at: number) =>
      withAssertion(() => ({ attributes: `Version="2.0" IssueInstant="${timeAt(at)}"` }));

    for (const inside of [
      ending(now - 40_000),
      beginning(now + 50_000),
      confirmedUntil(now - 40_000),
      signedInAt(now - 640_000),
      signedInAt(now + 50_000),
      issuedAt(now - 640_000),
      issuedAt(now + 50_000),
    ])
      expect(await verifyResponse(inside)).toMatchObject({ subject: 'a-person' });
    for (const outside of [
      ending(now - 61_000),
      beginning(now + 90_000),
      confirmedUntil(now - 61_000),
      signedInAt(now - 661_000),
      signedInAt(now + 90_000),
      issuedAt(now - 661_000),
      issuedAt(now + 90_000),
    ])
      await expect(verifyResponse(outside)).rejects.toThrow(/check the clocks/);
  });

  it.each(forgedResponses)('is rejected: %s', async (_, forge) => {
    for (let round = 0; round < 3; round += 1)
      await expect(verifyResponse(forge(factsAt(), forger))).rejects.toThrow(AnswerRejected);
  });

  it('is accepted where the same provider makes it right', async () => {
    for (let round = 0; round < 6; round += 1)
      expect(await verifyResponse(goodResponse(factsAt(), forger))).toMatchObject({ subject: 'a-person' });
  });

  it('is accepted in each form that XML has for the same content', async () => {
    const before = '<samlp:Extensions><a b="c d"/><a>e</a></samlp:Extensions>';
    const xml = signXml(responseOf(factsAt(), { before }), { key: rsa.privateKey, of: 'Response' });
    const others = [
      ['<a b="c d"/>', '<a b="c d"></a>'],
      ['<a b="c d"/>', `<a\r\n  b = 'c&#32;d' />`],
      ['<a b="c d"/>', '<a b="c\nd"/>'],
      ['<a>e</a>', '<a>&#101;</a\n>'],
      ['<a b="c d"/><a>e</a>', '<a b="c d"></a><a>e</a >'],
    ].map(([one = '', other = '']) => xml.replace(one, other));

    expect(new Set([xml, ...others]).size).toBe(6);
    for (const other of others) expect(await verifyResponse(encodeXml(other))).toMatchObject({ subject: 'a-person' });
  });

  it('of a stranger writes nothing to the log', async () => {
    const written = jest.spyOn(process.stderr, 'write').mockReturnValue(true);
    const xml = signXml(responseOf(factsAt()), { key: foreign.privateKey });
    const forms = [`<a hasOwnProperty="" b='"\n{"level":"error"}'/>`, '<a></a><a>b</a >'].map((form) =>
      xml.replace('<samlp:Status>', `<samlp:Extensions>${form}</samlp:Extensions><samlp:Status>`),
    );

    for (const form of forms) await expect(verifyResponse(encodeXml(form))).rejects.toThrow(AnswerRejected);
    const lines = written.mock.calls.map(([line]) => line);
    written.mockRestore();

    expect(lines).toEqual([]);
  });

  it('that is missing is rejected', async () => {
    const request = { state: 'a-state', nonce: requestId, codeVerifier: null };

    await expect(new SamlClient(settings).verifyAnswer({ state: 'a-state' }, request)).rejects.toThrow(AnswerRejected);
  });

  it('that is encrypted is rejected by a sentence', async () => {
    const encrypted = responseOf(factsAt(), { assertion: '<saml:EncryptedAssertion/>' });

    await expect(verifyResponse(encodeXml(encrypted))).rejects.toThrow('turn the encryption off there');
  });
});

describe('a SAML request', () => {
  const requestOf = async (own = settings) => {
    const made = await new SamlClient(own).createRequest();
    const { searchParams, search } = new URL(made.url);
    const xml = inflateRawSync(Buffer.from(searchParams.get('SAMLRequest') ?? '', 'base64')).toString('utf8');
    return { made, searchParams, search, xml };
  };

  it('asks for a new sign-in and a persistent name, and has an id and a state of its own', async () => {
    const [one, other] = [await requestOf(), await requestOf()];

    expect(one.made.url).toMatch(/^https:\/\/federation\.example\.gov\/sign-in\?tenant=1&SAMLRequest=/);
    expect(one.searchParams.get('RelayState')).toBe(one.made.state);
    expect(one.xml).toContain(` ID="${one.made.nonce}"`);
    expect(one.xml).toContain(' ForceAuthn="true"');
    expect(one.xml).toContain(`<saml:Issuer>${settings.entityId.replaceAll("'", '')}</saml:Issuer>`);
    expect(one.xml).toContain(`Format="${persistentFormat}"`);
    expect(one.searchParams.has('Signature')).toBe(false);
    expect(new Set([one.made.state, one.made.nonce, other.made.state, other.made.nonce]).size).toBe(4);
  });

  it('asks for the contexts of the operator, and for no name where an attribute identifies people', async () => {
    const { xml } = await requestOf({ ...settings, requestedContexts: ['urn:two', 'urn:<&>'], subjectAttribute: 'a' });

    expect(xml).toContain('Comparison="exact"><saml:AuthnContextClassRef>urn:two</saml:AuthnContextClassRef>');
    expect(xml).toContain('>urn:&#60;&#38;&#62;<');
    expect(xml).not.toContain('NameIDPolicy');
  });

  it.each<[string, typeof rsa]>([
    ['rsa-sha256', rsa],
    ['ecdsa-sha256', ec],
  ])('is signed by %s with the key of the operator', async (algorithm, pair) => {
    const credential = { key: pair.privateKey, certificate: null as never };
    const { search, searchParams } = await requestOf({ ...settings, signInUrl: 'https://a.example.gov/', credential });
    const [, content = '', signature = ''] = /^\?(.*)&Signature=(.*)$/.exec(search) ?? [];
    const bytes = Buffer.from(decodeURIComponent(signature), 'base64');

    expect(searchParams.get('SigAlg')).toBe(`http://www.w3.org/2001/04/xmldsig-more#${algorithm}`);
    expect(verify('sha256', Buffer.from(content), { key: pair.publicKey, dsaEncoding: 'ieee-p1363' }, bytes)).toBe(
      true,
    );
  });
});
