import { IsBoolean, IsIn, IsUUID } from 'class-validator';
import type { Complaint } from '../complaints/complaint.entity.js';
import { complaintPolicy } from '../complaints/complaints.policy.js';
import type { Actor } from '../platform/access/actor.js';
import { mayUse } from '../platform/access/permissions.js';
import { IsDay, Nullable, Omittable, Text, YesOrNo } from '../platform/http/input.js';
import { PageQuery } from '../platform/http/paging.js';
import type { Day } from '../platform/time/calendar.js';
import { sharePolicy } from './hand-over.policy.js';
import { directions, handOverBases, type Direction, type HandOverBasis } from './hand-over.words.js';
import type { Share } from './share.entity.js';
import { SideView } from './transfers.contract.js';

/** One complaint that another agency is to read until a day. */
export class GrantShare {
  /** The complaint, which one's agency or task force owns. */
  @IsUUID() readonly complaintId!: string;
  /** The agency that is to read it, which has an agreement in force. */
  @IsUUID() readonly agencyId!: string;
  /**
   * The last day of it, at most a year away.
   * @example 2018-08-31
   */
  @IsDay() readonly until!: string;
  /**
   * Whether they read suspects' names. A juvenile's they never do.
   * @example false
   */
  @IsBoolean() readonly includesNames!: boolean;
  /**
   * On what basis of 18 U.S.C. 2258A(g)(2)(A) what a provider reported is disclosed. It may be left out where none did.
   * @example state_official
   */
  @Omittable() @Nullable() @IsIn(handOverBases) readonly disclosureBasis?: HandOverBasis | null;
  /**
   * Why they are to read it; it stands in the log of disclosures.
   * @example They work the same account in another county.
   */
  @Text({ max: 1000, multiline: true }) readonly reason!: string;
}

/** Why a share ends before its day. */
export class EndShare {
  /**
   * Why; both sides read it.
   * @example Their case is closed.
   */
  @Text({ max: 1000, multiline: true }) readonly reason!: string;
}

/** Which shares to list, the latest first. */
export class SharesQuery extends PageQuery {
  /** Only those that one's seat was given, or gave. */
  @Omittable() @IsIn(directions) readonly direction?: Direction;
  /** Only those that run today, or none of those. */
  @Omittable() @YesOrNo() readonly running?: boolean;
  /** Only those of this complaint. */
  @Omittable() @IsUUID() readonly complaintId?: string;
}

/** A line of a list of shares. */
export class ShareSummary {
  /** @format uuid */
  readonly id!: string;
  readonly version!: number;
  /**
   * The complaint: there for its owner.
   * @format uuid
   */
  readonly complaintId!: string;
  /**
   * What the owner calls the complaint.
   * @example NE-000417
   */
  readonly reference!: string;
  readonly from!: SideView;
  readonly to!: SideView;
  readonly includesNames!: boolean;
  /**
   * The last day of it, where the complaint's task force is.
   * @format date
   */
  readonly until!: string;
  /** Its day has not gone by, and nobody has ended it. */
  readonly isRunning!: boolean;
  /**
   * When it was granted.
   * @format date-time
   */
  readonly grantedAt!: string;
}

/** What the reader may do to this share. */
export class ShareMay {
  /** Read the complaint. */
  readonly read!: boolean;
  /** End it. */
  readonly end!: boolean;
}

/** One complaint that another agency may read until a day. */
export class ShareView extends ShareSummary {
  readonly disclosureBasis!: HandOverBasis;
  readonly reason!: string;
  /**
   * The account that granted it.
   * @format uuid
   */
  readonly grantedBy!: string;
  /** Why it was ended before its day. */
  readonly endReason!: string | null;
  /**
   * The account that ended it.
   * @format uuid
   */
  readonly endedBy!: string | null;
  /**
   * When it was ended before its day.
   * @format date-time
   */
  readonly endedAt!: string | null;
  readonly may!: ShareMay;
}

/** A part of a list of shares. */
export class SharePage {
  readonly items!: ShareSummary[];
  /** Hand it back as `cursor` for the next part; null at the end. */
  readonly nextCursor!: string | null;
}

/** A share as it stands on a day. */
export interface ShareOn {
  readonly share: Share;
  readonly today: Day;
}

/** One with the complaint, for whoever sees that. */
export interface ShareOfComplaint extends ShareOn {
  readonly complaint: Complaint | null;
}

export function summaryOf({ share, today }: ShareOn): ShareSummary {
  const { id, version, complaintId, reference, includesNames, untilOn: until, grantedAt } = share;
  const { taskForceId, agencyId, fromName, toTaskForceId, toAgencyId, toName } = share;
  return {
    id,
    version,
    complaintId,
    reference,
    from: { taskForceId, agencyId, agency: fromName },
    to: { taskForceId: toTaskForceId, agencyId: toAgencyId, agency: toName },
    includesNames,
    until,
    isRunning: share.isRunning(today),
    grantedAt: grantedAt.toISOString(),
  };
}

export function viewOf(given: ShareOfComplaint, actor: Actor): ShareView {
  const { share, complaint, today } = given;
  const { reason, grantedBy, endReason, endedBy, endedAt } = share;
  const owns = complaint !== null && complaintPolicy.assign(actor, complaint);
  return {
    ...summaryOf(given),
    disclosureBasis: share.basis,
    reason,
    grantedBy,
    endReason,
    endedBy,
    endedAt: endedAt?.toISOString() ?? null,
    may: {
      read: share.isRunning(today) && sharePolicy.read(actor, share),
      end: endedAt === null && owns && mayUse(actor, 'shares:grant'),
    },
  };
}
