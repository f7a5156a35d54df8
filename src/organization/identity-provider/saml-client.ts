import { randomBytes, sign } from 'node:crypto';
import { deflateRawSync } from 'node:zlib';
import {
  AnswerRejected,
  type ExternalIdentity,
  type ProviderAnswer,
  type ProviderClient,
  type RequestState,
} from './provider-client.js';
import { persistentFormat, SamlRejected, samlNamespaces } from './saml-element.js';
import { readSamlResponse } from './saml-response.js';
import type { SamlSettings } from './saml-settings.js';
import { escapeXml, XmlRejected } from './xml-element.js';

const { protocol, assertion } = samlNamespaces;
const redirectAlgorithms = {
  rsa: 'http://www.w3.org/2001/04/xmldsig-more#rsa-sha256',
  ec: 'http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha256',
} as const;

const randomText = (): string => randomBytes(32).toString('base64url');

/**
 * Client of one SAML identity provider: a request by redirect, and its answer by a form. It calls nobody, because the browser brings both. Times are
 * those of this machine, like those of the provider, and not of the stopped clock of a test.
 */
export class SamlClient implements ProviderClient {
  constructor(private readonly settings: SamlSettings) {}

  /** `ForceAuthn` has the person sign in again: an open session at the provider neither outlives one of the tracker nor links somebody else. */
  createRequest(): Promise<RequestState & { readonly url: string }> {
    const request: RequestState = { state: randomText(), nonce: `_${randomText()}`, codeVerifier: null };
    const deflated = deflateRawSync(this.requestXml(request.nonce)).toString('base64');
    const query = `SAMLRequest=${encodeURIComponent(deflated)}&RelayState=${request.state}`;
    const { signInUrl } = this.settings;
    const url = `${signInUrl}${signInUrl.includes('?') ? '&' : '?'}${this.signQuery(query)}`;
    return Promise.resolve({ ...request, url });
  }

  verifyAnswer({ samlResponse }: ProviderAnswer, request: RequestState): Promise<ExternalIdentity> {
    return Promise.resolve().then(() => this.readAnswer(samlResponse, request.nonce));
  }

  private readAnswer(samlResponse: string | undefined, requestId: string): ExternalIdentity {
    const { issuer } = this.settings;
    try {
      const xml = decodeResponse(samlResponse ?? '');
      return { protocol: 'saml', issuer, ...readSamlResponse(xml, { ...this.settings, requestId }, Date.now()) };
    } catch (error) {
      if (error instanceof SamlRejected || error instanceof XmlRejected) throw new AnswerRejected(error.message);
      throw error;
    }
  }

  private requestXml(id: string): string {
    const { entityId, signInUrl, consumerUrl, requestedContexts, subjectAttribute } = this.settings;
    const attributes = Object.entries({
      ...{ 'xmlns:samlp': protocol, 'xmlns:saml': assertion, ID: id, Version: '2.0' },
      ...{ IssueInstant: new Date().toISOString(), Destination: signInUrl, ForceAuthn: 'true' },
      ProtocolBinding: 'urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST',
      AssertionConsumerServiceURL: consumerUrl,
    }).map(([name, value]) => ` ${name}="${escapeXml(value)}"`);
    const policy =
      subjectAttribute === null ? `<samlp:NameIDPolicy Format="${persistentFormat}" AllowCreate="true"/>` : '';
    const contexts = requestedContexts.map(
      (context) => `<saml:AuthnContextClassRef>${escapeXml(context)}</saml:AuthnContextClassRef>`,
    );
    const requested =
      contexts.length === 0
        ? ''
        : `<samlp:RequestedAuthnContext Comparison="exact">${contexts.join('')}</samlp:RequestedAuthnContext>`;
    return (
      `<samlp:AuthnRequest${attributes.join('')}><saml:Issuer>${escapeXml(entityId)}</saml:Issuer>` +
      `${policy}${requested}</samlp:AuthnRequest>`
    );
  }

  /** Signs the parameters of the address, if the operator set a key. */
  private signQuery(query: string): string {
    const { credential } = this.settings;
    if (credential === null) return query;
    const { key } = credential;
    const algorithm = redirectAlgorithms[key.asymmetricKeyType === 'ec' ? 'ec' : 'rsa'];
    const signed = `${query}&SigAlg=${encodeURIComponent(algorithm)}`;
    const signature = sign('sha256', Buffer.from(signed), { key, dsaEncoding: 'ieee-p1363' });
    return `${signed}&Signature=${encodeURIComponent(signature.toString('base64'))}`;
  }
}

function decodeResponse(base64: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(Buffer.from(base64, 'base64'));
  } catch {
    throw new SamlRejected('It is not UTF-8');
  }
}
