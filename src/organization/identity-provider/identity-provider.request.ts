import { IsIn, IsString, Matches, MaxLength } from 'class-validator';
import { Nullable, Omittable } from '../../platform/validation/input.js';
import { protocols, type Protocol } from './identity-provider.enums.js';

/** Characters of a parameter by OAuth (RFC 6749, appendix A). */
const visibleText = /^[\x20-\x7e]+$/;
const visibleTextMessage = { message: 'must consist of visible ASCII characters' };

/** Maximum length of a SAML response in base64. The form around it is below the limit of every body. */
export const maxSamlResponseLength = 60_000;
const base64 = /^[A-Za-z0-9+/]+={0,2}$/;

/** Begin of a link to the identity provider. */
export class RequestIdentityLink {
  /** Protocol of the identity provider, from `GET /identity-providers`. */
  @IsIn(protocols) readonly protocol!: Protocol;
}

/** Begin of a sign-in through the identity provider. */
export class RequestIdentityProvider {
  /** Protocol of the identity provider, from `GET /identity-providers`. */
  @IsIn(protocols) readonly protocol!: Protocol;
  /** Version of the acknowledged notice, from `GET /notice`. It is mandatory if `isRequired` is true. */
  @Omittable() @Nullable() @IsString() @MaxLength(64) readonly notice?: string | null;
}

/** Answer of the identity provider: the parameters with which it sent the browser back. */
export class IdentityProviderAnswer {
  /**
   * State of the request, as it came back.
   * @example Zk3xw0-J8bqQ1mVtT5rYcN7aPdLhS2oGf9uEiXKjR4w
   */
  @Matches(/^[A-Za-z0-9_-]{43}$/, { message: 'must be the state of a request' }) readonly state!: string;
  /** Code that the tracker exchanges for an ID token; absent after an error. */
  @Omittable() @Matches(visibleText, visibleTextMessage) @MaxLength(8000) readonly code?: string;
  /**
   * Issuer of the answer (RFC 9207).
   * @example https://login.example.gov
   */
  @Omittable()
  @Matches(/^https?:\/\/[\x21-\x7e]+$/, { message: 'must be a URL' })
  @MaxLength(500)
  readonly iss?: string;
  /**
   * Error of the identity provider, such as a cancelled sign-in.
   * @example access_denied
   */
  @Omittable() @Matches(visibleText, visibleTextMessage) @MaxLength(100) readonly error?: string;
  /** Response of SAML in base64. The state is then its `RelayState`. */
  @Omittable()
  @Matches(base64, { message: 'must be base64' })
  @MaxLength(maxSamlResponseLength)
  readonly samlResponse?: string;
}
