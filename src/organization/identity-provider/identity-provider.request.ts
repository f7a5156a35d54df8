import { IsString, Matches, MaxLength } from 'class-validator';
import { Nullable, Omittable } from '../../platform/validation/input.js';

/** Characters of a parameter by OAuth (RFC 6749, appendix A). */
const visibleText = /^[\x20-\x7e]+$/;
const visibleTextMessage = { message: 'must consist of visible ASCII characters' };

/** Begin of a sign-in through the identity provider. */
export class RequestIdentityProvider {
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
}
