/** Person who signs in at the provider: the subject, and what the provider states about the sign-in. */
export interface SamlPerson {
  readonly subject: string;
  /** Value of `AuthnContextClassRef`. */
  readonly context?: string;
  readonly attributes?: Readonly<Record<string, string>>;
}

/** Fields of the form by which the provider sends a browser back to the tracker. */
export interface SamlForm {
  readonly action: string;
  readonly SAMLResponse: string;
  readonly RelayState: string;
}

/** Key of a provider, with its self-signed certificate. */
export interface ProviderKey {
  readonly key: string;
  readonly certificate: string;
}

/** Running SAML provider, in whose place an agency has Entra ID, Okta or a federation. */
export interface SamlProvider {
  readonly issuer: string;
  readonly signInUrl: string;
  /** Registers the tracker by its metadata. */
  register(metadata: string): void;
  /** Walks a browser through the sign-in of that person. A browser without `cookies` is new. */
  signIn(url: string, person: SamlPerson, cookies?: Map<string, string>): Promise<SamlForm>;
  /** Sets the person who signs in next, for a real browser. */
  expect(person: SamlPerson): void;
  /** Returns the number of times that a person was asked to sign in. */
  countPrompts(): number;
  close(): Promise<void>;
}

export const passwordContext: string;

/** Makes a key with a self-signed certificate in that folder. */
export function makeProviderKey(
  folder: string,
  name: string,
  options?: { readonly type?: 'rsa' | 'ec'; readonly days?: number },
): Promise<ProviderKey>;

/** Starts the npm package `samlify` as an identity provider. It signs the assertion, the response, or both. */
export function startSamlProvider(options: {
  readonly port: number;
  readonly key: ProviderKey;
  readonly signs?: 'assertion' | 'response' | 'both';
  readonly isRequestSigned?: boolean;
}): Promise<SamlProvider>;
