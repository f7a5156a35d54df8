import { createHash, sign } from 'node:crypto';
import { type Forger, type Forgery } from './forgeries-of-responses.js';
import {
  assertionOf,
  dsig,
  encodeXml,
  enveloped,
  exclusive,
  type Facts,
  newIdOf,
  responseOf,
  rsaSha256,
  sha256,
  signXml,
  statusOf,
} from './saml-responses.js';

/*
 * Forgeries of "The Fragile Lock: Novel Bypasses For SAML Authentication" (PortSwigger Research, December 2025; CVE-2025-66567 and
 * CVE-2025-66568). The forger has no assertion: a signed error or the signed metadata of the provider is enough, which strangers can get.
 */

/** Forgery with the reason for which the tracker refuses it. */
export type NamedForgery = readonly [name: string, forge: Forgery, reason: string];

const metadataNamespace = 'urn:oasis:names:tc:SAML:2.0:metadata';
const protocolNamespace = 'urn:oasis:names:tc:SAML:2.0:protocol';

/** Document that the provider has signed: whole, its signature, and the rest. */
interface Genuine {
  readonly id: string;
  readonly whole: string;
  readonly signature: string;
  readonly bare: string;
}

function genuine(id: string, whole: string): Genuine {
  const [signature = ''] = /<ds:Signature .*<\/ds:Signature>/s.exec(whole) ?? [];
  return { id, whole, signature, bare: whole.replace(signature, '') };
}

/** Returns the answer of the provider to a malformed request. It has no assertion. */
function signedError(facts: Facts, { key }: Forger): Genuine {
  const id = newIdOf('error');
  const status = statusOf('urn:oasis:names:tc:SAML:2.0:status:Requester');
  return genuine(id, signXml(responseOf(facts, { id, status, assertion: '' }), { key, of: 'Response' }));
}

function signedMetadata({ issuer }: Facts, { key }: Forger): Genuine {
  const id = newIdOf('metadata');
  const xml = `<md:EntityDescriptor xmlns:md="${metadataNamespace}" ID="${id}" entityID="${issuer}"><md:Extensions/></md:EntityDescriptor>`;
  return genuine(id, signXml(xml, { key, of: 'Response', after: 'Extensions' }));
}

const extensions = (content: string): string => `<samlp:Extensions>${content}</samlp:Extensions>`;

/** Puts a text behind the issuer of the outermost element. */
const signedBy = (signature: string, xml: string): string =>
  xml.replace('</saml:Issuer>', (end) => `${end}${signature}`);

/** Adds attributes or declarations to the outermost element. */
const onRoot = (added: string, xml: string): string => xml.replace(/^<[\w:]+/, (start) => `${start} ${added}`);

/** Returns the forged response, with these parts beside the forged assertion. */
const forged = (facts: Facts, before = '', id = newIdOf('response'), assertion = assertionOf(facts)): string =>
  responseOf(facts, { id, before, assertion });

/** Makes a signature by the forger, whose digest is that of an empty text, in canonical form. */
function signatureOfNothing(id: string, signatureValue: (info: string) => string): string {
  const digest = createHash('sha256').update('').digest('base64');
  const info =
    `<ds:SignedInfo xmlns:ds="${dsig}"><ds:CanonicalizationMethod Algorithm="${exclusive}"></ds:CanonicalizationMethod>` +
    `<ds:SignatureMethod Algorithm="${rsaSha256}"></ds:SignatureMethod><ds:Reference URI="#${id}"><ds:Transforms>` +
    `<ds:Transform Algorithm="${enveloped}"></ds:Transform><ds:Transform Algorithm="${exclusive}"></ds:Transform></ds:Transforms>` +
    `<ds:DigestMethod Algorithm="${sha256}"></ds:DigestMethod><ds:DigestValue>${digest}</ds:DigestValue></ds:Reference></ds:SignedInfo>`;
  return `<ds:Signature xmlns:ds="${dsig}">${info}<ds:SignatureValue>${signatureValue(info)}</ds:SignatureValue></ds:Signature>`;
}

const signedText = (text: string, { key }: Forger): string => sign('sha256', Buffer.from(text), key).toString('base64');

/** Relative name of a namespace, at which the canonicalization of libxml2 ends without a text. */
const relative = 'xmlns:ns="1"';

const notAllowed = 'A namespace is not allowed';
const notValid = 'A signature is not valid';
const outOfPlace = 'A signature is out of its place';
const refersElsewhere = 'A signature refers to another element than its own';
const repeated = 'An id is repeated';
const reserved = 'A name is reserved';

const attributePollution: readonly NamedForgery[] = [
  ...[
    (id: string, xml: string): string => onRoot(`samlp:ID="${id}"`, xml),
    (id: string, xml: string): string => xml.replace(/ ID="[^"]*"/, (own) => `${own} samlp:ID="${id}"`),
  ].map((pollute, at): NamedForgery => [
    `attribute pollution: an ID in a namespace ${at === 0 ? 'before' : 'behind'} the own one`,
    (facts, forger) => {
      const { id, signature, bare } = signedError(facts, forger);
      return encodeXml(pollute(id, signedBy(signature, forged(facts, extensions(bare)))));
    },
    repeated,
  ]),
  [
    'attribute pollution: an ID in a namespace alone',
    (facts, forger) => {
      const { id, signature } = signedError(facts, forger);
      return encodeXml(onRoot(`samlp:ID="${id}"`, signedBy(signature, forged(facts))));
    },
    refersElsewhere,
  ],
  [
    'attribute pollution: an ID in the namespace of xml',
    (facts, forger) => {
      const { id, signature } = signedMetadata(facts, forger);
      return encodeXml(onRoot(`xml:ID="${id}"`, signedBy(signature, forged(facts))));
    },
    refersElsewhere,
  ],
];

/** Hides a signature from a reader that takes `xml:xmlns` for a declaration. */
const hidden = (content: string): string =>
  `<Parent xmlns="${dsig}"><Child xml:xmlns="#other">${content}</Child></Parent>`;

const namespaceConfusion: readonly NamedForgery[] = [
  [
    'namespace confusion: xml:xmlns hides the genuine signature',
    (facts, forger) => {
      const { whole } = signedError(facts, forger);
      return encodeXml(forged(facts, extensions(hidden(whole))));
    },
    reserved,
  ],
  [
    'namespace confusion: xml:xmlns declares the signature',
    (facts, forger) => {
      const { signature, id } = signedError(facts, forger);
      const confused = signature.replaceAll('ds:', '').replace(/^<Signature[^>]*>/, `<Signature xml:xmlns="${dsig}">`);
      return encodeXml(signedBy(confused, forged(facts, '', id)));
    },
    reserved,
  ],
  [
    'namespace confusion: the genuine signature elsewhere, and a fake one in the assertion',
    (facts, forger) => {
      const { whole } = signedMetadata(facts, forger);
      const id = newIdOf('assertion');
      const fake = signatureOfNothing(id, () => signedText('', forger));
      return encodeXml(forged(facts, extensions(whole), undefined, signedBy(fake, assertionOf(facts, { id }))));
    },
    outOfPlace,
  ],
  [
    'namespace confusion: the prefix of the assertion has another meaning',
    (facts, forger) => {
      const xml = signXml(forged({ ...facts, subject: 'stranger' }), { key: forger.key, of: 'Assertion' });
      const other = xml.replace(
        '<saml:Assertion xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion"',
        '<saml:Assertion xmlns:saml="urn:other"',
      );
      return encodeXml(other.replace('<samlp:Status>', (status) => `${extensions(assertionOf(facts))}${status}`));
    },
    'It does not have exactly one Assertion where SAML has it',
  ],
  [
    'namespace confusion: a reserved prefix is declared again',
    (facts, forger) => {
      const { signature, id } = signedError(facts, forger);
      return encodeXml(onRoot(`xmlns:xml="${protocolNamespace}"`, signedBy(signature, forged(facts, '', id))));
    },
    notAllowed,
  ],
  [
    'namespace confusion: a document type declares the namespace',
    (facts, forger) => {
      const { whole } = signedError(facts, forger);
      const type = `<!DOCTYPE Response [<!ATTLIST Child xmlns CDATA #FIXED "${dsig}">]>`;
      return encodeXml(`${type}${forged(facts, extensions(whole))}`);
    },
    'The document does not begin with an element',
  ],
];

const voidCanonicalization: readonly NamedForgery[] = [
  ...[relative, ''].map((declaration): NamedForgery => [
    `void canonicalization: the digest of an empty text, ${declaration === '' ? 'without' : 'with'} a relative namespace`,
    (facts, forger) => {
      const id = newIdOf('response');
      // A provider that reflects a relative namespace in an error may sign this.
      const signature = signatureOfNothing(id, (info) => signedText(info, forger));
      return encodeXml(onRoot(declaration, signedBy(signature, forged(facts, '', id))));
    },
    declaration === '' ? notValid : notAllowed,
  ]),
  ...[relative, ''].map((declaration): NamedForgery => [
    `void canonicalization: the signature of an empty text, ${declaration === '' ? 'without' : 'with'} a relative namespace`,
    (facts, forger) => {
      const id = newIdOf('assertion');
      const signature = signatureOfNothing(id, () => signedText('', forger));
      return encodeXml(
        onRoot(declaration, forged(facts, '', undefined, signedBy(signature, assertionOf(facts, { id })))),
      );
    },
    declaration === '' ? notValid : notAllowed,
  ]),
];

const goldenResponse: readonly NamedForgery[] = (
  [
    ['error', signedError],
    ['metadata', signedMetadata],
  ] as const
).flatMap(([name, make]): NamedForgery[] => [
  [
    `golden response: the signature of the ${name} with its id`,
    (facts, forger) => {
      const { signature, id } = make(facts, forger);
      return encodeXml(signedBy(signature, forged(facts, '', id)));
    },
    notValid,
  ],
  [
    `golden response: the signature of the ${name} in the assertion`,
    (facts, forger) => {
      const { signature, id } = make(facts, forger);
      return encodeXml(forged(facts, '', undefined, signedBy(signature, assertionOf(facts, { id }))));
    },
    notValid,
  ],
  [
    `golden response: the signature of the ${name}, which is within`,
    (facts, forger) => {
      const { signature, bare } = make(facts, forger);
      return encodeXml(signedBy(signature, forged(facts, extensions(bare))));
    },
    refersElsewhere,
  ],
  [
    `golden response: the whole ${name} within`,
    (facts, forger) => encodeXml(forged(facts, extensions(make(facts, forger).whole))),
    'Neither the response nor the assertion is signed',
  ],
  [
    `golden response: the whole ${name} within, with the same id`,
    (facts, forger) => {
      const { whole, id } = make(facts, forger);
      return encodeXml(forged(facts, extensions(whole), id));
    },
    repeated,
  ],
]);

/** Forgeries of that article, by its four classes. */
export const fragileLock: readonly NamedForgery[] = [
  ...attributePollution,
  ...namespaceConfusion,
  ...voidCanonicalization,
  ...goldenResponse,
];
