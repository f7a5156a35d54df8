import { IsEmail, IsString, Matches, MaxLength } from 'class-validator';
import { Name, Nullable, Omittable, Part } from '../../platform/validation/input.js';
import { PasskeyAssertion } from './factors.request.js';

/** Email address and password of an account. */
export class SignIn {
  /**
   * Email address of the account.
   * @example dana.reyes@example.gov
   */
  @IsString() @MaxLength(200) readonly email!: string;
  /**
   * Password of the account.
   * @example what the demo printed for this account
   */
  @IsString() @MaxLength(512) readonly password!: string;
  /** Version of the acknowledged notice, from `GET /notice`. It is mandatory if `isRequired` is true. */
  @Omittable() @Nullable() @IsString() @MaxLength(64) readonly notice?: string | null;
}

/** Response of a passkey, which identifies its account. */
export class SignInByPasskey {
  @Part(() => PasskeyAssertion) readonly response!: PasskeyAssertion;
  @Omittable() @Nullable() @IsString() @MaxLength(64) readonly notice?: string | null;
}

/** Second factor: a code or the response of a passkey. */
export class ShowSecondFactor {
  /**
   * Code of an authenticator app, or a recovery code.
   * @example 492039
   */
  @Omittable() @IsString() @MaxLength(64) readonly code?: string;
  @Omittable() @Part(() => PasskeyAssertion) readonly response?: PasskeyAssertion;
}

/** Token of a one-time link, and the new password. */
export class Enrol {
  /**
   * Part of the link after `#`: of an invitation after `#invite=`, of the first administrator after `#admin=`.
   * @example Zk3xw0-J8bqQ1mVtT5rYcN7aPdLhS2oGf9uEiXKjR4w
   */
  @Matches(/^[A-Za-z0-9_-]{43}$/, { message: 'must be the token of a one-time link' }) readonly token!: string;
  /**
   * At least 15 characters, not easily guessed.
   * @example orchard violin gravel seventy
   */
  @IsString() @MaxLength(512) readonly password!: string;
}

/** First administrator, created with the one-time link that the first start prints. */
export class CreateFirstAdministrator extends Enrol {
  /**
   * Email address for sign-in.
   * @example admin@example.gov
   */
  @IsEmail({}, { message: 'must be an email address' }) @MaxLength(200) readonly email!: string;
  /**
   * Name that other people see beside the actions of the account.
   * @example Pat Morgan
   */
  @Name(200) readonly name!: string;
}

/** New password, with the current one as proof of ownership. */
export class ChangePassword {
  /**
   * Password that the account has now. It proves that the caller is its owner.
   * @example orchard violin gravel seventy
   */
  @IsString() @MaxLength(512) readonly current!: string;
  /**
   * At least 15 characters, not easily guessed.
   * @example lantern harbour mistake eleven
   */
  @IsString() @MaxLength(512) readonly password!: string;
}
