/** Protocols of sign-in through an identity provider: OpenID Connect and SAML 2.0. */
export const protocols = ['oidc', 'saml'] as const;
export type Protocol = (typeof protocols)[number];
