import { IsUUID, Matches } from 'class-validator';
import { Omittable } from '../platform/http/input.js';
import type { TipDifference, TipOutcome, TipPart } from './tips.words.js';

/** For whom tips are imported. */
export class ImportTipsQuery {
  /** The agency that takes them in: one's own if left out. From a task force's seat it has to be named. */
  @Omittable() @IsUUID() readonly agencyId?: string;
  /**
   * The State they belong to: the task force's if left out.
   * @example NE
   */
  @Omittable()
  @Matches(/^[A-Z]{2}$/, { message: 'must be a two-letter postal code in capitals' })
  readonly state?: string;
}

/** What is wrong with a tip: where, and what, and never the value. */
export class TipFaultView {
  /**
   * Where in the tip, as a JSON pointer; `#` is all of it.
   * @example #/reportId
   */
  readonly pointer!: string;
  /**
   * What is wrong there.
   * @example is missing: the number of the report
   */
  readonly detail!: string;
}

/** Whom to call about a tip that another agency of the task force has. */
export class TipHolderView {
  /**
   * The agency's name.
   * @example Omaha Police Department
   */
  readonly agency!: string;
  /**
   * Its telephone number.
   * @example +1 402 555 0100
   */
  readonly phone!: string | null;
  /**
   * Its email address.
   * @example icac@example.gov
   */
  readonly email!: string | null;
}

/** What became of a tip. */
export class TipOutcomeView {
  /** Where it stood in the archive, from 1. */
  readonly position!: number;
  /** Whether it became a complaint, was there already, became a new version of one, or was refused. */
  readonly outcome!: TipOutcome;
  /**
   * The number of the report; null where it could not be read.
   * @example 107324881
   */
  readonly reportId!: string | null;
  /**
   * The complaint that it is.
   * @format uuid
   */
  readonly complaintId!: string | null;
  /**
   * What people call that by.
   * @example NE-000417
   */
  readonly reference!: string | null;
  /**
   * The version that it is.
   * @format uuid
   */
  readonly versionId!: string | null;
  /** The number of that version: 1 is how it came first. */
  readonly version!: number | null;
  /** In what it differs from the version before. */
  readonly changed!: TipPart[];
  /** What it says otherwise than the complaint, which stays as it is until somebody takes it over. */
  readonly differs!: TipDifference[];
  /**
   * Why it was refused, in a word.
   * @example utf-16
   */
  readonly refusedAs!: string | null;
  /** What is wrong with it. */
  readonly errors!: TipFaultView[];
  /** Whom to call, where another agency of the task force has it. */
  readonly holder!: TipHolderView | null;
}

/** What became of the tips of a file. */
export class TipImportView {
  /** In the order in which they stood in it. */
  readonly items!: TipOutcomeView[];
  /** How many entries of an archive were no reports, and were not opened. */
  readonly leftClosed!: number;
}
