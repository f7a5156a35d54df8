import { IsUUID } from 'class-validator';
import type { Actor } from '../platform/access/actor.js';
import { allows } from '../platform/access/permissions.js';
import { Omittable, Text, YesOrNo } from '../platform/http/input.js';
import { PageQuery } from '../platform/http/paging.js';
import type { FactorReset } from './factor-reset.entity.js';
import { factorResetPolicy } from './factor-resets.policy.js';

/** Whose password and factors are to be taken away, and why. */
export class RequestFactorReset {
  /**
   * The account, which has had a way in.
   * @example 01890a5d-3e4f-7c8f-b2c6-7a91b2e3f4a5
   */
  @IsUUID() readonly accountId!: string;
  /**
   * Why, and how its owner was recognised; it goes into the trail.
   * @example Lost the phone; came to the desk with the badge.
   */
  @Text({ max: 500 }) readonly reason!: string;
}

/** Which requests to list, the latest first. */
export class FactorResetsQuery extends PageQuery {
  /** Only those that are, or are not, open: neither approved nor lapsed. */
  @Omittable() @YesOrNo() readonly open?: boolean;
}

/** What the reader may do to this request. */
export class FactorResetMay {
  /** Approve it, which takes effect at once. */
  readonly approve!: boolean;
}

/** A request that an account's password and factors are taken away. */
export class FactorResetView {
  /** @format uuid */
  readonly id!: string;
  /**
   * Whose they are.
   * @format uuid
   */
  readonly accountId!: string;
  readonly reason!: string;
  /**
   * Who asked.
   * @format uuid
   */
  readonly requestedBy!: string;
  /**
   * When.
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
   * When; null while nobody has.
   * @format date-time
   */
  readonly approvedAt!: string | null;
  readonly may!: FactorResetMay;
}

/** A part of a list of requests. */
export class FactorResetPage {
  readonly items!: FactorResetView[];
  /** Hand it back as `cursor` for the next part; null at the end. */
  readonly nextCursor!: string | null;
}

/** Postgres decides by its own clock whether a request is still open. */
export function viewOf(reset: FactorReset, actor: Actor): FactorResetView {
  const { id, accountId, reason, requestedBy, requestedAt, lapsesAt, approvedBy, approvedAt } = reset;
  return {
    id,
    accountId,
    reason,
    requestedBy,
    requestedAt: requestedAt.toISOString(),
    lapsesAt: lapsesAt.toISOString(),
    approvedBy,
    approvedAt: approvedAt?.toISOString() ?? null,
    may: {
      approve: allows(actor.role, 'accounts:approve') && approvedAt === null && factorResetPolicy.approve(actor, reset),
    },
  };
}
