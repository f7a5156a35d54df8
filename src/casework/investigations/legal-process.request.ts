import { IsIn } from 'class-validator';
import { IsId, Integer, IsDay, Nullable, Omittable, Text } from '../../platform/validation/input.js';
import { PageQuery } from '../../platform/http/paging.js';
import {
  legalProcessKinds,
  legalProcessStates,
  returnOutcomes,
  type LegalProcessKind,
  type LegalProcessState,
  type ReturnOutcome,
} from './investigations.enums.js';

/** An issued order or warrant. */
export class IssueLegalProcess {
  /** A complaint that the caller may work. The process belongs to the complaint's investigation, if it has one. */
  @IsId() readonly complaintId!: string;
  /**
   * The agency that obtained it. Default: the caller's agency, or the complaint's agency from a task force's seat. An
   * agency names itself or one that owns or works the complaint.
   */
  @Omittable() @IsId() readonly agencyId?: string;
  /** @example search_warrant_premises */
  @IsIn(legalProcessKinds) readonly kind!: LegalProcessKind;
  /**
   * The court or other issuing authority.
   * @example District Court of Douglas County
   */
  @Text({ max: 200 }) readonly authority!: string;
  /**
   * The authority's own number, if any.
   * @example CR 18-2231
   */
  @Omittable() @Nullable() @Text({ max: 100 }) readonly number?: string | null;
  /**
   * The provider, place or device.
   * @example The residence on the corner, both floors
   */
  @Text({ max: 500 }) readonly directedTo!: string;
  /**
   * The day of issue, in the task force's time zone, not before the complaint was received.
   * @example 2018-05-14
   */
  @IsDay() readonly issuedOn!: string;
  /**
   * The last day for service, if the order sets one.
   * @example 2018-05-24
   */
  @Omittable() @Nullable() @IsDay() readonly expiresOn?: string | null;
}

/** The corrected order or warrant, complete, and the reason. A value that does not apply is null. */
export class CorrectLegalProcess {
  /**
   * The agency that obtained it. An agency names itself, the recorded agency, or one that owns or works the complaint.
   */
  @IsId() readonly agencyId!: string;
  @IsIn(legalProcessKinds) readonly kind!: LegalProcessKind;
  @Text({ max: 200 }) readonly authority!: string;
  /** @example CR 18-2213 */
  @Nullable() @Text({ max: 100 }) readonly number!: string | null;
  /** @example The residence on the corner, the upper floor */
  @Text({ max: 500 }) readonly directedTo!: string;
  /**
   * The day of issue, not after its service or return.
   * @example 2018-05-14
   */
  @IsDay() readonly issuedOn!: string;
  /**
   * The last day for service, not before the day of service.
   * @example 2018-05-25
   */
  @Nullable() @IsDay() readonly expiresOn!: string | null;
  /**
   * The error that is corrected; recorded in the audit trail.
   * @example The number was mistyped.
   */
  @Text({ max: 1000, multiline: true }) readonly reason!: string;
}

/** The day an order was served, or a warrant executed. */
export class ServeLegalProcess {
  /**
   * The day of service, not after the order expired.
   * @example 2018-05-16
   */
  @IsDay() readonly servedOn!: string;
}

/** The return of legal process. */
export class ReturnLegalProcess {
  /**
   * The day of return, in the task force's time zone.
   * @example 2018-05-17
   */
  @IsDay() readonly returnedOn!: string;
  /**
   * The outcome: returned with or without data after service, quashed by the court, or expired unserved.
   * @example returned_with_data
   */
  @IsIn(returnOutcomes) readonly outcome!: ReturnOutcome;
  /**
   * Number of records, accounts or pieces of evidence in the return, where known.
   * @example 12
   */
  @Omittable() @Nullable() @Integer(0, 1_000_000_000) readonly itemsReceived?: number | null;
}

/** The reason for withdrawing legal process. */
export class WithdrawLegalProcess {
  /**
   * The reason; recorded in the audit trail.
   * @example The provider answered without it.
   */
  @Text({ max: 1000, multiline: true }) readonly reason!: string;
}

/** Filters of the list of legal process, latest issued first. */
export class LegalProcessesQuery extends PageQuery {
  /** Only process issued for this complaint. */
  @Omittable() @IsId() readonly complaintId?: string;
  /** Only process of this investigation. */
  @Omittable() @IsId() readonly investigationId?: string;
  /** Only process of this kind. */
  @Omittable() @IsIn(legalProcessKinds) readonly kind?: LegalProcessKind;
  /** Only process in this state: issued, served or ended. */
  @Omittable() @IsIn(legalProcessStates) readonly state?: LegalProcessState;
}
