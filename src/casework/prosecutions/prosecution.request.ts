import { IsBoolean, IsIn } from 'class-validator';
import { IsId, Integer, IsDay, Nullable, Omittable, Part, Text } from '../../platform/validation/input.js';
import { PageQuery } from '../../platform/http/paging.js';
import { forums, prosecutionOutcomes, type Forum, type ProsecutionOutcome } from './prosecutions.enums.js';

export const finalOutcomes = ['plea', 'convicted_trial', 'acquitted', 'dismissed', 'diverted'] as const;

/** Facts of a filed case. */
export class ProsecutionInput {
  /**
   * The prosecutor's jurisdiction.
   * @example us_attorney
   */
  @IsIn(forums) readonly forum!: Forum;
  /**
   * Name of the court in which the case is filed.
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
  @IsId() readonly suspectId!: string;
  /** The suspect's accepted referral that led to the case, if any. */
  @Omittable() @Nullable() @IsId() readonly referralId?: string | null;
  /**
   * The agency that filed the case. Default: the caller's agency, or the complaint's agency from a task force's seat.
   * An agency names itself or one that owns or works the complaint.
   */
  @Omittable() @IsId() readonly agencyId?: string;
}

/** The corrected prosecution, complete, and the reason. */
export class CorrectProsecution extends ProsecutionInput {
  /**
   * The agency that filed the case. An agency names itself, the recorded agency, or one that owns or works the
   * complaint.
   */
  @IsId() readonly agencyId!: string;
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
   * Result of the prosecution for this defendant.
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
  @Omittable() @IsId() readonly suspectId?: string;
  /** Only prosecutions of suspects of this complaint. */
  @Omittable() @IsId() readonly complaintId?: string;
  /** Only prosecutions with this outcome, or pending. */
  @Omittable() @IsIn(prosecutionOutcomes) readonly outcome?: ProsecutionOutcome;
}
