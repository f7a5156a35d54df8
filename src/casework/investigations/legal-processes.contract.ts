import { IsIn, IsUUID } from 'class-validator';
import type { Complaint } from '../complaints/complaint.entity.js';
import { complaintPolicy } from '../complaints/complaints.policy.js';
import type { Actor } from '../../platform/actor/actor.js';
import { mayUse } from '../../access/permissions.js';
import { Integer, IsDay, Nullable, Omittable, Text } from '../../platform/validation/input.js';
import { PageQuery } from '../../platform/http/paging.js';
import {
  legalProcessKinds,
  legalProcessStates,
  returnOutcomes,
  type LegalProcessKind,
  type LegalProcessOutcome,
  type LegalProcessState,
  type ReturnOutcome,
} from './investigations.enums.js';
import type { LegalProcess } from './legal-process.entity.js';

/** An issued order or warrant. */
export class IssueLegalProcess {
  /** A complaint that the caller may work. The process belongs to the complaint's investigation, if it has one. */
  @IsUUID() readonly complaintId!: string;
  /**
   * The agency that obtained it. Default: the caller's agency, or the complaint's agency from a task force's seat. An
   * agency names itself or one that owns or works the complaint.
   */
  @Omittable() @IsUUID() readonly agencyId?: string;
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
  @IsUUID() readonly agencyId!: string;
  /** @example search_warrant_premises */
  @IsIn(legalProcessKinds) readonly kind!: LegalProcessKind;
  /** @example District Court of Douglas County */
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
  @Omittable() @IsUUID() readonly complaintId?: string;
  /** Only process of this investigation. */
  @Omittable() @IsUUID() readonly investigationId?: string;
  /** Only process of this kind. */
  @Omittable() @IsIn(legalProcessKinds) readonly kind?: LegalProcessKind;
  /** Only process in this state: issued, served or ended. */
  @Omittable() @IsIn(legalProcessStates) readonly state?: LegalProcessState;
}

/** Actions the reader may take on this legal process. */
export class LegalProcessMay {
  /** Whether the reader may correct the order. */
  readonly correct!: boolean;
  /** Whether the reader may record the service. */
  readonly serve!: boolean;
  /** Whether the reader may record the return or withdraw it. */
  readonly end!: boolean;
  /** Whether the reader may void it. */
  readonly void!: boolean;
}

/** Legal process in a list, without its target. */
export class LegalProcessSummary {
  /** @format uuid */
  readonly id!: string;
  readonly version!: number;
  /**
   * The complaint it was issued for.
   * @format uuid
   */
  readonly complaintId!: string;
  /**
   * The investigation of its complaint; null without one.
   * @format uuid
   */
  readonly investigationId!: string | null;
  /**
   * The agency that obtained it.
   * @format uuid
   */
  readonly agencyId!: string;
  readonly kind!: LegalProcessKind;
  readonly state!: LegalProcessState;
  /** @format date */
  readonly issuedOn!: string;
  /**
   * The last day for service; null without one.
   * @format date
   */
  readonly expiresOn!: string | null;
  /**
   * The day of service, on which it counts; null until then.
   * @format date
   */
  readonly servedOn!: string | null;
  /**
   * The day of return; null until then.
   * @format date
   */
  readonly returnedOn!: string | null;
  /** The outcome; null until it ends. */
  readonly outcome!: LegalProcessOutcome | null;
  /**
   * The instant it was voided. A voided process was recorded in error and no longer counts.
   * @format date-time
   */
  readonly voidedAt!: string | null;
}

/** Legal process, with its target. */
export class LegalProcessView extends LegalProcessSummary {
  /** @format uuid */
  readonly taskForceId!: string;
  /** The court or other issuing authority. */
  readonly authority!: string;
  readonly number!: string | null;
  /** The provider, place or device. */
  readonly directedTo!: string;
  /** Number of records, accounts or pieces of evidence in the return. */
  readonly itemsReceived!: number | null;
  /**
   * The day of withdrawal; null if not withdrawn.
   * @format date
   */
  readonly withdrawnOn!: string | null;
  /** The reason for withdrawal; null if not withdrawn. */
  readonly withdrawalReason!: string | null;
  readonly voidReason!: string | null;
  /** @format uuid */
  readonly recordedBy!: string;
  /** @format date-time */
  readonly recordedAt!: string;
  readonly may!: LegalProcessMay;
}

/** A page of legal process. */
export class LegalProcessPage {
  readonly items!: LegalProcessSummary[];
  /** Cursor of the next page; null on the last page. */
  readonly nextCursor!: string | null;
}

export interface LegalProcessRecord {
  readonly process: LegalProcess;
  readonly complaint: Complaint;
}

export function toLegalProcessSummary(process: LegalProcess): LegalProcessSummary {
  const { id, version, complaintId, investigationId, agencyId, kind, state } = process;
  const { issuedOn, expiresOn, servedOn, returnedOn, outcome, voidedAt } = process;
  return {
    id,
    version,
    complaintId,
    investigationId,
    agencyId,
    kind,
    state,
    issuedOn,
    expiresOn,
    servedOn,
    returnedOn,
    outcome,
    voidedAt: voidedAt?.toISOString() ?? null,
  };
}

export function toLegalProcessView({ process, complaint }: LegalProcessRecord, actor: Actor): LegalProcessView {
  const { taskForceId, authority, number, directedTo, itemsReceived, withdrawnOn, withdrawalReason } = process;
  const { voidReason, recordedBy, recordedAt, isOutstanding, state, voidedAt } = process;
  const work = mayUse(actor, 'investigations:work') && complaintPolicy.work(actor, complaint);
  return {
    ...toLegalProcessSummary(process),
    taskForceId,
    authority,
    number,
    directedTo,
    itemsReceived,
    withdrawnOn,
    withdrawalReason,
    voidReason,
    recordedBy,
    recordedAt: recordedAt.toISOString(),
    may: {
      correct: work && voidedAt === null,
      serve: work && isOutstanding && state === 'issued',
      end: work && isOutstanding,
      void: work && voidedAt === null,
    },
  };
}
