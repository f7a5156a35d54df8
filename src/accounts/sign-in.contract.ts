import { IsEmail, IsString, Matches, MaxLength } from 'class-validator';
import { Nullable, Omittable, Part, Text } from '../platform/http/input.js';
import { AccountView } from './accounts.contract.js';
import { PasskeyAssertion } from './factors.contract.js';
import type { AccountAct } from './accounts.words.js';
import type { Due, Factor } from './sign-in.words.js';

/** Email and password of an account. */
export class SignIn {
  /**
   * The email of the account.
   * @example dana.reyes@example.gov
   */
  @IsString() @MaxLength(200) readonly email!: string;
  /**
   * Its password.
   * @example what the demo printed for this account
   */
  @IsString() @MaxLength(512) readonly password!: string;
  /**
   * The version of the notice that was acknowledged, as `GET /notice` tells it. Needed where `isRequired` says so.
   */
  @Omittable() @Nullable() @IsString() @MaxLength(64) readonly notice?: string | null;
}

/** The answer of a passkey, which names its account. */
export class SignInByPasskey {
  @Part(() => PasskeyAssertion) readonly response!: PasskeyAssertion;
  /**
   * The version of the notice that was acknowledged, as `GET /notice` tells it. Needed where `isRequired` says so.
   */
  @Omittable() @Nullable() @IsString() @MaxLength(64) readonly notice?: string | null;
}

/** A second factor: either a code, or what a passkey signed. */
export class ShowSecondFactor {
  /**
   * Of an authenticator app, or a recovery code.
   * @example 492039
   */
  @Omittable() @IsString() @MaxLength(64) readonly code?: string;
  @Omittable() @Part(() => PasskeyAssertion) readonly response?: PasskeyAssertion;
}

/** A one-time link's token, and the password it sets. */
export class Enrol {
  /**
   * The part of the link behind `#invite=` or `#admin=`.
   * @example Zk3xw0-J8bqQ1mVtT5rYcN7aPdLhS2oGf9uEiXKjR4w
   */
  @Matches(/^[A-Za-z0-9_-]{43}$/, { message: 'must be the token of a one-time link' }) readonly token!: string;
  /**
   * At least 15 characters; anything that is not easily guessed.
   * @example orchard violin gravel seventy
   */
  @IsString() @MaxLength(512) readonly password!: string;
}

/** The first administrator, created by the one-time link that the first start prints. */
export class CreateFirstAdministrator extends Enrol {
  /**
   * The email to sign in with.
   * @example admin@example.gov
   */
  @IsEmail({}, { message: 'must be an email address' }) @MaxLength(200) readonly email!: string;
  /**
   * The name others see beside what the account does.
   * @example Pat Morgan
   */
  @Text({ max: 200 }) readonly name!: string;
}

/** A new password, and the present one to show that it is its owner who asks. */
export class ChangePassword {
  /**
   * The present password.
   * @example orchard violin gravel seventy
   */
  @IsString() @MaxLength(512) readonly current!: string;
  /**
   * At least 15 characters; anything that is not easily guessed.
   * @example lantern harbour mistake eleven
   */
  @IsString() @MaxLength(512) readonly password!: string;
}

/** The notice that everybody reads before they sign in. */
export class NoticeView {
  /**
   * Another text has another version, and is to be acknowledged anew.
   * @example 0f5c8a1d3b7e9246
   */
  readonly version!: string;
  /**
   * The text to read and agree to.
   * @example What you do here is monitored and recorded, and may be audited.
   */
  readonly text!: string;
  /** Whether nobody signs in without acknowledging it. */
  readonly isRequired!: boolean;
  /** A warning that this installation is not set up for a real record; null where it is. */
  readonly warning!: string | null;
}

/** An act of one account on another. */
export class AccountActView {
  /**
   * The account that it was done to.
   * @format uuid
   */
  readonly accountId!: string;
  /**
   * The name of that account.
   * @example Dana Reyes
   */
  readonly accountName!: string;
  /** The act that was done to it. */
  readonly act!: AccountAct;
  /**
   * The name of whoever did it.
   * @example Pat Morgan
   */
  readonly actorName!: string;
  /**
   * When it was done.
   * @format date-time
   */
  readonly at!: string;
}

/** Events of an account since its owner signed in before. */
export class SinceView {
  /**
   * When they did; null for never.
   * @format date-time
   */
  readonly signedInAt!: string | null;
  /**
   * From where they did.
   * @example 192.0.2.17
   */
  readonly address!: string | null;
  /** How often somebody tried and failed to be them since. */
  readonly failures!: number;
  /**
   * When their password or their factors changed since; null where neither did.
   * @format date-time
   */
  readonly credentialsChangedAt!: string | null;
  /**
   * Acts of others on this account since, and, for supervisors and administrators, to the accounts of their seat and below. The latest
   * first, 50 at most, of the last 30 days.
   */
  readonly accountActs!: AccountActView[];
}

/** A session that has just begun, or has a new token. The token before it is worth nothing from here on. */
export class SessionView {
  /** @format uuid */
  readonly id!: string;
  /**
   * Send it as `Authorization: Bearer <token>`. It is shown once; null to a page, which has it in a cookie that no script reads.
   * @example Zk3xw0-J8bqQ1mVtT5rYcN7aPdLhS2oGf9uEiXKjR4w
   */
  readonly token!: string | null;
  /**
   * Send it as `X-CSRF-Token` with every change that goes by the cookie.
   * @example a3xw0-J8bqQ1mVtT5rYcN7aPdLhS2oGf9uEiXKjR4wZ
   */
  readonly csrfToken!: string;
  /**
   * When it ends at the latest; unused, it ends before.
   * @format date-time
   */
  readonly expiresAt!: string;
  /**
   * The step that is due before it opens anything: show a second factor, enrol one, or change the password. Null when it is
   * whole.
   */
  readonly due!: Due | null;
  /** The factors that it takes, for the second factor that is due or for stepping up. */
  readonly factors!: Factor[];
  /** Told when the session has just become whole. */
  readonly since!: SinceView | null;
  /** The account it belongs to; null as long as a step is due. */
  readonly account!: AccountView | null;
}

/** The session a request came with. */
export class CurrentSessionView {
  /** @format uuid */
  readonly id!: string;
  /**
   * Send it as `X-CSRF-Token` with every change that goes by the cookie.
   * @example a3xw0-J8bqQ1mVtT5rYcN7aPdLhS2oGf9uEiXKjR4wZ
   */
  readonly csrfToken!: string;
  /**
   * When it ends at the latest.
   * @format date-time
   */
  readonly expiresAt!: string;
  /**
   * When it ends unless it is used before. Asking here does not count as use.
   * @format date-time
   */
  readonly idleUntil!: string;
  /**
   * Until when it may do what is only done right after showing who one is; null where it may not.
   * @format date-time
   */
  readonly steppedUpUntil!: string | null;
  /** The step that is due before it opens anything; null when it is whole. */
  readonly due!: Due | null;
  /** The factors that it takes, for the second factor that is due or for stepping up. */
  readonly factors!: Factor[];
}

/** One of one's own sessions. */
export class OwnSessionView {
  /** @format uuid */
  readonly id!: string;
  /**
   * When its owner began to sign in.
   * @format date-time
   */
  readonly openedAt!: string;
  /**
   * When it was last used, to the minute.
   * @format date-time
   */
  readonly seenAt!: string;
  /**
   * When it ends at the latest.
   * @format date-time
   */
  readonly expiresAt!: string;
  /**
   * From where it was opened.
   * @example 192.0.2.17
   */
  readonly address!: string | null;
  /** Whether it is the one that asks. */
  readonly isThisOne!: boolean;
}

/** All of one's living sessions, the latest first. */
export class OwnSessions {
  readonly items!: OwnSessionView[];
}
