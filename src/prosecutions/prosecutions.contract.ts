import { IsBoolean, IsIn, IsUUID } from 'class-validator';
import type { Complaint } from '../complaints/complaint.entity.js';
import { complaintPolicy } from '../complaints/complaints.policy.js';
import type { Actor } from '../platform/access/actor.js';
import { allows } from '../platform/access/permissions.js';
import { Integer, IsDay, Nullable, Omittable, Part, Text } from '../platform/http/input.js';
import { PageQuery } from '../platform/http/paging.js';
import type { Prosecution, Sentence } from './prosecution.entity.js';
import { forums, prosecutionOutcomes, type Forum, type ProsecutionOutcome } from './prosecutions.words.js';

const ends = ['plea', 'convicted_trial', 'acquitted', 'dismissed', 'diverted'] as const;

/** What is said of a case that is filed. */
export class ProsecutionInput {
  /**
   * Before whom it is brought.
   * @example us_attorney
   */
  @IsIn(forums) readonly forum!: Forum;
  /**
   * The court.
   * @example U.S. District Court, District of Nebraska
   */
  @Text({ max: 200 }) readonly court!: string;
  /**
   * The court's number of the case, once there is one.
   * @example 8:18-cr-00123
   */
  @Omittable() @Nullable() @Text({ max: 60 }) readonly caseNumber?: string | null;
  /**
   * The day it was filed, where the task force is: not before the complaint was received, or the referral accepted.
   * @example 2018-06-20
   */
  @IsDay() readonly filedOn!: string;
  /**
   * Whether a juvenile is tried as an adult.
   * @example false
   */
  @IsBoolean() readonly isTriedAsAdult!: boolean;
}

/** One suspect's case that was filed with a court. */
export class FileProsecution extends ProsecutionInput {
  /** The suspect, of a complaint which one may work. */
  @IsUUID() readonly suspectId!: string;
  /**
   * The accepted referral of the suspect that it follows from, if there is one.
   */
  @Omittable() @Nullable() @IsUUID() readonly referralId?: string | null;
  /**
   * The agency whose case it is. Left out it is one's own, or the complaint's from the seat of a task force. An agency names itself
   * or one that owns or works the complaint.
   */
  @Omittable() @IsUUID() readonly agencyId?: string;
}

/** A prosecution put right, whole, and why. */
export class CorrectProsecution extends ProsecutionInput {
  /**
   * The agency whose case it is. An agency names itself, the one that is recorded, or one that owns or works the complaint.
   */
  @IsUUID() readonly agencyId!: string;
  /**
   * What was wrong: prosecutions are published numbers.
   * @example The docket says the day after.
   */
  @Text({ max: 1000, multiline: true }) readonly reason!: string;
}

/** A sentence of the case as a whole, and the most that the statutes allow. */
export class SentenceInput {
  /**
   * How many months; null where it is for life.
   * @example 120
   */
  @Nullable() @Integer(0, 12_000) readonly months!: number | null;
  /**
   * Whether it is for life.
   * @example false
   */
  @IsBoolean() readonly isLife!: boolean;
  /**
   * How many months the statutes allow at most, of all counts together; null where that is life.
   * @example 240
   */
  @Nullable() @Integer(1, 12_000) readonly statutoryMaxMonths!: number | null;
  /**
   * Whether the most they allow is life.
   * @example false
   */
  @IsBoolean() readonly isMaxLife!: boolean;
  /**
   * What there is to say of it. Where it is above the maximum, why: it has to be there then.
   */
  @Omittable() @Nullable() @Text({ max: 2000, multiline: true }) readonly note?: string | null;
}

/** How a case ended. */
export class DisposeProsecution {
  /**
   * How it ended.
   * @example plea
   */
  @IsIn(ends) readonly outcome!: (typeof ends)[number];
  /**
   * The day it ended: not before it was filed.
   * @example 2018-11-02
   */
  @IsDay() readonly disposedOn!: string;
  /** The sentence; it goes with a conviction alone, and may follow later. */
  @Omittable() @Part(() => SentenceInput) readonly sentence?: SentenceInput;
  /**
   * Why it is told anew; it has to be there where an end was told before.
   */
  @Omittable() @Nullable() @Text({ max: 1000, multiline: true }) readonly reason?: string | null;
}

/** Which prosecutions to list, the latest filed first. */
export class ProsecutionsQuery extends PageQuery {
  /** Only those of this suspect. */
  @Omittable() @IsUUID() readonly suspectId?: string;
  /** Only those of suspects of this complaint. */
  @Omittable() @IsUUID() readonly complaintId?: string;
  /** Only those that ended so, or that have not ended. */
  @Omittable() @IsIn(prosecutionOutcomes) readonly outcome?: ProsecutionOutcome;
}

/** What the reader may do to this prosecution. */
export class ProsecutionMay {
  /** Put it right. */
  readonly correct!: boolean;
  /** Say how it ended. */
  readonly dispose!: boolean;
  /** Say that it should not have been recorded. */
  readonly void!: boolean;
}

/** A line of a list of prosecutions. */
export class ProsecutionSummary {
  /** @format uuid */
  readonly id!: string;
  readonly version!: number;
  /**
   * The complaint the suspect is of.
   * @format uuid
   */
  readonly complaintId!: string;
  /**
   * The defendant.
   * @format uuid
   */
  readonly suspectId!: string;
  /**
   * The agency whose case it is.
   * @format uuid
   */
  readonly agencyId!: string;
  readonly forum!: Forum;
  /**
   * The day it was filed, where the task force is.
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
   * When it turned out that it should not have been recorded: it counts no more.
   * @format date-time
   */
  readonly voidedAt!: string | null;
}

/** A sentence of the case as a whole. */
export class SentenceView {
  /** How many months; null where it is for life. */
  readonly months!: number | null;
  /** Whether it is for life. */
  readonly isLife!: boolean;
  /** How many months the statutes allow at most; null where that is life. */
  readonly statutoryMaxMonths!: number | null;
  /** Whether the most they allow is life. */
  readonly isMaxLife!: boolean;
  /** What there is to say of it. */
  readonly note!: string | null;
}

/** One defendant in one case of one court. */
export class ProsecutionView extends ProsecutionSummary {
  /** @format uuid */
  readonly taskForceId!: string;
  /**
   * The referral it follows from.
   * @format uuid
   */
  readonly referralId!: string | null;
  readonly court!: string;
  /** The court's number of the case. */
  readonly caseNumber!: string | null;
  /** Whether a juvenile is tried as an adult. */
  readonly isTriedAsAdult!: boolean;
  /** The sentence; null without a conviction, and until it is known. */
  readonly sentence!: SentenceView | null;
  /** Why it should not have been recorded. */
  readonly voidReason!: string | null;
  readonly may!: ProsecutionMay;
}

/** A part of a list of prosecutions. */
export class ProsecutionPage {
  readonly items!: ProsecutionSummary[];
  /** Hand it back as `cursor` for the next part; null at the end. */
  readonly nextCursor!: string | null;
}

/** A prosecution and the complaint its defendant is a suspect of. */
export interface ProsecutionRecord {
  readonly prosecution: Prosecution;
  readonly complaint: Complaint;
}

/** What was sent of a sentence, with null for what was left out. */
export function sentenceIn({ sentence }: DisposeProsecution): Sentence | null {
  return sentence ? { ...sentence, note: sentence.note ?? null } : null;
}

export function summaryOf(prosecution: Prosecution): ProsecutionSummary {
  const { id, version, complaintId, suspectId, agencyId, forum, filedOn, outcome, disposedOn } = prosecution;
  const voidedAt = prosecution.voidedAt?.toISOString() ?? null;
  return { id, version, complaintId, suspectId, agencyId, forum, filedOn, outcome, disposedOn, voidedAt };
}

export function viewOf({ prosecution, complaint }: ProsecutionRecord, actor: Actor): ProsecutionView {
  const { taskForceId, referralId, court, caseNumber, isTriedAsAdult, voidedAt, voidReason } = prosecution;
  const mayWork =
    allows(actor.role, 'prosecutions:record') && complaintPolicy.work(actor, complaint) && voidedAt === null;
  return {
    ...summaryOf(prosecution),
    taskForceId,
    referralId,
    court,
    caseNumber,
    isTriedAsAdult,
    sentence: sentenceOf(prosecution),
    voidReason,
    may: { correct: mayWork, dispose: mayWork, void: mayWork },
  };
}

function sentenceOf(prosecution: Prosecution): SentenceView | null {
  const { sentenceMonths: months, isLife, statutoryMaxMonths, isMaxLife, sentenceNote: note } = prosecution;
  return months === null && !isLife ? null : { months, isLife, statutoryMaxMonths, isMaxLife, note };
}
