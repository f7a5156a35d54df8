import { IsIn } from 'class-validator';
import { IsId, IsDay, Nullable, Omittable, Text } from '../../platform/validation/input.js';
import { PageQuery } from '../../platform/http/paging.js';
import {
  declineReasons,
  forums,
  referralDecisions,
  type DeclineReason,
  type Forum,
  type ReferralDecision,
} from './prosecutions.enums.js';

const finalDecisions = ['accepted', 'declined'] as const;

/** A referral of a suspect’s case to a prosecutor. */
export class ReferToProsecutor {
  /** A suspect of a complaint that the caller may work. */
  @IsId() readonly suspectId!: string;
  /**
   * The prosecutor's jurisdiction.
   * @example us_attorney
   */
  @IsIn(forums) readonly forum!: Forum;
  /**
   * The prosecutor's office, if worth recording.
   * @example District of Nebraska
   */
  @Omittable() @Nullable() @Text({ max: 200 }) readonly office?: string | null;
  /**
   * The day of the referral, in the task force's time zone, not before the complaint was received.
   * @example 2018-06-04
   */
  @IsDay() readonly referredOn!: string;
  /**
   * The agency that refers it. Default: the caller's agency, or the complaint's agency from a task force's seat. An
   * agency names itself or one that owns or works the complaint.
   */
  @Omittable() @IsId() readonly agencyId?: string;
}

/** The prosecutor's answer to a referral. */
export class DecideReferral {
  /**
   * The prosecutor's decision.
   * @example accepted
   */
  @IsIn(finalDecisions) readonly decision!: (typeof finalDecisions)[number];
  /**
   * The day of the answer, not before the referral.
   * @example 2018-06-18
   */
  @IsDay() readonly decidedOn!: string;
  /** The reason for declining; required with `declined`, and rejected otherwise. */
  @Omittable() @Nullable() @IsIn(declineReasons) readonly declineReason?: DeclineReason | null;
}

/** Filters of the list of referrals, latest first. */
export class ProsecutionReferralsQuery extends PageQuery {
  /** Only referrals of this suspect. */
  @Omittable() @IsId() readonly suspectId?: string;
  /** Only referrals of suspects of this complaint. */
  @Omittable() @IsId() readonly complaintId?: string;
  /** Only referrals with this decision, or without one. */
  @Omittable() @IsIn(referralDecisions) readonly decision?: ReferralDecision;
}
