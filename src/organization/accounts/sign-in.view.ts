import type { Permission } from '../../access/permissions.js';
import { type AccountView } from './account.view.js';
import type { AccountAct } from './accounts.enums.js';
import { type SeatView } from './seat.view.js';
import type { PendingStep, Factor } from './sign-in.enums.js';

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
  /** Account that was changed. */
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
  /** Time of the action. */
  readonly actedAt!: string;
}

/** Events since the previous sign-in of the account. */
export class SinceLastSignInView {
  /** Time of the previous sign-in; null if there was none. */
  readonly signedInAt!: string | null;
  /**
   * IP address of the previous sign-in.
   * @example 192.0.2.17
   */
  readonly address!: string | null;
  /** Number of failed sign-in attempts since then. */
  readonly failures!: number;
  /** Time of the last change to the password or factors since then; null if there was none. */
  readonly credentialsChangedAt!: string | null;
  /**
   * Actions of others on this account since then. Supervisors and administrators also see those on accounts at or below
   * their seat. The list has at most 50 actions of the last 30 days, newest first.
   */
  readonly accountActs!: AccountActView[];
}

/** Session after a step of the sign-in. Its token is new, and the previous one is invalid. */
export class SessionView {
  readonly id!: string;
  /**
   * Token for `Authorization: Bearer <token>`, shown only once. Null in a browser, which gets an HttpOnly cookie
   * instead.
   * @example Zk3xw0-J8bqQ1mVtT5rYcN7aPdLhS2oGf9uEiXKjR4w
   */
  readonly token!: string | null;
  /**
   * Code that proves that a change comes from a page of the tracker. A browser sends it as the header `X-CSRF-Token`.
   * @example a3xw0-J8bqQ1mVtT5rYcN7aPdLhS2oGf9uEiXKjR4wZ
   */
  readonly csrfToken!: string;
  /** Time at which the session ends, however much it is used. An unused session ends earlier. */
  readonly expiresAt!: string;
  /**
   * Next authentication step: a second factor, an enrollment or a password change. It is null for a complete session.
   */
  readonly pendingStep!: PendingStep | null;
  /** Factors that the account can use at sign-in and for re-authentication. */
  readonly factors!: Factor[];
  /** Events since the previous sign-in; null unless the session has just become complete. */
  readonly sinceLastSignIn!: SinceLastSignInView | null;
  /** Account of the session; null until authentication is complete. */
  readonly account!: AccountView | null;
}

/** Session of the request. */
export class CurrentSessionView {
  readonly id!: string;
  readonly csrfToken!: string;
  /** Time at which the session ends, however much it is used. */
  readonly expiresAt!: string;
  /**
   * Expiry without further use. This request does not count as use, and neither does one with `X-Background: 1`.
   * @format date-time
   */
  readonly idleUntil!: string;
  /**
   * Time of the tracker, to the second. A page counts down to `idleUntil` from it, whatever its own clock says.
   * @format date-time
   */
  readonly serverNow!: string;
  /**
   * Time until which actions that require re-authentication are permitted; null outside it.
   * @format date-time
   */
  readonly steppedUpUntil!: string | null;
  /** Next authentication step; null for a complete session. */
  readonly pendingStep!: PendingStep | null;
  readonly factors!: Factor[];
  readonly account!: AccountView | null;
  /** Seat of the account, with names; null until authentication is complete. */
  readonly seat!: SeatView | null;
  /** Permissions that have a use at the seat of the account. Each operation names its own. Empty until authentication is complete. */
  readonly permissions!: Permission[];
}

/** Session of the caller. */
export class OwnSessionView {
  readonly id!: string;
  /** Start of the sign-in. */
  readonly openedAt!: string;
  /** Time of the last use, to the minute. */
  readonly seenAt!: string;
  /** Time at which the session ends, however much it is used. */
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
