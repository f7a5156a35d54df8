import { namePerson, type PersonView } from '../../organization/accounts/person.view.js';
import { nameComplaint, type ComplaintReference } from '../complaints/complaint-reference.view.js';
import type { Actor } from '../../platform/actor/actor.js';
import { allows } from '../../access/permissions.js';
import type { IdentityDestruction } from './identity-destruction.entity.js';
import { destructionPolicy } from './vault.policy.js';

/** Actions that the reader may take. */
export class IdentityDestructionMay {
  /** Whether the reader may approve it, which is irreversible. */
  readonly approve!: boolean;
}

/** A request to destroy a child's identity. The child's record remains and counts. */
export class IdentityDestructionView {
  readonly id!: string;
  readonly victimId!: string;
  readonly complaintId!: string;
  readonly complaint!: ComplaintReference;
  readonly orderNumber!: string;
  /** Reason for the destruction. */
  readonly reason!: string;
  /**
   * The requesting account.
   * @format uuid
   */
  readonly requestedBy!: string;
  readonly requestedByPerson!: PersonView;
  /** Time of the request. */
  readonly requestedAt!: string;
  readonly lapsesAt!: string;
  /**
   * The approving account; null until approved.
   * @format uuid
   */
  readonly approvedBy!: string | null;
  readonly approvedByPerson!: PersonView | null;
  /** Time of approval, when the identity was destroyed; null until then. */
  readonly approvedAt!: string | null;
  /** Whether a legal hold on the complaint or a related one blocks the destruction. */
  readonly isOnHold!: boolean;
  readonly may!: IdentityDestructionMay;
}

/** A page of requests. */
export class IdentityDestructionPage {
  readonly items!: IdentityDestructionView[];
  readonly nextCursor!: string | null;
}

/** A request, and whether a legal hold blocks it. */
export interface DestructionRecord {
  readonly destruction: IdentityDestruction;
  readonly isOnHold: boolean;
}

export function toIdentityDestructionView(
  { destruction, isOnHold }: DestructionRecord,
  now: Date,
  actor: Actor,
): IdentityDestructionView {
  const { id, victimId, complaintId, orderNumber, reason, requestedBy, requestedAt, lapsesAt, approvedBy } =
    destruction;
  const mayApprove = allows(actor.role, 'identities:destroy') && destructionPolicy.approve(actor, destruction);
  return {
    id,
    victimId,
    complaintId,
    complaint: nameComplaint(complaintId),
    orderNumber,
    reason,
    requestedBy,
    requestedByPerson: namePerson(requestedBy),
    requestedAt: requestedAt.toISOString(),
    lapsesAt: lapsesAt.toISOString(),
    approvedBy,
    approvedByPerson: namePerson(approvedBy),
    approvedAt: destruction.approvedAt?.toISOString() ?? null,
    isOnHold,
    may: { approve: mayApprove && destruction.isOpenAt(now) && !isOnHold },
  };
}
