import { namePerson, type PersonView } from '../../organization/accounts/person.view.js';
import { nameTaskForce } from '../../organization/task-forces/task-force-name.view.js';
import type { Complaint } from '../complaints/complaint.entity.js';
import { complaintPolicy } from '../complaints/complaints.policy.js';
import type { Actor } from '../../platform/actor/actor.js';
import { mayUse } from '../../access/permissions.js';
import type { Day } from '../../platform/time/calendar.js';
import { extendView } from '../../platform/http/extend-view.js';
import { sharePolicy } from './transfers.policy.js';
import type { TransferBasis } from './transfers.enums.js';
import type { Share } from './share.entity.js';
import { type SideView } from './transfer.view.js';

/** Share in a list. */
export class ShareSummary {
  readonly id!: string;
  readonly version!: number;
  /** Complaint. Only its owner can open it by this id; the recipient opens the share. */
  readonly complaintId!: string;
  /**
   * Number of the complaint at its owner.
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
  /** Whether the share is still open: it was not ended, and its last day is not over. */
  readonly isActive!: boolean;
  /** Time at which it was granted. */
  readonly grantedAt!: string;
}

/** Actions that the reader may take. */
export class ShareMay {
  /** Whether the reader may read the complaint. */
  readonly read!: boolean;
  /** Whether the reader may end it. */
  readonly end!: boolean;
}

/** Read access of another agency to one complaint, until a day. */
export class ShareView extends ShareSummary {
  /** Basis in 18 U.S.C. 2258A(g)(2)(A) on which a provider's report is disclosed. */
  readonly disclosureBasis!: TransferBasis;
  readonly reason!: string;
  /**
   * Account that granted it.
   * @format uuid
   */
  readonly grantedBy!: string;
  readonly grantedByPerson!: PersonView;
  /** Reason of the early end. */
  readonly endReason!: string | null;
  /**
   * Account that ended it.
   * @format uuid
   */
  readonly endedBy!: string | null;
  readonly endedByPerson!: PersonView | null;
  /** Time of the early end. */
  readonly endedAt!: string | null;
  readonly may!: ShareMay;
}

/** Page of a list of shares. */
export class SharePage {
  readonly items!: ShareSummary[];
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
    from: { taskForceId, taskForce: nameTaskForce(taskForceId), agencyId, agency: fromName },
    to: {
      taskForceId: toTaskForceId,
      taskForce: nameTaskForce(toTaskForceId),
      agencyId: toAgencyId,
      agency: toName,
    },
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
  return extendView(toShareSummary(record), {
    disclosureBasis: share.basis,
    reason,
    grantedBy,
    grantedByPerson: namePerson(grantedBy),
    endReason,
    endedBy,
    endedByPerson: namePerson(endedBy),
    endedAt: endedAt?.toISOString() ?? null,
    may: {
      read: share.isActive(today) && sharePolicy.read(actor, share),
      end: endedAt === null && owns && mayUse(actor, 'shares:grant'),
    },
  });
}
