import type { Protocol } from './identity-provider.enums.js';

/** Identity provider of the agency. */
export class IdentityProviderView {
  /** Protocol of the sign-in. */
  readonly protocol!: Protocol;
  /**
   * Name for people, as the operator set it.
   * @example County sign-in
   */
  readonly name!: string;
}

/** Identity providers through which accounts can sign in: at most one for each protocol. */
export class IdentityProviders {
  readonly items!: IdentityProviderView[];
}

/** Request to the identity provider. */
export class IdentityProviderRequestView {
  /**
   * Address of the identity provider, which the browser opens. It sends the browser back with its answer.
   * @example https://login.example.gov/authorize?client_id=tracker
   */
  readonly url!: string;
}

/** Link of the caller's account to a person at an identity provider. */
export class IdentityProviderLinkView {
  readonly id!: string;
  /** Protocol of the sign-in. */
  readonly protocol!: Protocol;
  /**
   * Issuer of the identity provider; the entity id for SAML.
   * @example https://login.example.gov
   */
  readonly issuer!: string;
  /** Time at which the link was added. */
  readonly addedAt!: string;
  /** Time of the last sign-in through it; null before the first. */
  readonly lastUsedAt!: string | null;
}

/** Links of the caller's account to identity providers. */
export class IdentityProviderLinks {
  readonly items!: IdentityProviderLinkView[];
}
