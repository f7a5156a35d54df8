import { namePerson, type PersonView } from '../../organization/accounts/person.view.js';
import type { Actor } from '../../platform/actor/actor.js';
import { allows } from '../../access/permissions.js';
import type { IdentityAccessWithdrawal } from './identity-access-withdrawal.entity.js';
import { accessPolicy } from './vault.policy.js';

/** Actions that the reader may take. */
export class IdentityAccessWithdrawalMay {
  /** Whether the reader may request restoration. */
  readonly requestRestoration!: boolean;
  /** Whether the reader may restore access, effective at once. */
  readonly restore!: boolean;
}

/** A withdrawal of an account's access to identities. */
export class IdentityAccessWithdrawalView {
  readonly id!: string;
  readonly version!: number;
  readonly accountId!: string;
  /** The account without access. */
  readonly account!: PersonView;
  /** Reason for the withdrawal. */
  readonly reason!: string;
  /**
   * The account that withdrew it.
   * @format uuid
   */
  readonly withdrawnBy!: string;
  readonly withdrawnByPerson!: PersonView;
  /** Time of withdrawal. */
  readonly withdrawnAt!: string;
  /** The reason for restoring access; null without a request. */
  readonly restorationReason!: string | null;
  /**
   * The account that requested restoration.
   * @format uuid
   */
  readonly restorationRequestedBy!: string | null;
  readonly restorationRequestedByPerson!: PersonView | null;
  /** Time of the request; null without one. */
  readonly restorationRequestedAt!: string | null;
  /**
   * The account that restored access; null until then.
   * @format uuid
   */
  readonly restoredBy!: string | null;
  readonly restoredByPerson!: PersonView | null;
  /** Time at which access was restored; null until then. */
  readonly restoredAt!: string | null;
  readonly may!: IdentityAccessWithdrawalMay;
}

/** A page of withdrawals. */
export class IdentityAccessWithdrawalPage {
  readonly items!: IdentityAccessWithdrawalView[];
  readonly nextCursor!: string | null;
}

export function toIdentityAccessWithdrawalView(
  withdrawal: IdentityAccessWithdrawal,
  actor: Actor,
): IdentityAccessWithdrawalView {
  const { id, version, accountId, reason, withdrawnBy, withdrawnAt, restoredBy, restoredAt } = withdrawal;
  const { restorationReason, restorationRequestedBy, restorationRequestedAt } = withdrawal;
  const isOpen = restoredAt === null && allows(actor.role, 'identities:approve');
  return {
    id,
    version,
    accountId,
    account: namePerson(accountId),
    reason,
    withdrawnBy,
    withdrawnByPerson: namePerson(withdrawnBy),
    withdrawnAt: withdrawnAt.toISOString(),
    restorationReason,
    restorationRequestedBy,
    restorationRequestedByPerson: namePerson(restorationRequestedBy),
    restorationRequestedAt: restorationRequestedAt?.toISOString() ?? null,
    restoredBy,
    restoredByPerson: namePerson(restoredBy),
    restoredAt: restoredAt?.toISOString() ?? null,
    may: {
      requestRestoration: isOpen && accessPolicy.requestRestoration(actor, withdrawal),
      restore: isOpen && restorationRequestedAt !== null && accessPolicy.restore(actor, withdrawal),
    },
  };
}
