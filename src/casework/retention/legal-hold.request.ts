import { IsId, IsDay, Omittable, Text, BooleanText } from '../../platform/validation/input.js';
import { PageQuery } from '../../platform/http/paging.js';

/** A legal hold on a complaint. */
export class PlaceLegalHold {
  /** A complaint that the caller may work. */
  @IsId() readonly complaintId!: string;
  /**
   * The court or authority that requires the hold, with its own reference number.
   * @example US District Court, District of Nebraska, 8:26-cr-00117
   */
  @Text({ max: 200 }) readonly authority!: string;
  /**
   * The reason, without names.
   * @example The defence has moved for a new trial.
   */
  @Text({ max: 1000, multiline: true }) readonly reason!: string;
  /**
   * The day of the next review. The hold does not expire on it.
   * @example 2027-03-01
   */
  @IsDay() readonly reviewOn!: string;
}

/** The result of a review: the hold is still needed. */
export class ReviewLegalHold {
  /**
   * The day of the next review.
   * @example 2028-03-01
   */
  @IsDay() readonly reviewOn!: string;
  /**
   * The reason for keeping the hold, without names.
   * @example The appeal is still pending.
   */
  @Text({ max: 1000, multiline: true }) readonly reason!: string;
}

/** A request to lift a hold. */
export class RequestLifting {
  /**
   * The reason, without names.
   * @example The mandate issued; the court released the evidence.
   */
  @Text({ max: 1000, multiline: true }) readonly reason!: string;
}

/** Filters of the list of holds, latest first. */
export class LegalHoldsQuery extends PageQuery {
  /** Only holds on this complaint. */
  @Omittable() @IsId() readonly complaintId?: string;
  /** Only active holds (true), or only lifted ones (false). */
  @Omittable() @BooleanText() readonly active?: boolean;
  /**
   * Only holds with a review day up to this day.
   * @example 2027-03-01
   */
  @Omittable() @IsDay() readonly reviewBy?: string;
  /** Only holds with a request to lift them (true), or only those without (false). */
  @Omittable() @BooleanText() readonly liftRequested?: boolean;
}
