import { IsIn, IsUUID } from 'class-validator';
import type { Actor } from '../platform/access/actor.js';
import { allows } from '../platform/access/permissions.js';
import { IsDay, Nullable, Omittable, Text, YesOrNo } from '../platform/http/input.js';
import { PageQuery } from '../platform/http/paging.js';
import { sealOrderPolicy } from './retention.policy.js';
import { sealOrderKinds, type SealOrderKind } from './retention.words.js';
import type { SealOrder } from './seal-order.entity.js';

/** A court's order, as it came. */
export class EnterSealOrder {
  /** The complaint it is about. */
  @IsUUID() readonly complaintId!: string;
  /**
   * To hide the complaint from all but the task force's supervisors, to show it again, or to erase whom it was about.
   * @example seal
   */
  @IsIn(sealOrderKinds) readonly kind!: SealOrderKind;
  /**
   * The number of the order.
   * @example CI 26-4417
   */
  @Text({ max: 60 }) readonly orderNumber!: string;
  /**
   * The court that made it.
   * @example District Court of Douglas County, Nebraska
   */
  @Text({ max: 200 }) readonly court!: string;
  /**
   * The day it was made.
   * @example 2026-02-20
   */
  @IsDay() readonly orderedOn!: string;
  /**
   * The last day it can be carried out, if it names one.
   * @example 2026-12-31
   */
  @Omittable() @Nullable() @IsDay() readonly expiresOn?: string | null;
}

/** Why an order is not carried out. */
export class WithdrawSealOrder {
  /**
   * Why; no place for a name.
   * @example The court has set it aside.
   */
  @Text({ max: 1000, multiline: true }) readonly reason!: string;
}

/** Which orders to list, the latest entered first. */
export class SealOrdersQuery extends PageQuery {
  /** Only those about this complaint. */
  @Omittable() @IsUUID() readonly complaintId?: string;
  /** Only those that wait for a second person, or that were carried out or withdrawn. */
  @Omittable() @YesOrNo() readonly waiting?: boolean;
}

/** What the reader may do to this order. */
export class SealOrderMay {
  /** Carry it out, as the second person. */
  readonly execute!: boolean;
  /** Say that it is not carried out. */
  readonly withdraw!: boolean;
}

/** An order to seal, unseal or expunge. */
export class SealOrderView {
  /** @format uuid */
  readonly id!: string;
  readonly version!: number;
  /** @format uuid */
  readonly complaintId!: string;
  readonly kind!: SealOrderKind;
  readonly orderNumber!: string;
  readonly court!: string;
  /** @format date */
  readonly orderedOn!: string;
  /** @format date */
  readonly expiresOn!: string | null;
  /**
   * Who entered it.
   * @format uuid
   */
  readonly enteredBy!: string;
  /**
   * When it was entered.
   * @format date-time
   */
  readonly enteredAt!: string;
  /**
   * Who carried it out: another person.
   * @format uuid
   */
  readonly executedBy!: string | null;
  /**
   * When it was carried out; null while it is not.
   * @format date-time
   */
  readonly executedAt!: string | null;
  /** Why it is not carried out; null where nobody withdrew it. */
  readonly withdrawReason!: string | null;
  /**
   * Who withdrew it.
   * @format uuid
   */
  readonly withdrawnBy!: string | null;
  /**
   * When it was withdrawn; null where nobody did.
   * @format date-time
   */
  readonly withdrawnAt!: string | null;
  readonly may!: SealOrderMay;
}

/** Somebody outside who was given something of the complaint, and has to hear of the order. */
export class RecipientView {
  /**
   * The entry of the disclosure log.
   * @format uuid
   */
  readonly disclosureId!: string;
  /**
   * Who received it.
   * @example Lancaster County Sheriff
   */
  readonly recipient!: string;
  /**
   * What was disclosed.
   * @example referral
   */
  readonly what!: string;
  /**
   * When it was disclosed.
   * @format date-time
   */
  readonly disclosedAt!: string;
}

/** An order, and whom to tell of it. */
export class ReadSealOrderView extends SealOrderView {
  /** Whoever was given something of the complaint, or of one that was merged into it, the latest first; at most 200. They are due to be told once it is carried out. */
  readonly toBeTold!: RecipientView[];
}

/** A part of a list of orders. */
export class SealOrderPage {
  readonly items!: SealOrderView[];
  /** Hand it back as `cursor` for the next part; null at the end. */
  readonly nextCursor!: string | null;
}

/** An order with whoever was given something of its complaint. */
export interface SealOrderRecord {
  readonly order: SealOrder;
  readonly recipients: readonly RecipientView[];
}

export function summaryOf(order: SealOrder, actor: Actor): SealOrderView {
  const { id, version, complaintId, kind, orderNumber, court, orderedOn, expiresOn, enteredBy, executedBy } = order;
  const keep = allows(actor.role, 'retention:keep') && actor.seat.at === 'task_force' && !order.isSettled;
  return {
    id,
    version,
    complaintId,
    kind,
    orderNumber,
    court,
    orderedOn,
    expiresOn,
    enteredBy,
    enteredAt: order.enteredAt.toISOString(),
    executedBy,
    executedAt: order.executedAt?.toISOString() ?? null,
    withdrawReason: order.withdrawReason,
    withdrawnBy: order.withdrawnBy,
    withdrawnAt: order.withdrawnAt?.toISOString() ?? null,
    may: { execute: keep && sealOrderPolicy.execute(actor, order), withdraw: keep },
  };
}

export function viewOf({ order, recipients }: SealOrderRecord, actor: Actor): ReadSealOrderView {
  return { ...summaryOf(order, actor), toBeTold: [...recipients] };
}
