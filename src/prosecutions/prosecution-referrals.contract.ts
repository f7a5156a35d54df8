import { IsIn, IsUUID } from 'class-validator';
import type { Complaint } from '../complaints/complaint.entity.js';
import { complaintPolicy } from '../complaints/complaints.policy.js';
import type { Actor } from '../platform/access/actor.js';
import { allows } from '../platform/access/permissions.js';
import { IsDay, Nullable, Omittable, Text } from '../platform/http/input.js';
import { PageQuery } from '../platform/http/paging.js';
import type { ProsecutionReferral } from './prosecution-referral.entity.js';
import {
  declineReasons,
  forums,
  referralDecisions,
  type DeclineReason,
  type Forum,
  type ReferralDecision,
} from './prosecutions.words.js';

const answers = ['accepted', 'declined'] as const;

/** A suspect’s case that is handed to a prosecutor. */
export class ReferToProsecutor {
  /** The suspect, of a complaint which one may work. */
  @IsUUID() readonly suspectId!: string;
  /**
   * Before whom it is to be brought.
   * @example us_attorney
   */
  @IsIn(forums) readonly forum!: Forum;
  /**
   * Which office, if it is worth saying.
   * @example District of Nebraska
   */
  @Omittable() @Nullable() @Text({ max: 200 }) readonly office?: string | null;
  /**
   * The day it was handed over, where the task force is: not before the complaint was received.
   * @example 2018-06-04
   */
  @IsDay() readonly referredOn!: string;
  /**
   * The agency that refers it. Left out it is one's own, or the complaint's from the seat of a task force. An agency names itself
   * or one that owns or works the complaint.
   */
  @Omittable() @IsUUID() readonly agencyId?: string;
}

/** What the prosecutor answered. */
export class DecideReferral {
  /**
   * What the prosecutor answered.
   * @example accepted
   */
  @IsIn(answers) readonly decision!: (typeof answers)[number];
  /**
   * The day of the answer: not before the referral.
   * @example 2018-06-18
   */
  @IsDay() readonly decidedOn!: string;
  /**
   * Why it is declined; it has to be there then, and only then.
   */
  @Omittable() @Nullable() @IsIn(declineReasons) readonly declineReason?: DeclineReason | null;
}

/** Which referrals to list, the latest first. */
export class ProsecutionReferralsQuery extends PageQuery {
  /** Only those of this suspect. */
  @Omittable() @IsUUID() readonly suspectId?: string;
  /** Only those of suspects of this complaint. */
  @Omittable() @IsUUID() readonly complaintId?: string;
  /** Only those with this answer, or that wait for one. */
  @Omittable() @IsIn(referralDecisions) readonly decision?: ReferralDecision;
}

/** What the reader may do to this referral. */
export class ProsecutionReferralMay {
  /** Record what the prosecutor answered. */
  readonly decide!: boolean;
  /** Say that it should not have been recorded. */
  readonly void!: boolean;
}

/** A line of a list of referrals. */
export class ProsecutionReferralSummary {
  /** @format uuid */
  readonly id!: string;
  readonly version!: number;
  /**
   * The complaint the suspect is of.
   * @format uuid
   */
  readonly complaintId!: string;
  /**
   * Whose case was handed over.
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
   * The day it was handed over, where the task force is.
   * @format date
   */
  readonly referredOn!: string;
  readonly decision!: ReferralDecision;
  /**
   * The day of the answer; null while there is none.
   * @format date
   */
  readonly decidedOn!: string | null;
  /** Why it was declined. */
  readonly declineReason!: DeclineReason | null;
  /**
   * When it turned out that it should not have been recorded: it counts no more.
   * @format date-time
   */
  readonly voidedAt!: string | null;
}

/** A suspect’s case handed to a prosecutor, and what the prosecutor answered. */
export class ProsecutionReferralView extends ProsecutionReferralSummary {
  /** @format uuid */
  readonly taskForceId!: string;
  /** Which office of the prosecutor's. */
  readonly office!: string | null;
  /** Why it should not have been recorded. */
  readonly voidReason!: string | null;
  readonly may!: ProsecutionReferralMay;
}

/** A part of a list of referrals to prosecutors. */
export class ProsecutionReferralPage {
  readonly items!: ProsecutionReferralSummary[];
  /** Hand it back as `cursor` for the next part; null at the end. */
  readonly nextCursor!: string | null;
}

/** A referral and the complaint its suspect is of. */
export interface ProsecutionReferralRecord {
  readonly referral: ProsecutionReferral;
  readonly complaint: Complaint;
}

export function summaryOf(referral: ProsecutionReferral): ProsecutionReferralSummary {
  const { id, version, complaintId, suspectId, agencyId, forum, referredOn, decision, decidedOn, declineReason } =
    referral;
  const answer = { decision, decidedOn, declineReason, voidedAt: referral.voidedAt?.toISOString() ?? null };
  return { id, version, complaintId, suspectId, agencyId, forum, referredOn, ...answer };
}

export function viewOf({ referral, complaint }: ProsecutionReferralRecord, actor: Actor): ProsecutionReferralView {
  const { taskForceId, office, decision, voidedAt, voidReason } = referral;
  const mayWork =
    allows(actor.role, 'prosecutions:record') && complaintPolicy.work(actor, complaint) && voidedAt === null;
  const may = { decide: mayWork && decision === 'pending', void: mayWork };
  return { ...summaryOf(referral), taskForceId, office, voidReason, may };
}
