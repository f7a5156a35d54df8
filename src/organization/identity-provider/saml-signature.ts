import { createHash, type KeyObject, verify } from 'node:crypto';
import { SignedXml, type HashAlgorithm, type SignatureAlgorithm } from 'xml-crypto';
import { childrenOf, countWithin, onlyChild, SamlRejected, samlNamespaces } from './saml-element.js';
import { parseXml, type XmlElement } from './xml-element.js';

const { dsig, assertion: assertionNamespace, protocol: protocolNamespace } = samlNamespaces;
const exclusive = 'http://www.w3.org/2001/10/xml-exc-c14n#';
const enveloped = `${dsig}enveloped-signature`;

/** Accepted digests. SHA-1 is never accepted. */
export const digestAlgorithms: Readonly<Record<string, string>> = {
  'http://www.w3.org/2001/04/xmlenc#sha256': 'sha256',
  'http://www.w3.org/2001/04/xmldsig-more#sha384': 'sha384',
  'http://www.w3.org/2001/04/xmlenc#sha512': 'sha512',
};

/** Accepted signatures, with the type of their key. None has a shared secret. */
export const signatureAlgorithms: Readonly<Record<string, { readonly key: 'rsa' | 'ec'; readonly hash: string }>> = {
  'http://www.w3.org/2001/04/xmldsig-more#rsa-sha256': { key: 'rsa', hash: 'sha256' },
  'http://www.w3.org/2001/04/xmldsig-more#rsa-sha384': { key: 'rsa', hash: 'sha384' },
  'http://www.w3.org/2001/04/xmldsig-more#rsa-sha512': { key: 'rsa', hash: 'sha512' },
  'http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha256': { key: 'ec', hash: 'sha256' },
  'http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha384': { key: 'ec', hash: 'sha384' },
  'http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha512': { key: 'ec', hash: 'sha512' },
};

const idPattern = /^[A-Za-z_][\w.-]{0,255}$/;
const maxPrefixListLength = 200;

/** Response whose assertion a trusted key signed: alone, or within the signed response. */
export interface SignedResponse {
  /** Signed assertion, parsed from the text that was signed. */
  readonly assertion: XmlElement;
  /** Response around it. If it is not signed itself, it may only refuse. */
  readonly response: XmlElement;
}

/**
 * Verifies the signatures of a SAML response. Either the response or its assertion is signed, because providers differ by default; each
 * signature that exists must be valid. `xml-crypto` reads the document as the reader has written it, and the returned elements were parsed from
 * the text that it reports as signed.
 */
export function readSignedResponse(xml: string, keys: readonly KeyObject[]): SignedResponse {
  const response = parseXml(xml);
  const assertion = requireOneAssertion(response);
  requireUniqueIds(response);
  const signatures = [response, assertion].map((signed) => ({ signed, signature: signatureOf(signed) }));
  const found = signatures.filter(({ signature }) => signature !== null).length;
  if (found === 0) throw new SamlRejected('Neither the response nor the assertion is signed');
  if (countWithin(response, dsig, 'Signature') !== found) throw new SamlRejected('A signature is out of its place');
  const [signedResponse, signedAssertion] = signatures.map(({ signed, signature }) =>
    signature === null ? null : readSigned(response, signed, signature, keys),
  );
  if (signedResponse != null) {
    return { response: signedResponse, assertion: requireOneAssertion(signedResponse) };
  }
  if (signedAssertion == null) throw new SamlRejected('The assertion is not signed');
  return { response, assertion: signedAssertion };
}

/** Returns the one assertion, which is a child of the response. No other one exists at any depth. */
function requireOneAssertion(response: XmlElement): XmlElement {
  if (response.name !== 'Response' || response.namespace !== protocolNamespace) {
    throw new SamlRejected('It is no response of SAML 2.0');
  }
  if (countWithin(response, assertionNamespace, 'EncryptedAssertion') > 0) {
    throw new SamlRejected(
      'It encrypts the assertion, which the tracker does not decrypt: turn the encryption off there',
    );
  }
  if (countWithin(response, assertionNamespace, 'Assertion') !== 1) {
    throw new SamlRejected('It does not have exactly one assertion');
  }
  return onlyChild(response, assertionNamespace, 'Assertion');
}

function requireUniqueIds(response: XmlElement): void {
  const seen = new Set<string>();
  const visit = ({ attributes, children }: XmlElement): void => {
    for (const [name, value] of attributes) {
      if (!/^(?:\{.*\})?id$/i.test(name)) continue;
      if (seen.has(value)) throw new SamlRejected('An id is repeated');
      seen.add(value);
    }
    children.forEach(visit);
  };
  visit(response);
}

function signatureOf(signed: XmlElement): XmlElement | null {
  const [signature, second] = childrenOf(signed, dsig, 'Signature');
  if (second) throw new SamlRejected('An element has several signatures');
  return signature ?? null;
}

/** Verifies the signature of an element, and returns the element as it was signed. */
function readSigned(
  response: XmlElement,
  signed: XmlElement,
  signature: XmlElement,
  keys: readonly KeyObject[],
): XmlElement {
  requireKnownSignature(signed, signature);
  const verifier = new SignedXml({ publicCert: 'of the setting', getCertFromKeyInfo: () => null });
  verifier.idAttributes = ['ID'];
  verifier.CanonicalizationAlgorithms = pick(verifier.CanonicalizationAlgorithms, [exclusive, enveloped]);
  verifier.HashAlgorithms = hashes;
  verifier.SignatureAlgorithms = signaturesBy(keys);
  if (!isValid(verifier, signature.source(), response.source())) throw new SamlRejected('A signature is not valid');
  const [text, second] = verifier.getSignedReferences();
  if (text === undefined || second !== undefined) throw new SamlRejected('It does not sign exactly one element');
  const read = parseXml(text);
  const isSame = read.name === signed.name && read.namespace === signed.namespace;
  if (!isSame || read.attributes.get('ID') !== signed.attributes.get('ID')) {
    throw new SamlRejected('It signs another element');
  }
  return read;
}

function isValid(verifier: SignedXml, signature: string, xml: string): boolean {
  try {
    verifier.loadSignature(signature);
    return verifier.checkSignature(xml);
  } catch {
    return false;
  }
}

/** Rejects a signature of another form than SAML prescribes: one reference to its own parent, and only known algorithms. */
function requireKnownSignature(signed: XmlElement, signature: XmlElement): void {
  requireChildren(signature, ['SignedInfo', 'SignatureValue'], ['KeyInfo']);
  const info = onlyChild(signature, dsig, 'SignedInfo');
  requireChildren(info, ['CanonicalizationMethod', 'SignatureMethod', 'Reference']);
  const reference = onlyChild(info, dsig, 'Reference');
  requireChildren(reference, ['Transforms', 'DigestMethod', 'DigestValue']);
  const canonicalization = onlyChild(info, dsig, 'CanonicalizationMethod');
  const method = onlyChild(info, dsig, 'SignatureMethod');
  const digest = onlyChild(reference, dsig, 'DigestMethod');
  for (const element of [canonicalization, method, digest]) requireChildren(element, []);
  const id = signed.attributes.get('ID') ?? '';
  if (!idPattern.test(id) || reference.attributes.get('URI') !== `#${id}`) {
    throw new SamlRejected('A signature refers to another element than its own');
  }
  const isKnown =
    canonicalization.attributes.get('Algorithm') === exclusive &&
    Object.hasOwn(signatureAlgorithms, method.attributes.get('Algorithm') ?? '') &&
    Object.hasOwn(digestAlgorithms, digest.attributes.get('Algorithm') ?? '');
  if (!isKnown || !hasKnownTransforms(onlyChild(reference, dsig, 'Transforms'))) {
    throw new SamlRejected('It is signed by an algorithm that is not accepted');
  }
}

function hasKnownTransforms(transforms: XmlElement): boolean {
  requireChildren(transforms, ['Transform', 'Transform']);
  const [first, second] = transforms.children;
  if (first?.attributes.get('Algorithm') !== enveloped || first.children.length > 0) return false;
  return second?.attributes.get('Algorithm') === exclusive && hasPrefixesAlone(second);
}

/** Whether a transform has no parameter but a list of prefixes, which exclusive canonicalization allows. */
function hasPrefixesAlone({ children }: XmlElement): boolean {
  const [list, second] = children;
  return (
    list === undefined ||
    (second === undefined &&
      list.name === 'InclusiveNamespaces' &&
      list.namespace === exclusive &&
      list.children.length === 0 &&
      (list.attributes.get('PrefixList') ?? '').length <= maxPrefixListLength)
  );
}

/** Rejects other children than these of XML Signature, in this order; the optional ones follow. */
function requireChildren({ children }: XmlElement, names: readonly string[], optional: readonly string[] = []): void {
  const all = [...names, ...optional];
  const isKnown = children.every(({ name, namespace }, at) => namespace === dsig && name === all[at]);
  if (!isKnown || children.length < names.length || children.length > all.length) {
    throw new SamlRejected('A signature has another form than SAML prescribes');
  }
}

function pick<T>(values: Readonly<Record<string, T>>, names: readonly string[]): Record<string, T> {
  return Object.fromEntries(names.flatMap((name) => (values[name] === undefined ? [] : [[name, values[name]]])));
}

const hashes = Object.fromEntries(
  Object.entries(digestAlgorithms).map(([uri, hash]) => [
    uri,
    class implements HashAlgorithm {
      getAlgorithmName = () => uri;
      getHash = (xml: string) => createHash(hash).update(xml, 'utf8').digest('base64');
    },
  ]),
);

/** Returns the signatures of `xml-crypto`, verified by any of these keys. The key information of a response is ignored. */
function signaturesBy(keys: readonly KeyObject[]): Record<string, new () => SignatureAlgorithm> {
  return Object.fromEntries(
    Object.entries(signatureAlgorithms).map(([uri, { key: type, hash }]) => [
      uri,
      class implements SignatureAlgorithm {
        getAlgorithmName = () => uri;
        getSignature = (): never => {
          throw new Error('The tracker signs no XML');
        };
        verifySignature = (signedInfo: unknown, _: unknown, value: unknown): boolean => {
          const bytes = Buffer.from(String(signedInfo), 'utf8');
          const signature = Buffer.from(String(value), 'base64');
          return keys
            .filter(({ asymmetricKeyType }) => asymmetricKeyType === type)
            .some((key) => verify(hash, bytes, { key, dsaEncoding: 'ieee-p1363' }, signature));
        };
      },
    ]),
  );
}
