import type { Actor } from '../../platform/actor/actor.js';
import { seatOf } from '../../platform/actor/actor.js';
import { allows } from '../../access/permissions.js';
import { namePerson, type PersonView } from '../accounts/person.view.js';
import { toSeatView, type SeatView } from '../accounts/seat.view.js';
import type { ProvisionedUser } from './provisioned-user.entity.js';
import type { ProvisionedUserState } from './provisioning.enums.js';

/** Actions that the reader may take. */
export class ProvisionedUserMay {
  /** Whether the reader may create an account for the user, or link one. */
  readonly link!: boolean;
  /** Whether the reader may reject the user. */
  readonly reject!: boolean;
  /** Whether the reader may remove the link. */
  readonly unlink!: boolean;
}

/** User that an identity provider sends. */
export class ProvisionedUserView {
  readonly id!: string;
  readonly version!: number;
  /** Seat of the provider. */
  readonly seat!: SeatView;
  /**
   * Name of the user at the provider.
   * @example dana.reyes@example.gov
   */
  readonly userName!: string;
  /**
   * Name of the person at the provider. It changes no name of an account.
   * @example Dana Reyes
   */
  readonly name!: string;
  /** Email address at the provider. It changes no address of an account. */
  readonly email!: string | null;
  /** Whether the user is active at the provider. */
  readonly isActive!: boolean;
  readonly state!: ProvisionedUserState;
  /**
   * Linked account, which the end of the user disables.
   * @format uuid
   */
  readonly accountId!: string | null;
  /** Linked account. */
  readonly account!: PersonView | null;
  /**
   * Account that was linked until the user left. The provider has no power over it.
   * @format uuid
   */
  readonly formerAccountId!: string | null;
  /** Account that was linked until the user left. */
  readonly formerAccount!: PersonView | null;
  /**
   * Enabled account at or below the seat that has the email address of the user, and no link.
   * @format uuid
   */
  readonly matchingAccountId!: string | null;
  /** Account that has the email address of the user. */
  readonly matchingAccount!: PersonView | null;
  /** Time of the first message about the user. */
  readonly receivedAt!: string;
  /** Time of the last change or decision. */
  readonly changedAt!: string;
  /**
   * Administrator who decided last.
   * @format uuid
   */
  readonly decidedBy!: string | null;
  /** Administrator who decided last. */
  readonly decidedByPerson!: PersonView | null;
  readonly may!: ProvisionedUserMay;
}

/** Page of users that identity providers send. */
export class ProvisionedUserPage {
  readonly items!: ProvisionedUserView[];
  readonly nextCursor!: string | null;
}

export interface UserWithMatch {
  readonly user: ProvisionedUser;
  readonly matchingAccountId: string | null;
}

export function toProvisionedUserView({ user, matchingAccountId }: UserWithMatch, actor: Actor): ProvisionedUserView {
  const { id, version, userName, name, email, isActive, state, accountId, formerAccountId, decidedBy } = user;
  const mayDecide = allows(actor.role, 'provisioned-users:manage');
  return {
    id,
    version,
    seat: toSeatView(seatOf(user.taskForceId, user.agencyId)),
    userName,
    name,
    email,
    isActive,
    state,
    accountId,
    account: namePerson(accountId),
    formerAccountId,
    formerAccount: namePerson(formerAccountId),
    matchingAccountId,
    matchingAccount: namePerson(matchingAccountId),
    receivedAt: user.receivedAt.toISOString(),
    changedAt: user.changedAt.toISOString(),
    decidedBy,
    decidedByPerson: namePerson(decidedBy),
    may: {
      link: mayDecide && isActive && state !== 'linked',
      reject: mayDecide && state === 'waiting',
      unlink: mayDecide && state === 'linked',
    },
  };
}
