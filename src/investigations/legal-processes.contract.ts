import { IsIn, IsUUID } from 'class-validator';
import type { Complaint } from '../complaints/complaint.entity.js';
import { complaintPolicy } from '../complaints/complaints.policy.js';
import type { Actor } from '../platform/access/actor.js';
import { mayUse } from '../platform/access/permissions.js';
import { Integer, IsDay, Nullable, Omittable, Text } from '../platform/http/input.js';
import { PageQuery } from '../platform/http/paging.js';
import {
  legalProcessKinds,
  legalProcessStates,
  returnOutcomes,
  type LegalProcessKind,
  type LegalProcessOutcome,
  type LegalProcessState,
  type ReturnOutcome,
} from './investigations.words.js';
import type { LegalProcess } from './legal-process.entity.js';

/** An order or a warrant that was issued. */
export class IssueLegalProcess {
  /** The complaint it was obtained for, which one may work. Its investigation, if it is part of one, follows. */
  @IsUUID() readonly complaintId!: string;
  /**
   * The agency that obtained it. Left out it is one's own, or the complaint's from the seat of a task force. An agency names itself
   * or one that owns or works the complaint.
   */
  @Omittable() @IsUUID() readonly agencyId?: string;
  /** @example search_warrant_premises */
  @IsIn(legalProcessKinds) readonly kind!: LegalProcessKind;
  /**
   * The court, or whoever else issued it.
   * @example District Court of Douglas County
   */
  @Text({ max: 200 }) readonly authority!: string;
  /**
   * The number it has there, if it has one.
   * @example CR 18-2231
   */
  @Omittable() @Nullable() @Text({ max: 100 }) readonly number?: string | null;
  /**
   * The provider, the place or the device it is for.
   * @example The residence on the corner, both floors
   */
  @Text({ max: 500 }) readonly directedTo!: string;
  /**
   * The day it was issued, where the task force is: not before the complaint was received.
   * @example 2018-05-14
   */
  @IsDay() readonly issuedOn!: string;
  /**
   * The last day on which it can be served, if it says one.
   * @example 2018-05-24
   */
  @Omittable() @Nullable() @IsDay() readonly expiresOn?: string | null;
}

/** What was entered of an order or a warrant put right, whole, and why: what does not apply is null. */
export class CorrectLegalProcess {
  /**
   * The agency that obtained it. An agency names itself, the one that is recorded, or one that owns or works the complaint.
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
   * Not after it was served, or came back.
   * @example 2018-05-14
   */
  @IsDay() readonly issuedOn!: string;
  /**
   * Not before it was served.
   * @example 2018-05-25
   */
  @Nullable() @IsDay() readonly expiresOn!: string | null;
  /**
   * What was wrong; it goes into the trail.
   * @example The number was mistyped.
   */
  @Text({ max: 1000, multiline: true }) readonly reason!: string;
}

/** On which day an order was served, or a warrant executed. */
export class ServeLegalProcess {
  /**
   * Not after it expired.
   * @example 2018-05-16
   */
  @IsDay() readonly servedOn!: string;
}

/** How legal process came back. */
export class ReturnLegalProcess {
  /**
   * The day it came back, where the task force is.
   * @example 2018-05-17
   */
  @IsDay() readonly returnedOn!: string;
  /**
   * With or without what it asked for, once it was served; quashed by the court; or expired, never served.
   * @example returned_with_data
   */
  @IsIn(returnOutcomes) readonly outcome!: ReturnOutcome;
  /**
   * How many records, accounts or pieces of evidence came with it, where that is known.
   * @example 12
   */
  @Omittable() @Nullable() @Integer(0, 1_000_000_000) readonly itemsReceived?: number | null;
}

/** Why legal process is taken back by whoever obtained it. */
export class WithdrawLegalProcess {
  /**
   * Why; it goes into the trail.
   * @example The provider answered without it.
   */
  @Text({ max: 1000, multiline: true }) readonly reason!: string;
}

/** Which legal process to list, the latest issued first. */
export class LegalProcessesQuery extends PageQuery {
  /** Only what was issued for this complaint. */
  @Omittable() @IsUUID() readonly complaintId?: string;
  /** Only what belongs to this investigation. */
  @Omittable() @IsUUID() readonly investigationId?: string;
  /** Only of this kind. */
  @Omittable() @IsIn(legalProcessKinds) readonly kind?: LegalProcessKind;
  /** Only what is issued, served, or at its end. */
  @Omittable() @IsIn(legalProcessStates) readonly state?: LegalProcessState;
}

/** What the reader may do to this legal process. */
export class LegalProcessMay {
  /** Put right what was entered. */
  readonly correct!: boolean;
  /** Record that it was served. */
  readonly serve!: boolean;
  /** Record its return, or withdraw it. */
  readonly end!: boolean;
  /** Say that it should not have been recorded. */
  readonly void!: boolean;
}

/** A line of a list of legal process: never for whom or what it is. */
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
   * The investigation its complaint is part of; null when it is part of none.
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
   * The last day on which it can be served; null when it says none.
   * @format date
   */
  readonly expiresOn!: string | null;
  /**
   * The day it is counted on; null until it is served.
   * @format date
   */
  readonly servedOn!: string | null;
  /**
   * The day it came back; null until it does.
   * @format date
   */
  readonly returnedOn!: string | null;
  /** How it ended; null until it does. */
  readonly outcome!: LegalProcessOutcome | null;
  /**
   * When it was voided: it should not have been recorded, and is counted no more.
   * @format date-time
   */
  readonly voidedAt!: string | null;
}

/** Legal process, whole. */
export class LegalProcessView extends LegalProcessSummary {
  /** @format uuid */
  readonly taskForceId!: string;
  /** The court, or whoever else issued it. */
  readonly authority!: string;
  readonly number!: string | null;
  /** The provider, the place or the device it is for. */
  readonly directedTo!: string;
  /** How many records, accounts or pieces of evidence came with its return. */
  readonly itemsReceived!: number | null;
  /**
   * The day it was withdrawn; null while it was not.
   * @format date
   */
  readonly withdrawnOn!: string | null;
  /** Why it was withdrawn; null while it was not. */
  readonly withdrawalReason!: string | null;
  readonly voidReason!: string | null;
  /** @format uuid */
  readonly recordedBy!: string;
  /** @format date-time */
  readonly recordedAt!: string;
  readonly may!: LegalProcessMay;
}

/** A part of a list of legal process. */
export class LegalProcessPage {
  readonly items!: LegalProcessSummary[];
  /** Hand it back as `cursor` for the next part; null at the end. */
  readonly nextCursor!: string | null;
}

/** Legal process and the complaint it was issued for. */
export interface LegalProcessRecord {
  readonly process: LegalProcess;
  readonly complaint: Complaint;
}

export function summaryOf(process: LegalProcess): LegalProcessSummary {
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

export function viewOf({ process, complaint }: LegalProcessRecord, actor: Actor): LegalProcessView {
  const { taskForceId, authority, number, directedTo, itemsReceived, withdrawnOn, withdrawalReason } = process;
  const { voidReason, recordedBy, recordedAt, isOut, state, voidedAt } = process;
  const work = mayUse(actor, 'investigations:work') && complaintPolicy.work(actor, complaint);
  return {
    ...summaryOf(process),
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
      serve: work && isOut && state === 'issued',
      end: work && isOut,
      void: work && voidedAt === null,
    },
  };
}
