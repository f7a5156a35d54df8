import { IsBoolean, IsIn, IsUUID } from 'class-validator';
import type { Complaint } from '../complaints/complaint.entity.js';
import { complaintPolicy } from '../complaints/complaints.policy.js';
import type { Actor } from '../../platform/actor/actor.js';
import { mayUse } from '../../access/permissions.js';
import { IsDay, Nullable, Omittable, Text, BooleanText } from '../../platform/validation/input.js';
import { PageQuery } from '../../platform/http/paging.js';
import type { Day } from '../../platform/time/calendar.js';
import { sharePolicy } from './transfers.policy.js';
import { directions, transferBases, type Direction, type HandOverBasis } from './transfers.enums.js';
import type { Share } from './share.entity.js';
import { SideView } from './transfers.contract.js';

/** Read access for another agency to one complaint, until a day. */
export class GrantShare {
  /** Complaint, which your agency or task force owns. */
  @IsUUID() readonly complaintId!: string;
  /** Agency that is to read it; it has an agreement in force. */
  @IsUUID() readonly agencyId!: string;
  /**
   * Last day of the share, at most a year away.
   * @example 2018-08-31
   */
  @IsDay() readonly until!: string;
  /**
   * Whether suspects' names are included. Juveniles' names never are.
   * @example false
   */
  @IsBoolean() readonly includesNames!: boolean;
  /**
   * Basis in 18 U.S.C. 2258A(g)(2)(A) on which a provider's report is disclosed. It can be omitted if no provider
   * reported.
   * @example state_official
   */
  @Omittable() @Nullable() @IsIn(transferBases) readonly disclosureBasis?: HandOverBasis | null;
  /**
   * Reason of the share. The disclosure log contains it.
   * @example They work the same account in another county.
   */
  @Text({ max: 1000, multiline: true }) readonly reason!: string;
}

/** Early end of a share. */
export class EndShare {
  /**
   * Reason of the end; both sides read it.
   * @example Their case is closed.
   */
  @Text({ max: 1000, multiline: true }) readonly reason!: string;
}

/** Filters of the list, latest first. */
export class SharesQuery extends PageQuery {
  /** Only shares that your seat received, or only those it gave. */
  @Omittable() @IsIn(directions) readonly direction?: Direction;
  /** Only shares in force today (true), or only others (false). */
  @Omittable() @BooleanText() readonly active?: boolean;
  /** Only shares of this complaint. */
  @Omittable() @IsUUID() readonly complaintId?: string;
}

/** Share in a list. */
export class ShareSummary {
  /** @format uuid */
  readonly id!: string;
  readonly version!: number;
  /**
   * Complaint, which only its owner can open by this id.
   * @format uuid
   */
  readonly complaintId!: string;
  /**
   * Human-readable number of the complaint at its owner.
   * @example NE-000417
   */
  readonly reference!: string;
  readonly from!: SideView;
  readonly to!: SideView;
  readonly includesNames!: boolean;
  /**
   * Last day of the share, in the time zone of the complaint's task force.
   * @format date
   */
  readonly until!: string;
  /** Whether it has neither ended nor passed its last day. */
  readonly isActive!: boolean;
  /**
   * Time at which it was granted.
   * @format date-time
   */
  readonly grantedAt!: string;
}

/** Actions that the reader may take on the share. */
export class ShareMay {
  /** Whether the reader may read the complaint. */
  readonly read!: boolean;
  /** Whether the reader may end it. */
  readonly end!: boolean;
}

/** Read access of another agency to one complaint, until a day. */
export class ShareView extends ShareSummary {
  readonly disclosureBasis!: HandOverBasis;
  readonly reason!: string;
  /**
   * Account that granted it.
   * @format uuid
   */
  readonly grantedBy!: string;
  /** Reason of the early end. */
  readonly endReason!: string | null;
  /**
   * Account that ended it.
   * @format uuid
   */
  readonly endedBy!: string | null;
  /**
   * Time of the early end.
   * @format date-time
   */
  readonly endedAt!: string | null;
  readonly may!: ShareMay;
}

/** Page of a list of shares. */
export class SharePage {
  readonly items!: ShareSummary[];
  /** Cursor of the next page; null on the last page. */
  readonly nextCursor!: string | null;
}

/** Share, with the day for which it is evaluated. */
export interface DatedShare {
  readonly share: Share;
  readonly today: Day;
}

/** Share with its complaint, if the caller can see it. */
export interface ShareRecord extends DatedShare {
  readonly complaint: Complaint | null;
}

export function toShareSummary({ share, today }: DatedShare): ShareSummary {
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
    isActive: share.isActive(today),
    grantedAt: grantedAt.toISOString(),
  };
}

export function toShareView(record: ShareRecord, actor: Actor): ShareView {
  const { share, complaint, today } = record;
  const { reason, grantedBy, endReason, endedBy, endedAt } = share;
  const owns = complaint !== null && complaintPolicy.assign(actor, complaint);
  return {
    ...toShareSummary(record),
    disclosureBasis: share.basis,
    reason,
    grantedBy,
    endReason,
    endedBy,
    endedAt: endedAt?.toISOString() ?? null,
    may: {
      read: share.isActive(today) && sharePolicy.read(actor, share),
      end: endedAt === null && owns && mayUse(actor, 'shares:grant'),
    },
  };
}
