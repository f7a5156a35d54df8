import { IsUUID } from 'class-validator';
import type { Actor } from '../platform/access/actor.js';
import { allows } from '../platform/access/permissions.js';
import { Omittable, Text } from '../platform/http/input.js';
import { PageQuery } from '../platform/http/paging.js';
import type { IdentityDestruction } from './identity-destruction.entity.js';
import { destructionPolicy } from './vault.policy.js';

/** Whose identity is to be destroyed, under which order, and why. */
export class RequestIdentityDestruction {
  /**
   * The child's record.
   * @example 01890a5d-3e4f-7c8f-b2c6-7a91b2e3f4a5
   */
  @IsUUID() readonly victimId!: string;
  /**
   * The number of the order. It calls the child by pseudonym.
   * @example CI-2026-0042
   */
  @Text({ max: 100 }) readonly orderNumber!: string;
  /**
   * It goes into the trail, and calls the child by pseudonym.
   * @example Expungement ordered by the district court.
   */
  @Text({ max: 500 }) readonly reason!: string;
}

/** Which requests to list, the latest first. */
export class IdentityDestructionsQuery extends PageQuery {
  /** Only those about this child. */
  @Omittable() @IsUUID() readonly victimId?: string;
}

/** What the reader may do to this request. */
export class IdentityDestructionMay {
  /** Approve it, which cannot be undone. */
  readonly approve!: boolean;
}

/** A request that who a child is be destroyed. The child's record stays, and counts. */
export class IdentityDestructionView {
  /** @format uuid */
  readonly id!: string;
  /** @format uuid */
  readonly victimId!: string;
  /** @format uuid */
  readonly complaintId!: string;
  readonly orderNumber!: string;
  readonly reason!: string;
  /**
   * Who asked.
   * @format uuid
   */
  readonly requestedBy!: string;
  /**
   * When it was requested.
   * @format date-time
   */
  readonly requestedAt!: string;
  /**
   * When it lapses, unless it is approved before.
   * @format date-time
   */
  readonly lapsesAt!: string;
  /**
   * Who approved; null while nobody has.
   * @format uuid
   */
  readonly approvedBy!: string | null;
  /**
   * Since when the identity is gone; null while it is not.
   * @format date-time
   */
  readonly approvedAt!: string | null;
  /** A legal hold stands on the complaint or its matter: nothing is destroyed before it is lifted. */
  readonly isOnHold!: boolean;
  readonly may!: IdentityDestructionMay;
}

/** A part of a list of requests. */
export class IdentityDestructionPage {
  readonly items!: IdentityDestructionView[];
  /** Hand it back as `cursor` for the next part; null at the end. */
  readonly nextCursor!: string | null;
}

/** A request, and whether a legal hold stands against it. */
export interface DestructionRecord {
  readonly destruction: IdentityDestruction;
  readonly isOnHold: boolean;
}

export function viewOf({ destruction, isOnHold }: DestructionRecord, now: Date, actor: Actor): IdentityDestructionView {
  const { id, victimId, complaintId, orderNumber, reason, requestedBy, requestedAt, lapsesAt, approvedBy } =
    destruction;
  const mayApprove = allows(actor.role, 'identities:destroy') && destructionPolicy.approve(actor, destruction);
  return {
    id,
    victimId,
    complaintId,
    orderNumber,
    reason,
    requestedBy,
    requestedAt: requestedAt.toISOString(),
    lapsesAt: lapsesAt.toISOString(),
    approvedBy,
    approvedAt: destruction.approvedAt?.toISOString() ?? null,
    isOnHold,
    may: { approve: mayApprove && destruction.isOpenAt(now) && !isOnHold },
  };
}
