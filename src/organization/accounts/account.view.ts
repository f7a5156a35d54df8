import type { Actor, Role } from '../../platform/actor/actor.js';
import { extendView } from '../../platform/http/extend-view.js';
import { allows } from '../../access/permissions.js';
import type { Account } from './account.entity.js';
import type { AccountWithStatus } from './account-status-loader.js';
import { accountPolicy } from './accounts.policy.js';
import type { AccountKind, AccountTitle, Affiliation } from './accounts.enums.js';
import { toSeatView, type SeatView } from './seat.view.js';

/** Account as its owner sees it. */
export class AccountView {
  readonly id!: string;
  readonly version!: number;
  readonly email!: string;
  readonly name!: string;
  readonly role!: Role;
  /** Title of the owner; null if none is recorded. It gives no permission. */
  readonly title!: AccountTitle | null;
  readonly seat!: SeatView;
  /** Employer of the owner. */
  readonly affiliation!: Affiliation;
  /** Kind of account: permanent or temporary. */
  readonly kind!: AccountKind;
  /** Expiry of a temporary account; null for a permanent one. */
  readonly endsAt!: string | null;
  /** Time of the disablement; null while the account is enabled. */
  readonly disabledAt!: string | null;
}

/** Actions that the reader may take. */
export class AccountMay {
  /** Whether the reader may create a one-time link for the owner. */
  readonly invite!: boolean;
  /** Whether the reader may request the removal of its password and factors. */
  readonly requestReset!: boolean;
  /** Whether the reader may approve the request of another person. */
  readonly approve!: boolean;
  /** Whether the reader may change the role or seat. */
  readonly changeRole!: boolean;
  /** Whether the reader may disable the account. */
  readonly disable!: boolean;
  /** Whether the reader may enable the account. */
  readonly enable!: boolean;
  /** Whether the reader may release the lock on the password. */
  readonly releaseLock!: boolean;
  /** Whether the reader may set the validity of the training. */
  readonly noteTraining!: boolean;
  /** Whether the reader may set the title. */
  readonly setTitle!: boolean;
}

/** Account with its status, as its managers see it. */
export class ManagedAccountView extends AccountView {
  /** Time of approval; null while the account awaits a second person and cannot sign in. */
  readonly approvedAt!: string | null;
  /** Whether the owner has ever set a password. */
  readonly isEnrolled!: boolean;
  /** Time at which the password was locked after too many failures; null while it is not locked. */
  readonly lockedAt!: string | null;
  /** Time of the last sign-in; null if there was none. */
  readonly lastSignedInAt!: string | null;
  /**
   * Last day of valid training; null if unknown.
   * @format date
   */
  readonly trainedUntil!: string | null;
  readonly may!: AccountMay;
}

/** Page of accounts. */
export class AccountPage {
  readonly items!: ManagedAccountView[];
  readonly nextCursor!: string | null;
}

/** One-time link, shown only once. Send it to the owner through another channel. */
export class InvitationView {
  /**
   * Complete link. Anyone who has it can set the password.
   * @example http://localhost:3000/welcome#invite=Zk3xw0-J8bqQ1mVtT5rYcN7aPdLhS2oGf9uEiXKjR4w
   */
  readonly link!: string;
  /** Expiry of the link. */
  readonly expiresAt!: string;
}

export function toAccountView(account: Account): AccountView {
  const { id, version, email, name, role, title, affiliation, kind, endsAt, disabledAt } = account;
  return {
    id,
    version,
    email,
    name,
    role,
    title,
    seat: toSeatView(account.seat),
    affiliation,
    kind,
    endsAt: endsAt?.toISOString() ?? null,
    disabledAt: disabledAt?.toISOString() ?? null,
  };
}

export function toManagedAccountView({ account, status }: AccountWithStatus, actor: Actor): ManagedAccountView {
  const { isEnrolled, lockedAt, lastSignedInAt } = status;
  const mayManage = allows(actor.role, 'accounts:manage') && accountPolicy.manage(actor, account);
  const isEnabled = account.disabledAt === null;
  const isApproved = account.approvedAt !== null;
  return extendView(toAccountView(account), {
    approvedAt: account.approvedAt?.toISOString() ?? null,
    isEnrolled,
    lockedAt: lockedAt?.toISOString() ?? null,
    lastSignedInAt: lastSignedInAt?.toISOString() ?? null,
    trainedUntil: account.trainedUntil,
    may: {
      invite: mayManage && isEnabled && isApproved && !isEnrolled,
      requestReset: mayManage && isEnabled && isApproved && isEnrolled,
      approve: allows(actor.role, 'accounts:approve') && !isApproved && accountPolicy.approve(actor, account),
      changeRole: mayManage && isEnabled,
      disable: mayManage && isEnabled,
      enable: mayManage && !isEnabled,
      releaseLock: mayManage && lockedAt !== null,
      noteTraining: mayManage,
      setTitle: mayManage,
    },
  });
}
