import type { Protocol } from './identity-provider.enums.js';

/** State of a request that its answer must match. The tracker keeps it until the answer. */
export interface RequestState {
  readonly state: string;
  /** Text that the provider repeats in what it signs: the nonce of OpenID Connect, or the id of the request of SAML. */
  readonly nonce: string;
  /** Verifier of PKCE; null for SAML. */
  readonly codeVerifier: string | null;
}

/** Answer of the identity provider, which the browser brings from it. */
export interface ProviderAnswer {
  readonly state: string;
  readonly code?: string;
  readonly iss?: string;
  readonly error?: string;
  readonly samlResponse?: string;
}

/** Person as stated by an identity provider. */
export interface ExternalIdentity {
  readonly protocol: Protocol;
  readonly issuer: string;
  readonly subject: string;
  /** Whether the provider states that it checked a second factor. */
  readonly hasSecondFactor: boolean;
}

/** Client of one identity provider. */
export interface ProviderClient {
  /** Returns the address of the provider for the browser, and the state that the answer must match. */
  createRequest(): Promise<RequestState & { readonly url: string }>;
  /** Verifies an answer. Throws {@link AnswerRejected} or {@link ProviderUnavailable}. */
  verifyAnswer(answer: ProviderAnswer, request: RequestState): Promise<ExternalIdentity>;
}

/** Answer of the identity provider that proves no identity: forged, outdated, of another request, or a refusal. */
export class AnswerRejected extends Error {
  override readonly name = 'AnswerRejected';
}

/** Identity provider that does not answer, answers nonsense, or is not set up as its issuer. */
export class ProviderUnavailable extends Error {
  override readonly name = 'ProviderUnavailable';
}

/** Seconds by which the clocks of the provider and of this machine may differ. */
export const skewSeconds = 60;
/** Maximum age of what the provider signs. It is issued during the request that brings or fetches it. */
export const maxTokenAgeSeconds = 600;
/** Maximum age of the sign-in at the provider, which is asked for one with each request. */
export const maxSignInAgeSeconds = 600;
