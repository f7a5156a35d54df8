import { IsEmail, IsString, Matches, MaxLength } from 'class-validator';
import { Nullable, Omittable, Part, Text } from '../../platform/validation/input.js';
import { AccountView } from './accounts.contract.js';
import { PasskeyAssertion } from './factors.contract.js';
import type { AccountAct } from './accounts.enums.js';
import type { Due, Factor } from './sign-in.enums.js';

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
  /** Version of the acknowledged notice, from `GET /notice`. It is mandatory if `isRequired` is true. */
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
   * Part of the link after `#invite=` or `#admin=`.
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
  @Text({ max: 200 }) readonly name!: string;
}

/** New password, with the current one as proof of ownership. */
export class ChangePassword {
  /**
   * Current password.
   * @example orchard violin gravel seventy
   */
  @IsString() @MaxLength(512) readonly current!: string;
  /**
   * At least 15 characters, not easily guessed.
   * @example lantern harbour mistake eleven
   */
  @IsString() @MaxLength(512) readonly password!: string;
}

/** Notice before sign-in. */
export class NoticeView {
  /**
   * Version of the text. A new version must be acknowledged again.
   * @example 0f5c8a1d3b7e9246
   */
  readonly version!: string;
  /**
   * Text of the notice.
   * @example What you do here is monitored and recorded, and may be audited.
   */
  readonly text!: string;
  /** Whether sign-in requires its acknowledgement. */
  readonly isRequired!: boolean;
  /** Warning that this installation is not configured for real records; null if it is. */
  readonly warning!: string | null;
}

/** Action of one account on another. */
export class AccountActView {
  /**
   * Account that was changed.
   * @format uuid
   */
  readonly accountId!: string;
  /**
   * Name of the owner of that account.
   * @example Dana Reyes
   */
  readonly accountName!: string;
  /** Kind of action. */
  readonly act!: AccountAct;
  /**
   * Name of the person who acted.
   * @example Pat Morgan
   */
  readonly actorName!: string;
  /**
   * Time of the action.
   * @format date-time
   */
  readonly at!: string;
}

/** Events since the previous sign-in of the account. */
export class SinceView {
  /**
   * Time of the previous sign-in; null if there was none.
   * @format date-time
   */
  readonly signedInAt!: string | null;
  /**
   * IP address of the previous sign-in.
   * @example 192.0.2.17
   */
  readonly address!: string | null;
  /** Number of failed sign-in attempts since then. */
  readonly failures!: number;
  /**
   * Time of the last change to the password or factors since then; null if there was none.
   * @format date-time
   */
  readonly credentialsChangedAt!: string | null;
  /**
   * Actions of others on this account since then. Supervisors and administrators also see those on accounts at or below
   * their seat. The list has at most 50 actions of the last 30 days, newest first.
   */
  readonly accountActs!: AccountActView[];
}

/** New session, or session with a new token. The previous token is invalid. */
export class SessionView {
  /** @format uuid */
  readonly id!: string;
  /**
   * Token for `Authorization: Bearer <token>`, shown only once. It is null for a page, which has an HttpOnly cookie
   * instead.
   * @example Zk3xw0-J8bqQ1mVtT5rYcN7aPdLhS2oGf9uEiXKjR4w
   */
  readonly token!: string | null;
  /**
   * Value of the `X-CSRF-Token` header, which every change with the cookie needs.
   * @example a3xw0-J8bqQ1mVtT5rYcN7aPdLhS2oGf9uEiXKjR4wZ
   */
  readonly csrfToken!: string;
  /**
   * Latest expiry. An unused session ends earlier.
   * @format date-time
   */
  readonly expiresAt!: string;
  /**
   * Next authentication step: a second factor, an enrolment or a password change. It is null for a complete session.
   */
  readonly due!: Due | null;
  /** Factors that the account can use for the second factor or for re-authentication (step-up). */
  readonly factors!: Factor[];
  /** Events since the previous sign-in; null unless the session has just become complete. */
  readonly since!: SinceView | null;
  /** Account of the session; null until authentication is complete. */
  readonly account!: AccountView | null;
}

/** Session of the request. */
export class CurrentSessionView {
  /** @format uuid */
  readonly id!: string;
  /**
   * Value of the `X-CSRF-Token` header, which every change with the cookie needs.
   * @example a3xw0-J8bqQ1mVtT5rYcN7aPdLhS2oGf9uEiXKjR4wZ
   */
  readonly csrfToken!: string;
  /**
   * Latest expiry.
   * @format date-time
   */
  readonly expiresAt!: string;
  /**
   * Expiry without further use. This request does not count as use.
   * @format date-time
   */
  readonly idleUntil!: string;
  /**
   * End of the period in which actions that require a step-up are permitted; null outside it.
   * @format date-time
   */
  readonly steppedUpUntil!: string | null;
  /** Next authentication step; null for a complete session. */
  readonly due!: Due | null;
  /** Factors that the account can use for the second factor or for re-authentication (step-up). */
  readonly factors!: Factor[];
}

/** Session of the caller. */
export class OwnSessionView {
  /** @format uuid */
  readonly id!: string;
  /**
   * Start of the sign-in.
   * @format date-time
   */
  readonly openedAt!: string;
  /**
   * Time of the last use, to the minute.
   * @format date-time
   */
  readonly seenAt!: string;
  /**
   * Latest expiry.
   * @format date-time
   */
  readonly expiresAt!: string;
  /**
   * IP address at the sign-in.
   * @example 192.0.2.17
   */
  readonly address!: string | null;
  /** Whether it is the session of this request. */
  readonly isThisOne!: boolean;
}

/** Active sessions of the caller, newest first. */
export class OwnSessions {
  readonly items!: OwnSessionView[];
}
