import { IsIn, IsUUID } from 'class-validator';
import type { Complaint } from '../complaints/complaint.entity.js';
import { complaintPolicy } from '../complaints/complaints.policy.js';
import type { Actor } from '../../platform/actor/actor.js';
import { allows } from '../../access/permissions.js';
import { IsDay, Nullable, Omittable, Text } from '../../platform/validation/input.js';
import { PageQuery } from '../../platform/http/paging.js';
import type { ProsecutionReferral } from './prosecution-referral.entity.js';
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
  @IsUUID() readonly suspectId!: string;
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
  @Omittable() @IsUUID() readonly agencyId?: string;
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
  @Omittable() @IsUUID() readonly suspectId?: string;
  /** Only referrals of suspects of this complaint. */
  @Omittable() @IsUUID() readonly complaintId?: string;
  /** Only referrals with this decision, or without one. */
  @Omittable() @IsIn(referralDecisions) readonly decision?: ReferralDecision;
}

/** Actions the reader may take on this referral. */
export class ProsecutionReferralMay {
  /** Whether the reader may record the prosecutor's answer. */
  readonly decide!: boolean;
  /** Whether the reader may void the referral. */
  readonly void!: boolean;
}

/** A referral in a list. */
export class ProsecutionReferralSummary {
  /** @format uuid */
  readonly id!: string;
  readonly version!: number;
  /**
   * The suspect's complaint.
   * @format uuid
   */
  readonly complaintId!: string;
  /**
   * The referred suspect.
   * @format uuid
   */
  readonly suspectId!: string;
  /**
   * The agency that referred it.
   * @format uuid
   */
  readonly agencyId!: string;
  readonly forum!: Forum;
  /**
   * The day of the referral, in the task force's time zone.
   * @format date
   */
  readonly referredOn!: string;
  readonly decision!: ReferralDecision;
  /**
   * The day of the answer; null without one.
   * @format date
   */
  readonly decidedOn!: string | null;
  /** The reason for declining. */
  readonly declineReason!: DeclineReason | null;
  /**
   * The instant it was voided. A voided referral was recorded in error and no longer counts.
   * @format date-time
   */
  readonly voidedAt!: string | null;
}

/** A referral of a suspect’s case, and the prosecutor's answer. */
export class ProsecutionReferralView extends ProsecutionReferralSummary {
  /** @format uuid */
  readonly taskForceId!: string;
  /** The prosecutor's office. */
  readonly office!: string | null;
  /** The reason for voiding. */
  readonly voidReason!: string | null;
  readonly may!: ProsecutionReferralMay;
}

/** A page of referrals. */
export class ProsecutionReferralPage {
  readonly items!: ProsecutionReferralSummary[];
  /** Cursor of the next page; null on the last page. */
  readonly nextCursor!: string | null;
}

export interface ProsecutionReferralRecord {
  readonly referral: ProsecutionReferral;
  readonly complaint: Complaint;
}

export function toProsecutionReferralSummary(referral: ProsecutionReferral): ProsecutionReferralSummary {
  const { id, version, complaintId, suspectId, agencyId, forum, referredOn, decision, decidedOn, declineReason } =
    referral;
  const answer = { decision, decidedOn, declineReason, voidedAt: referral.voidedAt?.toISOString() ?? null };
  return { id, version, complaintId, suspectId, agencyId, forum, referredOn, ...answer };
}

export function toProsecutionReferralView(
  { referral, complaint }: ProsecutionReferralRecord,
  actor: Actor,
): ProsecutionReferralView {
  const { taskForceId, office, decision, voidedAt, voidReason } = referral;
  const mayWork =
    allows(actor.role, 'prosecutions:record') && complaintPolicy.work(actor, complaint) && voidedAt === null;
  const may = { decide: mayWork && decision === 'pending', void: mayWork };
  return { ...toProsecutionReferralSummary(referral), taskForceId, office, voidReason, may };
}
