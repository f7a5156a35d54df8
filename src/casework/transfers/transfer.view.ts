import { namePerson, type PersonView } from '../../organization/accounts/person.view.js';
import { nameTaskForce, type TaskForceName } from '../../organization/task-forces/task-force-name.view.js';
import { nameComplaint, type ComplaintReference } from '../complaints/complaint-reference.view.js';
import type { ComplaintMode, ComplaintSource, ComplaintType, Priority } from '../complaints/complaints.enums.js';
import type { Actor } from '../../platform/actor/actor.js';
import { extendView } from '../../platform/http/extend-view.js';
import { mayUse } from '../../access/permissions.js';
import { transferPolicy, type DatedTransfer } from './transfers.policy.js';
import type { TransferBasis, TransferKind, TransferState } from './transfers.enums.js';

/** One side of an offer or share, with the agency's name at that time. */
export class SideView {
  readonly taskForceId!: string;
  readonly taskForce!: TaskForceName;
  /** Agency of this side. */
  readonly agencyId!: string;
  /**
   * Name of the agency.
   * @example Omaha Police Department
   */
  readonly agency!: string;
}

/** Actions that the reader may take. */
export class TransferMay {
  /** Whether the reader may accept or decline it. */
  readonly answer!: boolean;
  /** Whether the reader may revoke it. */
  readonly revoke!: boolean;
}

/** Offer in a list. */
export class TransferSummary {
  readonly id!: string;
  readonly version!: number;
  readonly kind!: TransferKind;
  readonly state!: TransferState;
  /** Whether it is open after its last day. The receiver's task force may then answer it. */
  readonly isOverdue!: boolean;
  readonly from!: SideView;
  readonly to!: SideView;
  /**
   * Human-readable number of the complaint at the sender.
   * @example NE-000417
   */
  readonly reference!: string;
  readonly source!: ComplaintSource;
  readonly type!: ComplaintType | null;
  readonly mode!: ComplaintMode | null;
  readonly priority!: Priority | null;
  /** Time of the offer. */
  readonly offeredAt!: string;
  /**
   * Last day for the answer.
   * @format date
   */
  readonly answerBy!: string;
}

/** Offer with its answer. Both sides see it, even when they no longer see the complaint. */
export class TransferView extends TransferSummary {
  /** Offered complaint. Only its owner can open it by this id. */
  readonly complaintId!: string;
  /** Basis in 18 U.S.C. 2258A(g)(2)(A) on which a provider's report is disclosed. */
  readonly disclosureBasis!: TransferBasis;
  readonly summary!: string;
  readonly reason!: string;
  /**
   * Account that offered it.
   * @format uuid
   */
  readonly offeredBy!: string;
  readonly offeredByPerson!: PersonView;
  /** Text of the answer, or reason of the revocation. */
  readonly answerReason!: string | null;
  /**
   * Account that answered or revoked it.
   * @format uuid
   */
  readonly decidedBy!: string | null;
  readonly decidedByPerson!: PersonView | null;
  /** Time of the answer or revocation; null while it is open. */
  readonly decidedAt!: string | null;
  /** Complaint that the receiver works, which only the receiver can open. Within a task force it is the same one. */
  readonly becameComplaintId!: string | null;
  /** Complaint that the receiver works, whose number only the receiver sees. Within a task force it is the same one. */
  readonly becameComplaint!: ComplaintReference | null;
  readonly may!: TransferMay;
}

/** Page of a list of offers. */
export class TransferPage {
  readonly items!: TransferSummary[];
  readonly nextCursor!: string | null;
}

export function toTransferSummary({ transfer, today }: DatedTransfer): TransferSummary {
  const { id, version, kind, state, reference, source, type, mode, priority, offeredAt, answerBy } = transfer;
  const { taskForceId, agencyId, fromName, toTaskForceId, toAgencyId, toName } = transfer;
  return {
    id,
    version,
    kind,
    state,
    isOverdue: transfer.isOverdue(today),
    from: { taskForceId, taskForce: nameTaskForce(taskForceId), agencyId, agency: fromName },
    to: {
      taskForceId: toTaskForceId,
      taskForce: nameTaskForce(toTaskForceId),
      agencyId: toAgencyId,
      agency: toName,
    },
    reference,
    source,
    type,
    mode,
    priority,
    offeredAt: offeredAt.toISOString(),
    answerBy,
  };
}

export function toTransferView(offer: DatedTransfer, actor: Actor): TransferView {
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
  return extendView(toTransferSummary(offer), {
    complaintId,
    disclosureBasis,
    summary,
    reason,
    offeredBy,
    offeredByPerson: namePerson(offeredBy),
    answerReason,
    decidedBy,
    decidedByPerson: namePerson(decidedBy),
    decidedAt: decidedAt?.toISOString() ?? null,
    becameComplaintId,
    becameComplaint: nameComplaint(becameComplaintId),
    may: {
      answer: isOpen && mayUse(actor, 'transfers:answer') && transferPolicy.answer(actor, offer),
      revoke: isOpen && mayUse(actor, 'transfers:offer') && transferPolicy.revoke(actor, offer),
    },
  });
}
