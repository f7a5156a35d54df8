import { namePerson, type PersonView } from '../../organization/accounts/person.view.js';
import { nameComplaint, type ComplaintReference } from '../complaints/complaint-reference.view.js';
import type { Actor } from '../../platform/actor/actor.js';
import { allows } from '../../access/permissions.js';
import { sealOrderPolicy } from './retention.policy.js';
import type { SealOrderKind } from './retention.enums.js';
import type { SealOrder } from './seal-order.entity.js';

/** Actions that the reader may take. */
export class SealOrderMay {
  /** Whether the reader may execute it, as the second person. */
  readonly execute!: boolean;
  /** Whether the reader may withdraw it. */
  readonly withdraw!: boolean;
}

/** An order to seal, unseal or expunge. */
export class SealOrderView {
  readonly id!: string;
  readonly version!: number;
  readonly complaintId!: string;
  readonly complaint!: ComplaintReference;
  /** Kind of order. */
  readonly kind!: SealOrderKind;
  readonly orderNumber!: string;
  readonly court!: string;
  readonly orderedOn!: string;
  readonly expiresOn!: string | null;
  /**
   * The account that entered it.
   * @format uuid
   */
  readonly enteredBy!: string;
  readonly enteredByPerson!: PersonView;
  /** Time at which it was entered. */
  readonly enteredAt!: string;
  /**
   * The account that executed it, different from the one that entered it.
   * @format uuid
   */
  readonly executedBy!: string | null;
  /** Person who executed it, different from the one that entered it. */
  readonly executedByPerson!: PersonView | null;
  /** Time at which it was executed; null until then. */
  readonly executedAt!: string | null;
  /** The reason for withdrawal; null if not withdrawn. */
  readonly withdrawReason!: string | null;
  /**
   * The account that withdrew it.
   * @format uuid
   */
  readonly withdrawnBy!: string | null;
  readonly withdrawnByPerson!: PersonView | null;
  /** Time at which it was withdrawn; null if not withdrawn. */
  readonly withdrawnAt!: string | null;
  readonly may!: SealOrderMay;
}

/** An outside recipient of content of the complaint, who must be notified of the order. */
export class RecipientView {
  /** The entry of the disclosure log. */
  readonly disclosureId!: string;
  /**
   * Person or office that received content of the complaint.
   * @example Lancaster County Sheriff
   */
  readonly recipient!: string;
  /**
   * The disclosed content.
   * @example referral
   */
  readonly content!: string;
  /** Time of the disclosure. */
  readonly disclosedAt!: string;
}

/** An order, and the recipients to notify. */
export class ReadSealOrderView extends SealOrderView {
  /**
   * Recipients of content of the complaint, or of one merged into it, latest first; at most 200. They must be notified
   * once the order is executed.
   */
  readonly recipientsToNotify!: RecipientView[];
}

/** A page of orders. */
export class SealOrderPage {
  readonly items!: SealOrderView[];
  readonly nextCursor!: string | null;
}

export interface SealOrderRecord {
  readonly order: SealOrder;
  readonly recipients: readonly RecipientView[];
}

export function toSealOrderView(order: SealOrder, actor: Actor): SealOrderView {
  const { id, version, complaintId, kind, orderNumber, court, orderedOn, expiresOn, enteredBy, executedBy } = order;
  const keep = allows(actor.role, 'retention:manage') && actor.seat.level === 'task_force' && !order.isSettled;
  return {
    id,
    version,
    complaintId,
    complaint: nameComplaint(complaintId),
    kind,
    orderNumber,
    court,
    orderedOn,
    expiresOn,
    enteredBy,
    enteredByPerson: namePerson(enteredBy),
    enteredAt: order.enteredAt.toISOString(),
    executedBy,
    executedByPerson: namePerson(executedBy),
    executedAt: order.executedAt?.toISOString() ?? null,
    withdrawReason: order.withdrawReason,
    withdrawnBy: order.withdrawnBy,
    withdrawnByPerson: namePerson(order.withdrawnBy),
    withdrawnAt: order.withdrawnAt?.toISOString() ?? null,
    may: { execute: keep && sealOrderPolicy.execute(actor, order), withdraw: keep },
  };
}

export function toReadSealOrderView({ order, recipients }: SealOrderRecord, actor: Actor): ReadSealOrderView {
  return { ...toSealOrderView(order, actor), recipientsToNotify: [...recipients] };
}
