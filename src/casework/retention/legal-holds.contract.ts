import { IsUUID } from 'class-validator';
import type { Actor } from '../../platform/actor/actor.js';
import { allows } from '../../access/permissions.js';
import { IsDay, Omittable, Text, BooleanText } from '../../platform/validation/input.js';
import { PageQuery } from '../../platform/http/paging.js';
import type { LegalHold } from './legal-hold.entity.js';
import { legalHoldPolicy } from './retention.policy.js';

/** A legal hold on a complaint. */
export class PlaceLegalHold {
  /** A complaint that the caller may work. */
  @IsUUID() readonly complaintId!: string;
  /**
   * The court or authority that requires the hold, with its own reference number.
   * @example US District Court, District of Nebraska, 8:26-cr-00117
   */
  @Text({ max: 200 }) readonly authority!: string;
  /**
   * The reason, without names.
   * @example The defence has moved for a new trial.
   */
  @Text({ max: 1000, multiline: true }) readonly reason!: string;
  /**
   * The day of the next review. The hold does not expire on it.
   * @example 2027-03-01
   */
  @IsDay() readonly reviewOn!: string;
}

/** The result of a review: the hold is still needed. */
export class ReviewLegalHold {
  /**
   * The day of the next review.
   * @example 2028-03-01
   */
  @IsDay() readonly reviewOn!: string;
  /**
   * The reason for keeping the hold, without names.
   * @example The appeal is still pending.
   */
  @Text({ max: 1000, multiline: true }) readonly reason!: string;
}

/** A request to lift a hold. */
export class RequestLifting {
  /**
   * The reason, without names.
   * @example The mandate issued; the court released the evidence.
   */
  @Text({ max: 1000, multiline: true }) readonly reason!: string;
}

/** Filters of the list of holds, latest first. */
export class LegalHoldsQuery extends PageQuery {
  /** Only holds on this complaint. */
  @Omittable() @IsUUID() readonly complaintId?: string;
  /** Only active holds, or only lifted ones. */
  @Omittable() @BooleanText() readonly active?: boolean;
}

/** Actions the reader may take on this hold. */
export class LegalHoldMay {
  /** Whether the reader may extend it after a review. */
  readonly review!: boolean;
  /** Whether the reader may request its lifting. */
  readonly requestLifting!: boolean;
  /** Whether the reader may lift it, as the second person. */
  readonly lift!: boolean;
}

/** A legal hold. */
export class LegalHoldView {
  /** @format uuid */
  readonly id!: string;
  readonly version!: number;
  /** @format uuid */
  readonly complaintId!: string;
  /** The authority that requires the hold, with its own reference number. */
  readonly authority!: string;
  readonly reason!: string;
  /** @format date */
  readonly reviewOn!: string;
  /** Whether the hold is active: not lifted. */
  readonly isActive!: boolean;
  /**
   * The account that placed it.
   * @format uuid
   */
  readonly placedBy!: string;
  /**
   * The instant it was placed.
   * @format date-time
   */
  readonly placedAt!: string;
  /** The reason for lifting it; null without a request. */
  readonly liftReason!: string | null;
  /**
   * The account that requested lifting.
   * @format uuid
   */
  readonly liftRequestedBy!: string | null;
  /**
   * The instant of the request; null without one.
   * @format date-time
   */
  readonly liftRequestedAt!: string | null;
  /**
   * The account that lifted it, different from the requester.
   * @format uuid
   */
  readonly liftedBy!: string | null;
  /**
   * The instant it was lifted; null while active.
   * @format date-time
   */
  readonly liftedAt!: string | null;
  readonly may!: LegalHoldMay;
}

/** A page of holds. */
export class LegalHoldPage {
  readonly items!: LegalHoldView[];
  /** Cursor of the next page; null on the last page. */
  readonly nextCursor!: string | null;
}

export function toLegalHoldView(hold: LegalHold, actor: Actor): LegalHoldView {
  const { id, version, complaintId, authority, reason, reviewOn, isActive, liftReason, liftRequestedBy, liftedBy } =
    hold;
  const keep = allows(actor.role, 'retention:manage') && isActive;
  const isRequested = hold.liftRequestedAt !== null;
  return {
    id,
    version,
    complaintId,
    authority,
    reason,
    reviewOn,
    isActive,
    placedBy: hold.placedBy,
    placedAt: hold.placedAt.toISOString(),
    liftReason,
    liftRequestedBy,
    liftRequestedAt: hold.liftRequestedAt?.toISOString() ?? null,
    liftedBy,
    liftedAt: hold.liftedAt?.toISOString() ?? null,
    may: {
      review: keep,
      requestLifting: keep && !isRequested,
      lift: keep && isRequested && legalHoldPolicy.lift(actor, hold),
    },
  };
}
