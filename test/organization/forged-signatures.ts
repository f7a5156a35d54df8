import { createHmac, generateKeyPairSync, randomInt } from 'node:crypto';
import { anyTarget, changed, type Forger, type Forgery, pick, signed, text } from './forgeries-of-responses.js';
import {
  assertionOf,
  dsig,
  encodeXml,
  enveloped,
  exclusive,
  type Facts,
  responseOf,
  rsaSha256,
  signXml,
  type SignatureKind,
} from './saml-responses.js';

const foreignEc = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey;

/** Forgery of the signature. */
const bySignature =
  (kind: (forger: Forger) => Partial<SignatureKind>): Forgery =>
  (facts, forger) =>
    signed(responseOf(facts), forger, kind(forger));

/** Right response about a stranger, which a stranger can have signed, and the assertion that the stranger wants to be read. */
function wrapping(facts: Facts, { key }: Forger, of: 'Assertion' | 'Response') {
  const xml = signXml(responseOf({ ...facts, subject: `stranger-${text()}` }), { key, of });
  const [assertion = ''] = /<saml:Assertion.*<\/saml:Assertion>/s.exec(xml) ?? [];
  const [signature = ''] = /<ds:Signature.*?<\/ds:Signature>/s.exec(xml) ?? [];
  const [, id = ''] = /^<[^>]* ID="([^"]*)"/.exec(of === 'Assertion' ? assertion : xml) ?? [];
  const evil = assertionOf(facts, pick([{}, { id }]));
  return { xml, assertion, signature, evil, id, bare: assertion.replace(signature, '') };
}

/** Puts a text before the end of the outermost element. */
const inside = (element: string, added: string): string => element.replace(/<\/[\w:]+>$/, (end) => `${added}${end}`);
const afterIssuer = (element: string, added: string): string =>
  element.replace('</saml:Issuer>', (end) => `${end}${added}`);
const objectOf = (content: string): string => `<ds:Object xmlns:ds="${dsig}">${content}</ds:Object>`;

/** Responses whose signature covers another element than the one that is to be read. */
export const wrappings: readonly (readonly [string, Forgery])[] = [
  [
    'evil response around the signed one (XSW1)',
    (facts, forger) => {
      const { xml, signature } = wrapping(facts, forger, 'Response');
      const withObject = signature.replace('</ds:Signature>', (end) => `${objectOf(xml.replace(signature, ''))}${end}`);
      return encodeXml(afterIssuer(responseOf(facts), withObject));
    },
  ],
  [
    'evil response beside the signed one (XSW2)',
    (facts, forger) => {
      const { xml, signature } = wrapping(facts, forger, 'Response');
      return encodeXml(afterIssuer(responseOf(facts), `${xml.replace(signature, '')}${signature}`));
    },
  ],
  [
    'evil assertion before the signed one (XSW3)',
    (facts, forger) => {
      const { xml, assertion, evil } = wrapping(facts, forger, 'Assertion');
      return encodeXml(xml.replace(assertion, () => pick([`${evil}${assertion}`, `${assertion}${evil}`])));
    },
  ],
  [
    'signed assertion in the evil one (XSW4)',
    (facts, forger) => {
      const { xml, assertion, evil } = wrapping(facts, forger, 'Assertion');
      return encodeXml(xml.replace(assertion, () => inside(evil, assertion)));
    },
  ],
  [
    'signature in the evil assertion, signed one at the end (XSW5)',
    (facts, forger) => {
      const { xml, assertion, signature, evil, bare } = wrapping(facts, forger, 'Assertion');
      return encodeXml(xml.replace(assertion, () => `${afterIssuer(evil, signature)}${bare}`));
    },
  ],
  [
    'signed assertion in the signature of the evil one (XSW6)',
    (facts, forger) => {
      const { xml, assertion, signature, evil, bare } = wrapping(facts, forger, 'Assertion');
      const around = signature.replace('</ds:Signature>', (end) => `${objectOf(bare)}${end}`);
      return encodeXml(xml.replace(assertion, () => afterIssuer(evil, around)));
    },
  ],
  [
    'evil assertion in extensions (XSW7)',
    (facts, forger) => {
      const { xml, assertion, evil } = wrapping(facts, forger, 'Assertion');
      const extensions = `<samlp:Extensions>${evil}</samlp:Extensions>`;
      return encodeXml(xml.replace(assertion, () => `${extensions}${assertion}`));
    },
  ],
  [
    'signed assertion in an object beside the evil one (XSW8)',
    (facts, forger) => {
      const { xml, assertion, signature, evil, bare } = wrapping(facts, forger, 'Assertion');
      const around = signature.replace('</ds:Signature>', (end) => `${objectOf(bare)}${end}`);
      return encodeXml(xml.replace(assertion, () => inside(evil, around)));
    },
  ],
  [
    'signature of the response over the assertion alone',
    (facts, forger) => {
      const { signature, evil, bare } = wrapping(facts, forger, 'Assertion');
      return encodeXml(afterIssuer(responseOf(facts, { assertion: `${bare}${evil}` }), signature));
    },
  ],
  [
    'evil assertion in the advice',
    (facts, forger) => {
      const { xml, assertion, evil } = wrapping(facts, forger, 'Assertion');
      return encodeXml(xml.replace(assertion, () => inside(assertion, `<saml:Advice>${evil}</saml:Advice>`)));
    },
  ],
  [
    'signature moved into the subject',
    (facts, forger) => {
      const { xml, signature } = wrapping(facts, forger, 'Assertion');
      return encodeXml(xml.replace(signature, '').replace('</saml:Subject>', (end) => `${signature}${end}`));
    },
  ],
  [
    'id repeated',
    (facts, forger) => {
      const { xml, id } = wrapping(facts, forger, 'Assertion');
      const twin = `<samlp:Extensions><x ${pick(['ID', 'Id', 'id', 'xml:id'])}="${id}"/></samlp:Extensions>`;
      return encodeXml(xml.replace('<samlp:Status>', (start) => `${twin}${start}`));
    },
  ],
];

/** Changes one character of a part of the document that a group of the pattern has. */
function tampered(xml: string, pattern: RegExp): string {
  return xml.replace(pattern, (whole: string, part: string) => {
    const at = randomInt(part.length);
    const other = part[at] === 'A' ? 'B' : 'A';
    return whole.replace(part, () => part.slice(0, at) + other + part.slice(at + 1));
  });
}

const tamperedAt =
  (pattern: RegExp): Forgery =>
  (facts, { key }) =>
    encodeXml(tampered(signXml(responseOf(facts), { key, of: 'Assertion' }), pattern));

/** Responses with another signature than a right one. */
export const signatures: readonly (readonly [string, Forgery])[] = [
  ['no signature', (facts) => encodeXml(responseOf(facts))],
  ['foreign RSA key', (facts, { foreignKey: key }) => encodeXml(signXml(responseOf(facts), { key, of: anyTarget() }))],
  [
    'foreign RSA key with its certificate',
    bySignature(({ foreignKey, foreignCertificate }) => ({ key: foreignKey, certificate: foreignCertificate })),
  ],
  [
    'foreign RSA key with the certificate of the provider',
    bySignature(({ foreignKey, certificate }) => ({ key: foreignKey, certificate })),
  ],
  [
    'foreign EC key',
    bySignature(() => ({
      key: foreignEc,
      algorithm: `http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha${pick([256, 384, 512])}`,
    })),
  ],
  ['SHA-1 in the signature', bySignature(() => ({ algorithm: `${dsig}rsa-sha1` }))],
  ['SHA-1 in the digest', bySignature(() => ({ digest: `${dsig}sha1` }))],
  ['SHA-256 by PSS', bySignature(() => ({ algorithm: 'http://www.w3.org/2007/05/xmldsig-more#sha256-rsa-MGF1' }))],
  [
    'HMAC with the certificate',
    bySignature(({ certificate }) => ({ key: certificate, algorithm: `${dsig}hmac-sha1`, isHmac: true })),
  ],
  [
    'HMAC under the name of RSA',
    changed((xml, _, { certificate }) =>
      xml.replace(/<ds:SignatureValue>[^<]*/, () => {
        const [, info = ''] = /(<ds:SignedInfo.*<\/ds:SignedInfo>)/s.exec(xml) ?? [];
        return `<ds:SignatureValue>${createHmac('sha256', certificate).update(info).digest('base64')}`;
      }),
    ),
  ],
  [
    'algorithm renamed',
    changed((xml) =>
      xml.replace(
        rsaSha256,
        pick([`${dsig}hmac-sha1`, `${rsaSha256} `, 'none', `${dsig}dsa-sha1`, rsaSha256.toUpperCase()]),
      ),
    ),
  ],
  [
    'canonicalization with comments',
    bySignature(() => ({
      canonicalization: `${exclusive}WithComments`,
      transforms: [enveloped, `${exclusive}WithComments`],
    })),
  ],
  [
    'inclusive canonicalization',
    bySignature(() => ({ transforms: [enveloped, 'http://www.w3.org/TR/2001/REC-xml-c14n-20010315'] })),
  ],
  ['no canonicalization', bySignature(() => ({ transforms: [enveloped] }))],
  [
    'a transform that removes',
    changed((xml) =>
      xml.replace(
        '<ds:Transforms>',
        `<ds:Transforms><ds:Transform Algorithm="${pick(['http://www.w3.org/TR/1999/REC-xslt-19991116', 'http://www.w3.org/TR/1999/REC-xpath-19991116', `${dsig}base64`])}"/>`,
      ),
    ),
  ],
  ['two references', changed((xml) => xml.replace(/<ds:Reference.*<\/ds:Reference>/s, (one) => `${one}${one}`))],
  ['no reference', changed((xml) => xml.replace(/<ds:Reference.*<\/ds:Reference>/s, ''))],
  ['a reference to the document', changed((xml) => xml.replace(/(<ds:Reference URI=")[^"]*/, '$1'))],
  [
    'a reference to elsewhere',
    changed((xml) =>
      xml.replace(/(<ds:Reference URI=")[^"]*/, `$1${pick(['#x', 'https://example.org/', '#xpointer(/)'])}`),
    ),
  ],
  ['two signed infos', changed((xml) => xml.replace(/<ds:SignedInfo.*<\/ds:SignedInfo>/s, (one) => `${one}${one}`))],
  ['two signatures', changed((xml) => xml.replace(/<ds:Signature .*<\/ds:Signature>/s, (one) => `${one}${one}`))],
  [
    'no value',
    changed((xml) => xml.replace(/<ds:SignatureValue>[^<]*/, `<ds:SignatureValue>${pick(['', ' ', text()])}`)),
  ],
  ['no digest', changed((xml) => xml.replace(/<ds:DigestValue>[^<]*/, '<ds:DigestValue>'))],
  ['signature removed', changed((xml) => xml.replace(/<ds:Signature .*<\/ds:Signature>/s, ''))],
  [
    'valid signature of the response, broken one of the assertion',
    (facts, { key, foreignKey }) =>
      encodeXml(signXml(signXml(responseOf(facts), { key: foreignKey, of: 'Assertion' }), { key, of: 'Response' })),
  ],
  [
    'valid signature of the assertion, broken one of the response',
    (facts, { key, foreignKey }) =>
      encodeXml(signXml(signXml(responseOf(facts), { key, of: 'Assertion' }), { key: foreignKey, of: 'Response' })),
  ],
  ['tampered subject', tamperedAt(/<saml:NameID[^>]*>([^<]+)</)],
  ['tampered value', tamperedAt(/<ds:SignatureValue>([^<]{300})/)],
  ['tampered digest', tamperedAt(/<ds:DigestValue>([^<]{40})/)],
  ['exchanged subject', changed((xml, { subject }) => xml.replace(`>${subject}<`, `>${subject}${text()}<`))],
];
