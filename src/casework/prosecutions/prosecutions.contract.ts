import { IsBoolean, IsIn, IsUUID } from 'class-validator';
import type { Complaint } from '../complaints/complaint.entity.js';
import { complaintPolicy } from '../complaints/complaints.policy.js';
import type { Actor } from '../../platform/actor/actor.js';
import { allows } from '../../access/permissions.js';
import { Integer, IsDay, Nullable, Omittable, Part, Text } from '../../platform/validation/input.js';
import { PageQuery } from '../../platform/http/paging.js';
import type { Prosecution, Sentence } from './prosecution.entity.js';
import { forums, prosecutionOutcomes, type Forum, type ProsecutionOutcome } from './prosecutions.enums.js';

const finalOutcomes = ['plea', 'convicted_trial', 'acquitted', 'dismissed', 'diverted'] as const;

/** Facts of a filed case. */
export class ProsecutionInput {
  /**
   * The prosecutor's jurisdiction.
   * @example us_attorney
   */
  @IsIn(forums) readonly forum!: Forum;
  /**
   * The court.
   * @example U.S. District Court, District of Nebraska
   */
  @Text({ max: 200 }) readonly court!: string;
  /**
   * The court's case number, once assigned.
   * @example 8:18-cr-00123
   */
  @Omittable() @Nullable() @Text({ max: 60 }) readonly caseNumber?: string | null;
  /**
   * The day of filing, in the task force's time zone. It is not before the complaint was received or the referral
   * accepted.
   * @example 2018-06-20
   */
  @IsDay() readonly filedOn!: string;
  /**
   * Whether a juvenile is tried as an adult.
   * @example false
   */
  @IsBoolean() readonly isTriedAsAdult!: boolean;
}

/** One suspect's case, as filed with a court. */
export class FileProsecution extends ProsecutionInput {
  /** A suspect of a complaint that the caller may work. */
  @IsUUID() readonly suspectId!: string;
  /** The suspect's accepted referral that led to the case, if any. */
  @Omittable() @Nullable() @IsUUID() readonly referralId?: string | null;
  /**
   * The agency that filed the case. Default: the caller's agency, or the complaint's agency from a task force's seat.
   * An agency names itself or one that owns or works the complaint.
   */
  @Omittable() @IsUUID() readonly agencyId?: string;
}

/** The corrected prosecution, complete, and the reason. */
export class CorrectProsecution extends ProsecutionInput {
  /**
   * The agency that filed the case. An agency names itself, the recorded agency, or one that owns or works the
   * complaint.
   */
  @IsUUID() readonly agencyId!: string;
  /**
   * The error that is corrected. A reason is required because numbers of prosecutions are published.
   * @example The docket says the day after.
   */
  @Text({ max: 1000, multiline: true }) readonly reason!: string;
}

/** A sentence for the whole case, and the statutory maximum. */
export class SentenceInput {
  /**
   * Length in months; null for life.
   * @example 120
   */
  @Nullable() @Integer(0, 12_000) readonly months!: number | null;
  /**
   * Whether the sentence is for life.
   * @example false
   */
  @IsBoolean() readonly isLife!: boolean;
  /**
   * Statutory maximum in months, for all counts together; null where the maximum is life.
   * @example 240
   */
  @Nullable() @Integer(1, 12_000) readonly statutoryMaxMonths!: number | null;
  /**
   * Whether the statutory maximum is life.
   * @example false
   */
  @IsBoolean() readonly isMaxLife!: boolean;
  /** A note on the sentence. It is required, with the reason, for a sentence above the statutory maximum. */
  @Omittable() @Nullable() @Text({ max: 2000, multiline: true }) readonly note?: string | null;
}

/** The end of a case. */
export class DisposeProsecution {
  /**
   * The outcome.
   * @example plea
   */
  @IsIn(finalOutcomes) readonly outcome!: (typeof finalOutcomes)[number];
  /**
   * The day it ended, not before the day of filing.
   * @example 2018-11-02
   */
  @IsDay() readonly disposedOn!: string;
  /** The sentence, allowed after a conviction only. It may follow later. */
  @Omittable() @Part(() => SentenceInput) readonly sentence?: SentenceInput;
  /** The reason for the change; required where an outcome was already recorded. */
  @Omittable() @Nullable() @Text({ max: 1000, multiline: true }) readonly reason?: string | null;
}

/** Filters of the list of prosecutions, latest filed first. */
export class ProsecutionsQuery extends PageQuery {
  /** Only prosecutions of this suspect. */
  @Omittable() @IsUUID() readonly suspectId?: string;
  /** Only prosecutions of suspects of this complaint. */
  @Omittable() @IsUUID() readonly complaintId?: string;
  /** Only prosecutions with this outcome, or pending. */
  @Omittable() @IsIn(prosecutionOutcomes) readonly outcome?: ProsecutionOutcome;
}

/** Actions the reader may take on this prosecution. */
export class ProsecutionMay {
  /** Whether the reader may correct it. */
  readonly correct!: boolean;
  /** Whether the reader may record the outcome. */
  readonly dispose!: boolean;
  /** Whether the reader may void it. */
  readonly void!: boolean;
}

/** A prosecution in a list. */
export class ProsecutionSummary {
  /** @format uuid */
  readonly id!: string;
  readonly version!: number;
  /**
   * The suspect's complaint.
   * @format uuid
   */
  readonly complaintId!: string;
  /**
   * The defendant.
   * @format uuid
   */
  readonly suspectId!: string;
  /**
   * The agency that filed the case.
   * @format uuid
   */
  readonly agencyId!: string;
  readonly forum!: Forum;
  /**
   * The day of filing, in the task force's time zone.
   * @format date
   */
  readonly filedOn!: string;
  readonly outcome!: ProsecutionOutcome;
  /**
   * The day it ended; null until then.
   * @format date
   */
  readonly disposedOn!: string | null;
  /**
   * The instant it was voided. A voided prosecution was recorded in error and no longer counts.
   * @format date-time
   */
  readonly voidedAt!: string | null;
}

/** A sentence for the whole case. */
export class SentenceView {
  /** Length in months; null for life. */
  readonly months!: number | null;
  /** Whether the sentence is for life. */
  readonly isLife!: boolean;
  /** Statutory maximum in months; null where the maximum is life. */
  readonly statutoryMaxMonths!: number | null;
  /** Whether the statutory maximum is life. */
  readonly isMaxLife!: boolean;
  /** A note on the sentence. */
  readonly note!: string | null;
}

/** One defendant in one court case. */
export class ProsecutionView extends ProsecutionSummary {
  /** @format uuid */
  readonly taskForceId!: string;
  /**
   * The referral that led to it.
   * @format uuid
   */
  readonly referralId!: string | null;
  readonly court!: string;
  /** The court's case number. */
  readonly caseNumber!: string | null;
  /** Whether a juvenile is tried as an adult. */
  readonly isTriedAsAdult!: boolean;
  /** The sentence; null without a conviction, or until it is recorded. */
  readonly sentence!: SentenceView | null;
  /** The reason for voiding. */
  readonly voidReason!: string | null;
  readonly may!: ProsecutionMay;
}

/** A page of prosecutions. */
export class ProsecutionPage {
  readonly items!: ProsecutionSummary[];
  /** Cursor of the next page; null on the last page. */
  readonly nextCursor!: string | null;
}

export interface ProsecutionRecord {
  readonly prosecution: Prosecution;
  readonly complaint: Complaint;
}

/** Returns the sentence of the request, with null for an omitted note. */
export function toSentence({ sentence }: DisposeProsecution): Sentence | null {
  return sentence ? { ...sentence, note: sentence.note ?? null } : null;
}

export function toProsecutionSummary(prosecution: Prosecution): ProsecutionSummary {
  const { id, version, complaintId, suspectId, agencyId, forum, filedOn, outcome, disposedOn } = prosecution;
  const voidedAt = prosecution.voidedAt?.toISOString() ?? null;
  return { id, version, complaintId, suspectId, agencyId, forum, filedOn, outcome, disposedOn, voidedAt };
}

export function toProsecutionView({ prosecution, complaint }: ProsecutionRecord, actor: Actor): ProsecutionView {
  const { taskForceId, referralId, court, caseNumber, isTriedAsAdult, voidedAt, voidReason } = prosecution;
  const mayWork =
    allows(actor.role, 'prosecutions:record') && complaintPolicy.work(actor, complaint) && voidedAt === null;
  return {
    ...toProsecutionSummary(prosecution),
    taskForceId,
    referralId,
    court,
    caseNumber,
    isTriedAsAdult,
    sentence: toSentenceView(prosecution),
    voidReason,
    may: { correct: mayWork, dispose: mayWork, void: mayWork },
  };
}

function toSentenceView(prosecution: Prosecution): SentenceView | null {
  const { sentenceMonths: months, isLife, statutoryMaxMonths, isMaxLife, sentenceNote: note } = prosecution;
  return months === null && !isLife ? null : { months, isLife, statutoryMaxMonths, isMaxLife, note };
}
