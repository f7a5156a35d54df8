import { IsIn } from 'class-validator';
import { IsId, IsDay, Nullable, Omittable, Text, BooleanText } from '../../platform/validation/input.js';
import { PageQuery } from '../../platform/http/paging.js';
import {
  directions,
  transferBases,
  transferKinds,
  transferStates,
  type Direction,
  type TransferBasis,
  type TransferKind,
  type TransferState,
} from './transfers.enums.js';

/** Offer of a complaint to another agency, in your own task force or another. */
export class OfferTransfer {
  /** Complaint that your agency or task force owns. */
  @IsId() readonly complaintId!: string;
  /** Agency to which the complaint is offered. It must have a memorandum of understanding (MOU) in force. */
  @IsId() readonly agencyId!: string;
  /**
   * Kind of offer. A transfer changes the owner. A referral asks the agency to work the complaint, and you remain the
   * owner.
   * @example transfer
   */
  @IsIn(transferKinds) readonly kind!: TransferKind;
  /**
   * Basis in 18 U.S.C. 2258A(g)(2)(A) on which a provider's report is disclosed. It can be omitted if no provider
   * reported. `own_agency` is valid within a task force that is one agency by its memorandum.
   * @example state_official
   */
  @Omittable() @Nullable() @IsIn(transferBases) readonly disclosureBasis?: TransferBasis | null;
  /**
   * Summary for the receiver before the answer, besides reference, type, mode and priority. It must not contain names.
   * @example A game account in Lancaster County asks children for meetings. Two tips so far.
   */
  @Text({ max: 4000, multiline: true }) readonly summary!: string;
  /**
   * Reason of the offer. The disclosure log contains it.
   * @example The account is used from an address in Lincoln.
   */
  @Text({ max: 1000, multiline: true }) readonly reason!: string;
  /**
   * Last day for the answer; in a week if omitted.
   * @example 2018-05-21
   */
  @Omittable() @IsDay() readonly answerBy?: string;
}

/** Acceptance of an offer. */
export class AcceptTransfer {
  /**
   * Remark about the acceptance.
   * @example We have the same account in another case.
   */
  @Omittable() @Nullable() @Text({ max: 1000, multiline: true }) readonly reason?: string | null;
}

/** Reason to decline or revoke an offer. */
export class GiveAnswer {
  /**
   * Reason; the other side reads it.
   * @example The address is in another county.
   */
  @Text({ max: 1000, multiline: true }) readonly reason!: string;
}

/** Filters of the list, latest first. */
export class TransfersQuery extends PageQuery {
  /** Only offers that your seat received, or only those it made. */
  @Omittable() @IsIn(directions) readonly direction?: Direction;
  /** Only offers in this state. */
  @Omittable() @IsIn(transferStates) readonly state?: TransferState;
  /** Only overdue offers (true), or only others (false). */
  @Omittable() @BooleanText() readonly overdue?: boolean;
  /** Only offers of this complaint. */
  @Omittable() @IsId() readonly complaintId?: string;
}
