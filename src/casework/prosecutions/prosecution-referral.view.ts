import { nameAgency, type AgencyName } from '../../organization/agencies/agency-name.view.js';
import { nameTaskForce, type TaskForceName } from '../../organization/task-forces/task-force-name.view.js';
import { nameComplaint, type ComplaintReference } from '../complaints/complaint-reference.view.js';
import type { Complaint } from '../complaints/complaint.entity.js';
import { complaintPolicy } from '../complaints/complaints.policy.js';
import type { Actor } from '../../platform/actor/actor.js';
import { extendView } from '../../platform/http/extend-view.js';
import { allows } from '../../access/permissions.js';
import type { ProsecutionReferral } from './prosecution-referral.entity.js';
import type { DeclineReason, Forum, ReferralDecision } from './prosecutions.enums.js';

/** Actions that the reader may take. */
export class ProsecutionReferralMay {
  /** Whether the reader may record the prosecutor's answer. */
  readonly decide!: boolean;
  /** Whether the reader may void the referral. */
  readonly void!: boolean;
}

/** A referral in a list. */
export class ProsecutionReferralSummary {
  readonly id!: string;
  readonly version!: number;
  readonly complaintId!: string;
  readonly complaint!: ComplaintReference;
  /** The referred suspect. */
  readonly suspectId!: string;
  /** The agency that referred it. */
  readonly agencyId!: string;
  readonly agency!: AgencyName;
  readonly forum!: Forum;
  readonly referredOn!: string;
  readonly decision!: ReferralDecision;
  readonly decidedOn!: string | null;
  /** The reason for declining. */
  readonly declineReason!: DeclineReason | null;
  /** Time of the voiding; null if it is not void. It then no longer counts. */
  readonly voidedAt!: string | null;
}

/** A referral of a suspect’s case, and the prosecutor's answer. */
export class ProsecutionReferralView extends ProsecutionReferralSummary {
  readonly taskForceId!: string;
  readonly taskForce!: TaskForceName;
  readonly office!: string | null;
  readonly voidReason!: string | null;
  readonly may!: ProsecutionReferralMay;
}

/** A page of referrals. */
export class ProsecutionReferralPage {
  readonly items!: ProsecutionReferralSummary[];
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
  return {
    id,
    version,
    complaintId,
    complaint: nameComplaint(complaintId),
    suspectId,
    agencyId,
    agency: nameAgency(agencyId),
    forum,
    referredOn,
    ...answer,
  };
}

export function toProsecutionReferralView(
  { referral, complaint }: ProsecutionReferralRecord,
  actor: Actor,
): ProsecutionReferralView {
  const { taskForceId, office, decision, voidedAt, voidReason } = referral;
  const mayWork =
    allows(actor.role, 'prosecutions:record') && complaintPolicy.work(actor, complaint) && voidedAt === null;
  const may = { decide: mayWork && decision === 'pending', void: mayWork };
  return extendView(toProsecutionReferralSummary(referral), {
    taskForceId,
    taskForce: nameTaskForce(taskForceId),
    office,
    voidReason,
    may,
  });
}
