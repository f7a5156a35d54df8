import { IsIn } from 'class-validator';
import { IsId, IsDay, Nullable, Omittable, Text, BooleanText } from '../../platform/validation/input.js';
import { PageQuery } from '../../platform/http/paging.js';
import { sealOrderKinds, type SealOrderKind } from './retention.enums.js';

/** A court order to enter. */
export class EnterSealOrder {
  @IsId() readonly complaintId!: string;
  /**
   * Seals the complaint from everyone except the task force's supervisors, unseals it, or expunges the identities in
   * it.
   * @example seal
   */
  @IsIn(sealOrderKinds) readonly kind!: SealOrderKind;
  /**
   * Number of the order, as the court assigned it.
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
   * The last day for its execution, if it sets one.
   * @example 2026-12-31
   */
  @Omittable() @Nullable() @IsDay() readonly expiresOn?: string | null;
}

/** The reason for withdrawing an order. */
export class WithdrawSealOrder {
  /**
   * The reason, without names.
   * @example The court has set it aside.
   */
  @Text({ max: 1000, multiline: true }) readonly reason!: string;
}

/** Filters of the list of orders, latest entered first. */
export class SealOrdersQuery extends PageQuery {
  /** Only orders about this complaint. */
  @Omittable() @IsId() readonly complaintId?: string;
  /** Only orders that wait for a second person (true), or only executed and withdrawn ones (false). */
  @Omittable() @BooleanText() readonly pending?: boolean;
}
