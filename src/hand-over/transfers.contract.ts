import { IsIn, IsUUID } from 'class-validator';
import type { ComplaintMode, ComplaintSource, ComplaintType, Priority } from '../complaints/complaints.words.js';
import type { Actor } from '../platform/access/actor.js';
import { mayUse } from '../platform/access/permissions.js';
import { IsDay, Nullable, Omittable, Text, YesOrNo } from '../platform/http/input.js';
import { PageQuery } from '../platform/http/paging.js';
import { transferPolicy, type OfferOn } from './hand-over.policy.js';
import {
  directions,
  handOverBases,
  transferKinds,
  transferStates,
  type Direction,
  type HandOverBasis,
  type TransferKind,
  type TransferState,
} from './hand-over.words.js';

/** A complaint that another agency, of one's own task force or another, is to take over or to work. */
export class OfferTransfer {
  /** The complaint, which one's agency or task force owns. */
  @IsUUID() readonly complaintId!: string;
  /** The agency it is offered to, which has an agreement in force. */
  @IsUUID() readonly agencyId!: string;
  /**
   * A transfer gives it away. A referral asks them to work it, and it stays one's own.
   * @example transfer
   */
  @IsIn(transferKinds) readonly kind!: TransferKind;
  /**
   * On what basis of 18 U.S.C. 2258A(g)(2)(A) what a provider reported is disclosed. It may be left out where none did. Within a
   * task force that is one agency by its memorandum, `own_agency` is a basis.
   * @example state_official
   */
  @Omittable() @Nullable() @IsIn(handOverBases) readonly disclosureBasis?: HandOverBasis | null;
  /**
   * What they are told before they answer, beside the reference, type, mode and priority. No names.
   * @example A game account in Lancaster County asks children for meetings. Two tips so far.
   */
  @Text({ max: 4000, multiline: true }) readonly summary!: string;
  /**
   * Why it goes there; it stands in the log of disclosures.
   * @example The account is used from an address in Lincoln.
   */
  @Text({ max: 1000, multiline: true }) readonly reason!: string;
  /**
   * The last day for their answer: in a week, if left out.
   * @example 2018-05-21
   */
  @Omittable() @IsDay() readonly answerBy?: string;
}

/** That one takes it. */
export class AcceptTransfer {
  /**
   * What there is to say about it.
   * @example We have the same account in another case.
   */
  @Omittable() @Nullable() @Text({ max: 1000, multiline: true }) readonly reason?: string | null;
}

/** Why one does not take it, or takes the offer back. */
export class GiveAnswer {
  /**
   * Why; the other side reads it.
   * @example The address is in another county.
   */
  @Text({ max: 1000, multiline: true }) readonly reason!: string;
}

/** Which offers to list, the latest first. */
export class TransfersQuery extends PageQuery {
  /** Only those that came in, or went out. */
  @Omittable() @IsIn(directions) readonly direction?: Direction;
  /** Only those that stand so. */
  @Omittable() @IsIn(transferStates) readonly state?: TransferState;
  /** Only those that nobody has answered in time, or none of those. */
  @Omittable() @YesOrNo() readonly overdue?: boolean;
  /** Only those of this complaint. */
  @Omittable() @IsUUID() readonly complaintId?: string;
}

/** One side of a hand-over, as it was called then. */
export class SideView {
  /** @format uuid */
  readonly taskForceId!: string;
  /** @format uuid */
  readonly agencyId!: string;
  /**
   * The agency's name.
   * @example Omaha Police Department
   */
  readonly agency!: string;
}

/** What the reader may do to this offer. */
export class TransferMay {
  /** Take it, or say no. */
  readonly answer!: boolean;
  /** Take the offer back. */
  readonly revoke!: boolean;
}

/** A line of a list of offers. */
export class TransferSummary {
  /** @format uuid */
  readonly id!: string;
  readonly version!: number;
  readonly kind!: TransferKind;
  readonly state!: TransferState;
  /** Nobody has answered in time: the receiver's task force may. */
  readonly isOverdue!: boolean;
  readonly from!: SideView;
  readonly to!: SideView;
  /**
   * What the sender calls the complaint.
   * @example NE-000417
   */
  readonly reference!: string;
  readonly source!: ComplaintSource;
  readonly type!: ComplaintType | null;
  readonly mode!: ComplaintMode | null;
  readonly priority!: Priority | null;
  /**
   * When it was offered.
   * @format date-time
   */
  readonly offeredAt!: string;
  /**
   * The last day for an answer.
   * @format date
   */
  readonly answerBy!: string;
}

/** An offer, and what became of it. Both sides see it, also once the complaint is no longer theirs. */
export class TransferView extends TransferSummary {
  /**
   * The complaint that was offered: there for its owner.
   * @format uuid
   */
  readonly complaintId!: string;
  readonly disclosureBasis!: HandOverBasis;
  readonly summary!: string;
  readonly reason!: string;
  /**
   * The account that offered it.
   * @format uuid
   */
  readonly offeredBy!: string;
  /** What they said to it, or why it was taken back. */
  readonly answerReason!: string | null;
  /**
   * The account that answered it or took it back.
   * @format uuid
   */
  readonly decidedBy!: string | null;
  /**
   * When it was answered or taken back; null while it waits.
   * @format date-time
   */
  readonly decidedAt!: string | null;
  /**
   * The complaint that the receiver works: there for the receiver, and the same one within a task force.
   * @format uuid
   */
  readonly becameComplaintId!: string | null;
  readonly may!: TransferMay;
}

/** A part of a list of offers. */
export class TransferPage {
  readonly items!: TransferSummary[];
  /** Hand it back as `cursor` for the next part; null at the end. */
  readonly nextCursor!: string | null;
}

export function summaryOf({ transfer, today }: OfferOn): TransferSummary {
  const { id, version, kind, state, reference, source, type, mode, priority, offeredAt, answerBy } = transfer;
  const { taskForceId, agencyId, fromName, toTaskForceId, toAgencyId, toName } = transfer;
  return {
    id,
    version,
    kind,
    state,
    isOverdue: transfer.isOverdue(today),
    from: { taskForceId, agencyId, agency: fromName },
    to: { taskForceId: toTaskForceId, agencyId: toAgencyId, agency: toName },
    reference,
    source,
    type,
    mode,
    priority,
    offeredAt: offeredAt.toISOString(),
    answerBy,
  };
}

export function viewOf(offer: OfferOn, actor: Actor): TransferView {
  const { transfer } = offer;
  const {
    complaintId,
    basis: disclosureBasis,
    summary,
    reason,
    offeredBy,
    answerReason,
    decidedBy,
    decidedAt,
  } = transfer;
  const { isOpen, becameComplaintId } = transfer;
  return {
    ...summaryOf(offer),
    complaintId,
    disclosureBasis,
    summary,
    reason,
    offeredBy,
    answerReason,
    decidedBy,
    decidedAt: decidedAt?.toISOString() ?? null,
    becameComplaintId,
    may: {
      answer: isOpen && mayUse(actor, 'transfers:answer') && transferPolicy.answer(actor, offer),
      revoke: isOpen && mayUse(actor, 'transfers:offer') && transferPolicy.revoke(actor, offer),
    },
  };
}
