import { createHash, createSign, sign as signBytes, constants, type KeyLike } from 'node:crypto';
import { SignedXml, type SignatureAlgorithm } from 'xml-crypto';

/* SAML responses of a provider whose key the test has. Each part can be wrong, and each signature of another kind. */

export const dsig = 'http://www.w3.org/2000/09/xmldsig#';
export const exclusive = 'http://www.w3.org/2001/10/xml-exc-c14n#';
export const enveloped = `${dsig}enveloped-signature`;
export const sha256 = 'http://www.w3.org/2001/04/xmlenc#sha256';
export const rsaSha256 = 'http://www.w3.org/2001/04/xmldsig-more#rsa-sha256';
export const persistentFormat = 'urn:oasis:names:tc:SAML:2.0:nameid-format:persistent';
const success = 'urn:oasis:names:tc:SAML:2.0:status:Success';
const bearer = 'urn:oasis:names:tc:SAML:2.0:cm:bearer';

/** Facts that a right response states. */
export interface Facts {
  readonly issuer: string;
  readonly audience: string;
  readonly consumerUrl: string;
  readonly requestId: string;
  readonly subject: string;
  /** Present in milliseconds. */
  readonly now: number;
}

/** Text of each part of an assertion. */
export interface AssertionParts {
  readonly id: string;
  readonly attributes: string;
  readonly issuer: string;
  readonly subject: string;
  readonly conditions: string;
  readonly statement: string;
}

/** Text of each part of a response. */
export interface ResponseParts {
  readonly id: string;
  readonly attributes: string;
  readonly issuer: string;
  readonly status: string;
  /** Text between status and assertion. */
  readonly before: string;
  readonly assertion: string;
}

export const timeAt = (ms: number): string => new Date(ms).toISOString();

let ids = 0;
export const newIdOf = (what: string): string => `_${what}-${(ids += 1)}`;

export const nameId = (value: string, attributes = `Format="${persistentFormat}"`): string =>
  `<saml:NameID ${attributes}>${value}</saml:NameID>`;

export const confirmation = (
  { consumerUrl, requestId, now }: Facts,
  {
    method = bearer,
    attributes = `NotOnOrAfter="${timeAt(now + 300_000)}" Recipient="${consumerUrl}" InResponseTo="${requestId}"`,
  } = {},
): string =>
  `<saml:SubjectConfirmation Method="${method}"><saml:SubjectConfirmationData ${attributes}/></saml:SubjectConfirmation>`;

export const subjectOf = (facts: Facts, id = nameId(facts.subject), confirmed = confirmation(facts)): string =>
  `<saml:Subject>${id}${confirmed}</saml:Subject>`;

export const audienceOf = (...audiences: readonly string[]): string =>
  `<saml:AudienceRestriction>${audiences.map((one) => `<saml:Audience>${one}</saml:Audience>`).join('')}</saml:AudienceRestriction>`;

export const conditionsOf = (
  { now, audience }: Facts,
  restrictions = audienceOf(audience),
  period = `NotBefore="${timeAt(now)}" NotOnOrAfter="${timeAt(now + 300_000)}"`,
): string => `<saml:Conditions ${period}>${restrictions}</saml:Conditions>`;

export const statementOf = (
  at: string,
  context = 'urn:oasis:names:tc:SAML:2.0:ac:classes:PasswordProtectedTransport',
): string =>
  `<saml:AuthnStatement AuthnInstant="${at}"><saml:AuthnContext><saml:AuthnContextClassRef>${context}</saml:AuthnContextClassRef>` +
  '</saml:AuthnContext></saml:AuthnStatement>';

export const issuerOf = (value: string): string => `<saml:Issuer>${value}</saml:Issuer>`;
export const statusOf = (value = success): string =>
  `<samlp:Status><samlp:StatusCode Value="${value}"/></samlp:Status>`;

export function assertionOf(facts: Facts, other: Partial<AssertionParts> = {}): string {
  const parts: AssertionParts = {
    id: newIdOf('assertion'),
    attributes: `Version="2.0" IssueInstant="${timeAt(facts.now)}"`,
    issuer: issuerOf(facts.issuer),
    subject: subjectOf(facts),
    conditions: conditionsOf(facts),
    statement: statementOf(timeAt(facts.now)),
    ...other,
  };
  return (
    `<saml:Assertion xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion" ID="${parts.id}" ${parts.attributes}>` +
    `${parts.issuer}${parts.subject}${parts.conditions}${parts.statement}</saml:Assertion>`
  );
}

export function responseOf(facts: Facts, other: Partial<ResponseParts> = {}): string {
  const { issuer, consumerUrl, requestId, now } = facts;
  const parts: ResponseParts = {
    id: newIdOf('response'),
    attributes: `Version="2.0" IssueInstant="${timeAt(now)}" Destination="${consumerUrl}" InResponseTo="${requestId}"`,
    issuer: issuerOf(issuer),
    status: statusOf(),
    before: '',
    assertion: assertionOf(facts),
    ...other,
  };
  return (
    '<samlp:Response xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol" xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion" ' +
    `ID="${parts.id}" ${parts.attributes}>${parts.issuer}${parts.status}${parts.before}${parts.assertion}</samlp:Response>`
  );
}

/** Kind of a signature; the default is a right one. */
export interface SignatureKind {
  readonly key: KeyLike;
  readonly of?: 'Assertion' | 'Response';
  readonly algorithm?: string;
  readonly digest?: string;
  readonly canonicalization?: string;
  readonly transforms?: readonly string[];
  readonly prefixes?: readonly string[];
  /** Local name of the child that the signature follows. */
  readonly after?: string;
  /** Certificate in `KeyInfo`. */
  readonly certificate?: string;
  readonly isHmac?: boolean;
}

const hashOfUri = (uri: string): string => /sha(?:1|256|384|512)/.exec(uri)?.[0] ?? 'sha256';

/** Signs an element of the document. */
export function signXml(
  xml: string,
  {
    key,
    of = 'Assertion',
    algorithm = rsaSha256,
    digest = sha256,
    canonicalization = exclusive,
    transforms = [enveloped, exclusive],
    prefixes = [],
    after = 'Issuer',
    certificate,
    isHmac = false,
  }: SignatureKind,
): string {
  const signer = new SignedXml({
    privateKey: key,
    signatureAlgorithm: algorithm,
    canonicalizationAlgorithm: canonicalization,
    ...(certificate === undefined ? {} : { publicCert: certificate }),
  });
  if (isHmac) signer.enableHMAC();
  else signer.SignatureAlgorithms = { ...signer.SignatureAlgorithms, [algorithm]: signatureBy(algorithm) };
  signer.HashAlgorithms = {
    ...signer.HashAlgorithms,
    [digest]: class {
      getAlgorithmName = () => digest;
      getHash = (text: string) => createHash(hashOfUri(digest)).update(text, 'utf8').digest('base64');
    },
  };
  const xpath = of === 'Response' ? '/*' : `/*/*[local-name(.)='Assertion']`;
  signer.addReference({
    xpath,
    transforms: [...transforms],
    digestAlgorithm: digest,
    inclusiveNamespacesPrefixList: [...prefixes],
  });
  signer.computeSignature(xml, {
    prefix: 'ds',
    location: { reference: `${xpath}/*[local-name(.)='${after}']`, action: 'after' },
  });
  return signer.getSignedXml();
}

function signatureBy(algorithm: string): new () => SignatureAlgorithm {
  const hash = hashOfUri(algorithm);
  return class {
    getAlgorithmName = () => algorithm;
    getSignature = ((signedInfo: string, key: KeyLike): string => {
      if (algorithm.includes('MGF1')) {
        const pss = { key: key as string, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: 32 };
        return createSign(hash).update(signedInfo).sign(pss, 'base64');
      }
      return signBytes(hash, Buffer.from(signedInfo), { key: key as string, dsaEncoding: 'ieee-p1363' }).toString(
        'base64',
      );
    }) as SignatureAlgorithm['getSignature'];
    verifySignature = (() => false) as SignatureAlgorithm['verifySignature'];
  };
}

export const encodeXml = (xml: string): string => Buffer.from(xml).toString('base64');
