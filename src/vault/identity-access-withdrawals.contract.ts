import { IsUUID } from 'class-validator';
import type { Actor } from '../platform/access/actor.js';
import { allows } from '../platform/access/permissions.js';
import { Omittable, Text, YesOrNo } from '../platform/http/input.js';
import { PageQuery } from '../platform/http/paging.js';
import type { IdentityAccessWithdrawal } from './identity-access-withdrawal.entity.js';
import { accessPolicy } from './vault.policy.js';

/** Whose access to identities is to end at once, and why. */
export class WithdrawIdentityAccess {
  /**
   * The account.
   * @example 01890a5d-3e4f-7c8f-b2c6-7a91b2e3f4a5
   */
  @IsUUID() readonly accountId!: string;
  /**
   * It goes into the trail, where it stays. It calls a child by pseudonym.
   * @example Looked at children of cases that are not theirs.
   */
  @Text({ max: 500 }) readonly reason!: string;
}

/** Why access should be given back. */
export class RequestRestoration {
  /**
   * It goes into the trail, where it stays. It calls a child by pseudonym.
   * @example Trained anew on the second of March.
   */
  @Text({ max: 500 }) readonly reason!: string;
}

/** Which withdrawals to list, the latest first. */
export class IdentityAccessWithdrawalsQuery extends PageQuery {
  /** Only those of access that is, or is not, given back. */
  @Omittable() @YesOrNo() readonly restored?: boolean;
}

/** What the reader may do about this withdrawal. */
export class IdentityAccessWithdrawalMay {
  /** Ask that access is given back. */
  readonly requestRestoration!: boolean;
  /** Give it back, which takes effect at once. */
  readonly restore!: boolean;
}

/** Access to identities that was taken from an account. */
export class IdentityAccessWithdrawalView {
  /** @format uuid */
  readonly id!: string;
  readonly version!: number;
  /**
   * Whose access it was.
   * @format uuid
   */
  readonly accountId!: string;
  readonly reason!: string;
  /**
   * Who took it.
   * @format uuid
   */
  readonly withdrawnBy!: string;
  /**
   * When it was taken.
   * @format date-time
   */
  readonly withdrawnAt!: string;
  /** Why it should be given back; null while nobody has asked. */
  readonly restorationReason!: string | null;
  /**
   * Who asked.
   * @format uuid
   */
  readonly restorationRequestedBy!: string | null;
  /**
   * When somebody asked that it be given back; null while nobody has.
   * @format date-time
   */
  readonly restorationRequestedAt!: string | null;
  /**
   * Who gave it back; null while nobody has.
   * @format uuid
   */
  readonly restoredBy!: string | null;
  /**
   * When it was given back; null while it is not.
   * @format date-time
   */
  readonly restoredAt!: string | null;
  readonly may!: IdentityAccessWithdrawalMay;
}

/** A part of a list of withdrawals. */
export class IdentityAccessWithdrawalPage {
  readonly items!: IdentityAccessWithdrawalView[];
  /** Hand it back as `cursor` for the next part; null at the end. */
  readonly nextCursor!: string | null;
}

export function viewOf(withdrawal: IdentityAccessWithdrawal, actor: Actor): IdentityAccessWithdrawalView {
  const { id, version, accountId, reason, withdrawnBy, withdrawnAt, restoredBy, restoredAt } = withdrawal;
  const { restorationReason, restorationRequestedBy, restorationRequestedAt } = withdrawal;
  const isOpen = restoredAt === null && allows(actor.role, 'identities:approve');
  return {
    id,
    version,
    accountId,
    reason,
    withdrawnBy,
    withdrawnAt: withdrawnAt.toISOString(),
    restorationReason,
    restorationRequestedBy,
    restorationRequestedAt: restorationRequestedAt?.toISOString() ?? null,
    restoredBy,
    restoredAt: restoredAt?.toISOString() ?? null,
    may: {
      requestRestoration: isOpen && accessPolicy.requestRestoration(actor, withdrawal),
      restore: isOpen && restorationRequestedAt !== null && accessPolicy.restore(actor, withdrawal),
    },
  };
}
