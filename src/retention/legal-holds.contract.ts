import { IsUUID } from 'class-validator';
import type { Actor } from '../platform/access/actor.js';
import { allows } from '../platform/access/permissions.js';
import { IsDay, Omittable, Text, YesOrNo } from '../platform/http/input.js';
import { PageQuery } from '../platform/http/paging.js';
import type { LegalHold } from './legal-hold.entity.js';
import { legalHoldPolicy } from './retention.policy.js';

/** What has to be kept, for whom and why. */
export class PlaceLegalHold {
  /** The complaint, which one may work. */
  @IsUUID() readonly complaintId!: string;
  /**
   * The court or authority that asks for it, with the number it goes by there.
   * @example US District Court, District of Nebraska, 8:26-cr-00117
   */
  @Text({ max: 200 }) readonly authority!: string;
  /**
   * Why; no place for a name.
   * @example The defence has moved for a new trial.
   */
  @Text({ max: 1000, multiline: true }) readonly reason!: string;
  /**
   * The day somebody looks again. The hold does not lapse on it.
   * @example 2027-03-01
   */
  @IsDay() readonly reviewOn!: string;
}

/** That a hold is still needed. */
export class ReviewLegalHold {
  /**
   * The day somebody looks again.
   * @example 2028-03-01
   */
  @IsDay() readonly reviewOn!: string;
  /**
   * Why it is still needed; no place for a name.
   * @example The appeal is still pending.
   */
  @Text({ max: 1000, multiline: true }) readonly reason!: string;
}

/** Why a hold may be lifted. */
export class RequestLifting {
  /**
   * Why; no place for a name.
   * @example The mandate issued; the court released the evidence.
   */
  @Text({ max: 1000, multiline: true }) readonly reason!: string;
}

/** Which holds to list, the latest first. */
export class LegalHoldsQuery extends PageQuery {
  /** Only those on this complaint. */
  @Omittable() @IsUUID() readonly complaintId?: string;
  /** Only those that stand, or that were lifted. */
  @Omittable() @YesOrNo() readonly standing?: boolean;
}

/** What the reader may do to this hold. */
export class LegalHoldMay {
  /** Say that it is still needed, and until when. */
  readonly review!: boolean;
  /** Ask that it be lifted. */
  readonly requestLifting!: boolean;
  /** Lift it, as the second person. */
  readonly lift!: boolean;
}

/** A legal hold. */
export class LegalHoldView {
  /** @format uuid */
  readonly id!: string;
  readonly version!: number;
  /** @format uuid */
  readonly complaintId!: string;
  /** Whose hold it is, with the number it goes by there. */
  readonly authority!: string;
  readonly reason!: string;
  /** @format date */
  readonly reviewOn!: string;
  /** It has not been lifted. */
  readonly isStanding!: boolean;
  /**
   * Who placed it.
   * @format uuid
   */
  readonly placedBy!: string;
  /**
   * When it was placed.
   * @format date-time
   */
  readonly placedAt!: string;
  /** Why it should be lifted; null while nobody has asked. */
  readonly liftReason!: string | null;
  /**
   * Who asked that it be lifted.
   * @format uuid
   */
  readonly liftRequestedBy!: string | null;
  /**
   * When somebody asked; null while nobody has.
   * @format date-time
   */
  readonly liftRequestedAt!: string | null;
  /**
   * Who lifted it: another person.
   * @format uuid
   */
  readonly liftedBy!: string | null;
  /**
   * When it was lifted; null while it stands.
   * @format date-time
   */
  readonly liftedAt!: string | null;
  readonly may!: LegalHoldMay;
}

/** A part of a list of holds. */
export class LegalHoldPage {
  readonly items!: LegalHoldView[];
  /** Hand it back as `cursor` for the next part; null at the end. */
  readonly nextCursor!: string | null;
}

export function viewOf(hold: LegalHold, actor: Actor): LegalHoldView {
  const { id, version, complaintId, authority, reason, reviewOn, isStanding, liftReason, liftRequestedBy, liftedBy } =
    hold;
  const keep = allows(actor.role, 'retention:keep') && isStanding;
  const isRequested = hold.liftRequestedAt !== null;
  return {
    id,
    version,
    complaintId,
    authority,
    reason,
    reviewOn,
    isStanding,
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
